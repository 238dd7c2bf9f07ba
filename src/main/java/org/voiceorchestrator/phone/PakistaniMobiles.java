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
    /// character at most.
    @Nullable
    PhoneNumber read(String raw) {
        StringBuilder digits = new StringBuilder(LONGEST_WRITTEN);
        boolean plus = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (c == '+' && i == 0) {
                plus = true;
            } else if (c != ' ' && c != '-') {
                return null;
            }
        }
        if (digits.length() > LONGEST_WRITTEN) {
            return null;
        }
        return ofNational(digits, nationalStart(digits, plus));
    }

    /// Where the national number begins, by what stands before it; -1 when that is nothing a mobile is written with.
    private static int nationalStart(StringBuilder digits, boolean plus) {
        int start = digits.length() - NATIONAL_LENGTH;
        if (start < 0 || start > 4) {
            return -1;
        }
        String before = digits.substring(0, start);
        boolean written = plus ? before.equals("92") : before.isEmpty() || before.matches("0|92|0092");
        return written ? start : -1;
    }

    private @Nullable PhoneNumber ofNational(StringBuilder digits, int start) {
        if (start < 0) {
            return null;
        }
        int prefix = (digits.charAt(start) - '0') * 100
                + (digits.charAt(start + 1) - '0') * 10
                + (digits.charAt(start + 2) - '0');
        return operators[prefix] ? new PhoneNumber(COUNTRY_CODE + digits.substring(start)) : null;
    }
}
