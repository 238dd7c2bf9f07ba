package org.voiceorchestrator.phone;

import java.util.List;
import java.util.Optional;

/// What numbers somebody looks for who typed some digits, as numbers are stored.
///
/// @param beginnings a number that is meant begins with one of these
/// @param end or it ends with this; empty where too few digits were typed to look for an end
public record SearchedNumber(List<String> beginnings, Optional<String> end) {
    private static final int SHORTEST_END = 4;

    static SearchedNumber of(PhoneText.Digits text, String countryCode, String nationalPrefix) {
        String digits = text.digits();
        if (text.international()) {
            return new SearchedNumber(List.of(digits), Optional.empty());
        }
        boolean national = !nationalPrefix.isEmpty() && digits.startsWith(nationalPrefix);
        String withCountry = countryCode + (national ? digits.substring(nationalPrefix.length()) : digits);
        // no number begins with a zero
        List<String> beginnings = national ? List.of(withCountry) : List.of(digits, withCountry);
        return new SearchedNumber(beginnings, Optional.of(digits).filter(typed -> typed.length() >= SHORTEST_END));
    }
}
