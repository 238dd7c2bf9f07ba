package org.voiceorchestrator.donotcall;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;
import org.voiceorchestrator.phone.PhoneResult;

/// Reads numbers of every country: one that is never loaded may be on a list all the same.
@Singleton
final class AnyCountry {
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final PhoneNumberNormalizer phones;

    AnyCountry(PhoneNumberNormalizer phones) {
        this.phones = phones;
    }

    PhoneResult read(String written) {
        return phones.normalize(written, COUNTRIES);
    }
}
