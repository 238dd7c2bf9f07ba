package org.voiceorchestrator.phone;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import com.google.i18n.phonenumbers.metadata.source.RegionMetadataSourceImpl;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Knows Pakistani mobiles without libphonenumber's parser, which reads some 100,000 numbers a second and would be
/// what an import waits for. The operator prefixes come from libphonenumber's metadata, so an update of the library
/// updates them; should its pattern ever change its shape, the table stays empty and every number goes the slow way.
final class PakistaniMobiles {
    static final String REGION = "PK";
    private static final int COUNTRY_CODE = 92;
    private static final String ANY_SUBSCRIBER = "\\d{7}";
    private static final int NATIONAL_LENGTH = 10;
    private static final long NATIONAL = 10_000_000_000L;
    private static final long SUBSCRIBERS = 10_000_000;
    private static final int LONGEST_WRITTEN = "00923001234567".length();

    private final boolean[] operators = new boolean[1000];

    PakistaniMobiles(PhoneNumberUtil judge) {
        var metadata = DefaultMetadataDependenciesProvider.getInstance();
        String pattern = new RegionMetadataSourceImpl(
                        metadata.getPhoneNumberMetadataFileNameProvider(),
                        metadata.getMetadataLoader(),
                        metadata.getMetadataParser())
                .getMetadataForRegion(REGION)
                .getMobile()
                .getNationalNumberPattern();
        if (!pattern.endsWith(ANY_SUBSCRIBER)) {
            return;
        }
        Pattern whole = Pattern.compile(pattern);
        Pattern operator = Pattern.compile(pattern.substring(0, pattern.length() - ANY_SUBSCRIBER.length()));
        for (int prefix = 300; prefix < 400; prefix++) {
            operators[prefix] = operator.matcher(Integer.toString(prefix)).matches()
                    && whole.matcher(prefix + "0000000").matches()
                    && holdsFor(judge, prefix);
        }
    }

    private static boolean holdsFor(PhoneNumberUtil judge, int prefix) {
        return LongStream.of(0, 1_234_567, 9_999_999)
                .mapToObj(subscriber -> new Phonenumber.PhoneNumber()
                        .setCountryCode(COUNTRY_CODE)
                        .setNationalNumber(prefix * 10_000_000L + subscriber))
                .allMatch(number -> judge.isValidNumberForRegion(number, REGION));
    }

    boolean hasOperator(int prefix) {
        return operators[prefix];
    }

    /// The number, or null for "ask libphonenumber". Takes digits, spaces and dashes, with a plus as the very first
    /// character at most, and no dash before the first digit.
    @Nullable
    PhoneNumber read(String raw) {
        long digits = 0;
        int count = 0;
        boolean plus = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                count++;
                if (count > LONGEST_WRITTEN) {
                    return null;
                }
            } else if (c == '+' && i == 0) {
                plus = true;
            } else if (c != ' ' && (c != '-' || count == 0)) {
                return null;
            }
        }
        return isWrittenAsMobile(digits / NATIONAL, count, plus) ? ofNational(digits % NATIONAL) : null;
    }

    /// By what stands before the ten national digits: nothing, 0, 92 or 0092, and with a plus only 92.
    private static boolean isWrittenAsMobile(long before, int digits, boolean plus) {
        int digitsBefore = digits - NATIONAL_LENGTH;
        if (plus) {
            return digitsBefore == 2 && before == COUNTRY_CODE;
        }
        return switch (digitsBefore) {
            case 0 -> true;
            case 1 -> before == 0;
            case 2, 4 -> before == COUNTRY_CODE;
            default -> false;
        };
    }

    private @Nullable PhoneNumber ofNational(long national) {
        int prefix = (int) (national / SUBSCRIBERS);
        return operators[prefix] ? new PhoneNumber(Long.toString(COUNTRY_CODE * NATIONAL + national)) : null;
    }
}
