package org.voiceorchestrator.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.ShortNumberInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a phone number as people and spreadsheets write it. Never throws, whatever the text; safe for many threads.
public final class PhoneNumberNormalizer {
    /// Short codes are no longer than this anywhere.
    private static final int LONGEST_SHORT_CODE = 6;

    private static final int LONGEST_NUMBER = 15;
    private static final int SHORTEST_NUMBER = 7;

    private final PhoneNumberUtil judge = PhoneNumberUtil.getInstance();
    private final ShortNumberInfo shortNumbers = ShortNumberInfo.getInstance();
    private final String defaultRegion;
    private final @Nullable PakistaniMobiles mobiles;

    /// For Pakistan.
    public PhoneNumberNormalizer() {
        this(PakistaniMobiles.REGION);
    }

    /// `defaultRegion`: the ISO 3166 code of the country whose numbers are written without a country code.
    public PhoneNumberNormalizer(String defaultRegion) {
        this.defaultRegion = defaultRegion.toUpperCase(Locale.ROOT);
        if (!judge.getSupportedRegions().contains(this.defaultRegion)) {
            throw new IllegalArgumentException("No country with phone numbers has the code " + defaultRegion);
        }
        this.mobiles = this.defaultRegion.equals(PakistaniMobiles.REGION) ? new PakistaniMobiles(judge) : null;
    }

    /// Takes numbers of the default region only.
    public PhoneResult normalize(@Nullable String raw) {
        return normalize(raw, Set.of());
    }

    /// Takes numbers of the allowed regions only (ISO 3166 codes in capitals); none named means the default region.
    public PhoneResult normalize(@Nullable String raw, Set<String> allowedRegions) {
        if (raw == null) {
            return refused(PhoneRefusal.EMPTY);
        }
        Set<String> allowed = allowedRegions.isEmpty() ? Set.of(defaultRegion) : allowedRegions;
        if (mobiles != null && allowed.contains(PakistaniMobiles.REGION)) {
            PhoneNumber mobile = mobiles.read(raw);
            if (mobile != null) {
                return new PhoneResult.Normalized(mobile);
            }
        }
        return slowly(raw, allowed);
    }

    /// The beginnings and the end that a number may have of which this was typed, in any form that numbers are written
    /// in; nothing where it is more than a part of a number.
    public Optional<SearchedNumber> searched(String typed) {
        if (!(PhoneText.of(typed) instanceof PhoneText.Digits digits)) {
            return Optional.empty();
        }
        String prefix = judge.getNddPrefixForRegion(defaultRegion, true);
        return Optional.of(SearchedNumber.of(
                digits, Integer.toString(judge.getCountryCodeForRegion(defaultRegion)), prefix == null ? "" : prefix));
    }

    /// Without the fast path: what it must agree with.
    PhoneResult slowly(String raw, Set<String> allowedRegions) {
        return switch (PhoneText.of(raw)) {
            case PhoneText.Unreadable(var reason) -> refused(reason);
            case PhoneText.Digits digits -> judged(digits, allowedRegions);
        };
    }

    private PhoneResult judged(PhoneText.Digits text, Set<String> allowedRegions) {
        if (text.digits().length() <= LONGEST_SHORT_CODE) {
            return refused(isShortCode(text) ? PhoneRefusal.EMERGENCY_OR_SHORT_CODE : PhoneRefusal.TOO_SHORT);
        }
        try {
            String written = text.international() ? "+" + text.digits() : text.digits();
            Phonenumber.PhoneNumber number = judge.parse(written, defaultRegion);
            if (!judge.isValidNumber(number) || isTruncatedMobile(text, number)) {
                return refused(reasonFor(text, number));
            }
            if (!allowedRegions.contains(judge.getRegionCodeForNumber(number))) {
                return refused(PhoneRefusal.COUNTRY_NOT_ALLOWED);
            }
            String e164 = judge.format(number, PhoneNumberUtil.PhoneNumberFormat.E164);
            // some countries' plans have numbers beyond what E.164 allows, and so what a gateway takes
            if (e164.length() > LONGEST_NUMBER + 1) {
                return refused(PhoneRefusal.TOO_LONG);
            }
            return e164.length() < SHORTEST_NUMBER + 1
                    ? refused(PhoneRefusal.TOO_SHORT)
                    : new PhoneResult.Normalized(new PhoneNumber(e164.substring(1)));
        } catch (NumberParseException e) {
            return refused(
                    switch (e.getErrorType()) {
                        case INVALID_COUNTRY_CODE -> PhoneRefusal.INVALID_FOR_COUNTRY;
                        case NOT_A_NUMBER -> PhoneRefusal.INVALID_FORMAT;
                        case TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN -> PhoneRefusal.TOO_SHORT;
                        case TOO_LONG -> PhoneRefusal.TOO_LONG;
                    });
        }
    }

    private boolean isShortCode(PhoneText.Digits text) {
        if (shortNumbers.isEmergencyNumber(text.digits(), defaultRegion)) {
            return true;
        }
        try {
            return shortNumbers.isValidShortNumberForRegion(judge.parse(text.digits(), defaultRegion), defaultRegion);
        } catch (NumberParseException e) {
            // not even a short code; the caller says what is wrong with it
            return false;
        }
    }

    /// `9232190658` is the mobile 92 321 90658.. with two digits lost, but also, as 0923 2190658, a fixed line: bare
    /// digits that could be a mobile cut short are never dialled as something else.
    private boolean isTruncatedMobile(PhoneText.Digits text, Phonenumber.PhoneNumber number) {
        PhoneNumberType type = judge.getNumberType(number);
        return type != PhoneNumberType.MOBILE
                && type != PhoneNumberType.FIXED_LINE_OR_MOBILE
                && !withCountryCodeRead(text, number).equals(number);
    }

    /// Countries whose fixed and mobile numbers differ in length "could have" a mobile number of any of those lengths:
    /// what begins like a mobile is measured as a mobile, so that a lost digit is called a lost digit.
    private PhoneRefusal reasonFor(PhoneText.Digits text, Phonenumber.PhoneNumber number) {
        if (text.digits().length() > LONGEST_NUMBER) {
            return PhoneRefusal.TOO_LONG;
        }
        Phonenumber.PhoneNumber meant = withCountryCodeRead(text, number);
        ValidationResult length = beginsLikeAMobile(meant)
                ? judge.isPossibleNumberForTypeWithReason(meant, PhoneNumberType.MOBILE)
                : judge.isPossibleNumberWithReason(meant);
        return switch (length) {
            case TOO_SHORT, IS_POSSIBLE_LOCAL_ONLY -> PhoneRefusal.TOO_SHORT;
            case TOO_LONG -> PhoneRefusal.TOO_LONG;
            case IS_POSSIBLE, INVALID_COUNTRY_CODE, INVALID_LENGTH -> PhoneRefusal.INVALID_FOR_COUNTRY;
        };
    }

    /// `92300123456` is read as a national number, because with its country code taken off it would be no valid one.
    /// For the reason given to people it is a mobile that lacks a digit.
    private Phonenumber.PhoneNumber withCountryCodeRead(PhoneText.Digits text, Phonenumber.PhoneNumber number) {
        String countryCode = Integer.toString(judge.getCountryCodeForRegion(defaultRegion));
        if (text.international() || !text.digits().startsWith(countryCode)) {
            return number;
        }
        try {
            Phonenumber.PhoneNumber international = judge.parse("+" + text.digits(), defaultRegion);
            return beginsLikeAMobile(international) ? international : number;
        } catch (NumberParseException e) {
            // then the national reading is the only one
            return number;
        }
    }

    private boolean beginsLikeAMobile(Phonenumber.PhoneNumber number) {
        String region = judge.getRegionCodeForCountryCode(number.getCountryCode());
        Phonenumber.PhoneNumber example = judge.getSupportedRegions().contains(region)
                ? judge.getExampleNumberForType(region, PhoneNumberType.MOBILE)
                : null;
        return example != null && firstDigit(example.getNationalNumber()) == firstDigit(number.getNationalNumber());
    }

    private static char firstDigit(long number) {
        return Long.toString(number).charAt(0);
    }

    private static PhoneResult refused(PhoneRefusal reason) {
        return new PhoneResult.Refused(reason);
    }
}
