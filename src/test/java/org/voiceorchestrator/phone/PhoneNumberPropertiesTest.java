package org.voiceorchestrator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.voiceorchestrator.phone.PhoneResult.Normalized;
import org.voiceorchestrator.phone.PhoneResult.Refused;

/// The phone rules, said for every text.
class PhoneNumberPropertiesTest {
    private static final PhoneNumberNormalizer PAKISTAN = new PhoneNumberNormalizer();
    private static final Set<String> ABROAD = Set.of("PK", "US", "GB", "AE", "DE", "IT", "LI");

    @Property
    void everyWayOfWritingANumberGivesTheSame(@ForAll("mobiles") String national, @ForAll("writings") Writing way) {
        assertThat(PAKISTAN.normalize(way.write(national))).isEqualTo(new Normalized(new PhoneNumber("92" + national)));
    }

    @Property
    void whatIsNormalizedStaysAsItIs(@ForAll("almostNumbers") String text) {
        if (PAKISTAN.normalize(text, ABROAD) instanceof Normalized first) {
            assertThat(PAKISTAN.normalize(first.number().e164(), ABROAD)).isEqualTo(first);
        }
        if (PAKISTAN.normalize(text) instanceof Normalized(var number)) {
            assertThat(PAKISTAN.normalize(number.digits())).isEqualTo(new Normalized(number));
        }
    }

    @Property
    void noTextThrows(@ForAll String text, @ForAll("almostNumbers") String likely) {
        assertThat(PAKISTAN.normalize(text, ABROAD)).isNotNull();
        assertThat(PAKISTAN.normalize(likely, ABROAD)).isNotNull();
    }

    /// A normalized number holds the digits that were written, all of them, in their order: only the country code may
    /// be new and only the zeros of trunk and dialling prefixes may be gone. So nothing refused becomes a number by
    /// being stripped.
    @Property
    void noDigitIsMadeUpOrLost(@ForAll("almostNumbers") String text) {
        if (PAKISTAN.normalize(text, ABROAD) instanceof Normalized(var number)
                && !text.matches(".*[eE].*|.*[.,]\\d{1,2}")) {
            String written = text.replaceAll("\\D", "");
            assertThat(List.of(withoutZeros(written), withoutZeros("92" + written)))
                    .contains(withoutZeros(number.digits()));
        }
    }

    private static String withoutZeros(String digits) {
        return digits.replace("0", "");
    }

    @Property
    void aNumberWithAnythingElseAroundItIsRefused(
            @ForAll("mobiles") String national, @ForAll("strayTexts") String stray, @ForAll boolean before) {
        String text = before ? stray + "0" + national : "0" + national + stray;
        assertThat(PAKISTAN.normalize(text)).isInstanceOf(Refused.class);
    }

    @Property
    void aMobileThatLacksDigitsIsTooShort(
            @ForAll("mobiles") String national, @ForAll @IntRange(min = 3, max = 9) int n) {
        for (String prefix : List.of("0", "92", "+92", "0092")) {
            String written = prefix + national.substring(0, n);
            assertThat(PAKISTAN.normalize(written)).as(written).isEqualTo(new Refused(PhoneRefusal.TOO_SHORT));
        }
    }

    @Property
    void scientificNotationIsTakenOnlyWithAllItsDigits(
            @ForAll("mobiles") String national, @ForAll @IntRange(max = 14) int places) {
        String digits = "92" + national + "000";
        String written = digits.charAt(0) + "." + digits.substring(1, 1 + places) + "E+11";
        PhoneResult expected = places >= 11
                ? new Normalized(new PhoneNumber("92" + national))
                : new Refused(PhoneRefusal.SCIENTIFIC_NOTATION);
        assertThat(PAKISTAN.normalize(written)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> mobiles() {
        Arbitrary<String> operators = Arbitraries.of("300", "301", "311", "321", "333", "345", "355", "364");
        return Combinators.combine(operators, Arbitraries.strings().numeric().ofLength(7))
                .as((operator, subscriber) -> operator + subscriber);
    }

    @Provide
    Arbitrary<String> strayTexts() {
        return Arbitraries.of(
                " call me", "x", "#", "*", "/", "_", " ext", "?", "!", "\u0000", "abc", "ٱ", "%", "$", "@", ":", "\n1");
    }

    @Provide
    Arbitrary<String> almostNumbers() {
        Arbitrary<String> body = Arbitraries.strings()
                .withChars("0123456789")
                .withChars(" -.()+,'eE")
                .withChars("0123456789")
                .ofMinLength(3)
                .ofMaxLength(16);
        Arbitrary<String> heads = Arbitraries.of(
                "", "03", "3", "923", "+92 3", "00923", "+1", "+44", "+49", "+39 0", "+423", "ap", "b", "042");
        return Combinators.combine(heads, body).as((head, rest) -> head + rest);
    }

    @Provide
    Arbitrary<Writing> writings() {
        return Combinators.combine(
                        Arbitraries.of("", "0", "92", "+92", "0092", "+92(0)", "ap92", "B0", "AP+92", "'0", "="),
                        Arbitraries.of("", "", " ", "-", ".", "\u00A0", "\u2013"),
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.of('0', '0', '\u0660', '\u06F0', '\uFF10'))
                .as(Writing::new);
    }

    record Writing(String prefix, String separator, int at, char zero) {
        String write(String national) {
            if (prefix.equals("=")) {
                return "=\"0" + national + "\"";
            }
            // a dot before the last one or two digits is a decimal fraction
            int place = separator.equals(".") ? Math.min(at, 7) : at;
            String text = prefix + national.substring(0, place) + separator + national.substring(place);
            StringBuilder written = new StringBuilder();
            text.chars().forEach(c -> written.append((char) (c >= '0' && c <= '9' ? c - '0' + zero : c)));
            return written.toString();
        }
    }
}
