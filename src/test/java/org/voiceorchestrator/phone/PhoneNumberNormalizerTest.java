package org.voiceorchestrator.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.phone.PhoneResult.Normalized;
import org.voiceorchestrator.phone.PhoneResult.Refused;

class PhoneNumberNormalizerTest {
    private static final PhoneNumberNormalizer PAKISTAN = new PhoneNumberNormalizer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "923001234567",
                "+92 300 1234567",
                "0092-300-1234567",
                "03001234567",
                "3001234567",
                "0300-1234567",
                "0300 123 4567",
                "0300.123.4567",
                "(0300) 1234567",
                "[0300] 1234567",
                "(+92) 300 1234567",
                "+92 (0) 300 1234567",
                "  923001234567\t",
                "ap923001234567",
                "AP03001234567",
                "b923001234567",
                "B 0300-1234567",
                "ap+923001234567",
                "٠٣٠٠١٢٣٤٥٦٧",
                "۰۳۰۰۱۲۳۴۵۶۷",
                "٩٢٣٠٠١٢٣٤٥٦٧",
                "０３００１２３４５６７",
                "+92\u00A0300\u00A01234567",
                "\u202A+923001234567\u202C",
                "\uFEFF923001234567",
                "0300\u20131234567",
                "9.23001234567E+11",
                "9.23001234567e+11",
                "9.23001234567E11",
                "9,23001234567E+11",
                "9.230012345670E+11",
                "923001234567E+0",
                "3.001234567E+09",
                "923001234567.0",
                "923001234567.00",
                "923001234567,0",
                "=\"923001234567\"",
                "=\"03001234567\"",
                "'03001234567",
                "'+923001234567",
            })
    void everyUsualWayOfWritingIsTaken(String written) {
        assertThat(PAKISTAN.normalize(written)).isEqualTo(new Normalized(new PhoneNumber("923001234567")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            null                      | empty
            ''                        | empty
            '   '                     | empty
            '='                       | invalid_format
            '=""'                     | empty
            invalid123                | invalid_format
            n/a                       | invalid_format
            -                         | invalid_format
            +                         | invalid_format
            *123#                     | invalid_format
            0300+1234567              | invalid_format
            ++923001234567            | invalid_format
            0300_1234567              | invalid_format
            =923001234567             | invalid_format
            923,001,234,567           | invalid_format
            -3001234475               | invalid_format
            -923001234567             | invalid_format
            '- 0300 1234567'          | invalid_format
            -923001234567.0           | invalid_format
            0300-1234567 call me      | letters
            O3001234567               | letters
            923001234567x             | letters
            03001234567 ext 12        | letters
            c03001234567              | letters
            bap03001234567            | letters
            03001234567, 03007654321  | several_numbers
            03001234567/03007654321   | several_numbers
            03001234567 or 03007654321| several_numbers
            9.23E+11                  | scientific_notation
            9.23001E+11               | scientific_notation
            9.2300123456E+11          | scientific_notation
            9,23E+11                  | scientific_notation
            9.23e11                   | scientific_notation
            9.23001234567E-11         | scientific_notation
            -9.23001234567E+11        | scientific_notation
            9.230012345675E+11        | scientific_notation
            92300123456.7             | decimal
            923001234567.5            | decimal
            9230012345.0              | too_short
            923210000                 | too_short
            9232190658                | too_short
            0300123456.0              | too_short
            0300-12345 call me        | letters
            92311                     | too_short
            0300123456                | too_short
            300123456                 | too_short
            92300123456               | too_short
            +92300123456              | too_short
            +92                       | too_short
            030012345678              | too_long
            9230012345678             | too_long
            +9230012345678            | too_long
            03001234567 03007654321   | too_long
            92300123456789012345      | too_long
            0338 1234567              | invalid_for_country
            14155552671               | invalid_for_country
            +999123456789             | invalid_for_country
            923000000                 | too_short
            15                        | emergency_or_short_code
            1122                      | emergency_or_short_code
            115                       | emergency_or_short_code
            16                        | emergency_or_short_code
            +14155552671              | country_not_allowed
            00447400123456            | country_not_allowed
            """)
    void everyOtherTextIsRefusedWithItsReason(String written, String code) {
        assertThat(PAKISTAN.normalize(written)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.message()).isNotBlank();
        });
    }

    /// Germany has a few, behind their trunk zero.
    @Test
    void aNumberTooShortToBeDialedFromAbroadIsRefused() {
        assertThat(PAKISTAN.normalize("+4901640", Set.of("DE")))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo("too_short"));
    }

    @Test
    void textThatIsNoNumberAtAllIsCalledAnInvalidFormat() {
        assertThat(((Refused) PAKISTAN.normalize("invalid123")).message()).isEqualTo("Invalid phone number format");
    }

    @Test
    void digitsBehindManyInvisibleMarksAreNotOverlooked() {
        assertThat(PAKISTAN.normalize("923001234567" + "\u200B".repeat(500) + "8"))
                .isEqualTo(new Refused(PhoneRefusal.INVALID_FORMAT));
        assertThat(PAKISTAN.normalize("92300\u200B1234567" + "\u200B".repeat(100)))
                .isEqualTo(new Normalized(new PhoneNumber("923001234567")));
        assertThat(PAKISTAN.normalize(" ".repeat(1000))).isEqualTo(new Refused(PhoneRefusal.EMPTY));
    }

    @Test
    void fixedLinesAreNumbersToo() {
        assertThat(PAKISTAN.normalize("042-35761234")).isEqualTo(new Normalized(new PhoneNumber("924235761234")));
    }

    @Test
    void numbersOfOtherCountriesAreTakenWhereTheyAreAllowed() {
        assertThat(PAKISTAN.normalize("+1 (415) 555-2671", Set.of("US")))
                .isEqualTo(new Normalized(new PhoneNumber("14155552671")));
        assertThat(PAKISTAN.normalize("0044 7400 123456", Set.of("US", "GB")))
                .isEqualTo(new Normalized(new PhoneNumber("447400123456")));
        assertThat(PAKISTAN.normalize("+447400123456", Set.of("US")))
                .isEqualTo(new Refused(PhoneRefusal.COUNTRY_NOT_ALLOWED));
    }

    @Test
    void ofAllowedRegionsTheDefaultOneMustBeNamedToo() {
        assertThat(PAKISTAN.normalize("03001234567", Set.of("PK", "US"))).isInstanceOf(Normalized.class);
        assertThat(PAKISTAN.normalize("03001234567", Set.of("US")))
                .isEqualTo(new Refused(PhoneRefusal.COUNTRY_NOT_ALLOWED));
        assertThat(PAKISTAN.normalize("042-35761234", Set.of("US")))
                .isEqualTo(new Refused(PhoneRefusal.COUNTRY_NOT_ALLOWED));
    }

    @Test
    void bareDigitsAreNeverTakenForANumberOfAnotherCountry() {
        // Lahore as it stands, Liechtenstein with a plus
        assertThat(PAKISTAN.normalize("4235761234", Set.of("LI", "PK")))
                .isEqualTo(new Normalized(new PhoneNumber("924235761234")));
        assertThat(PAKISTAN.normalize("14155552671", Set.of("US")))
                .isEqualTo(new Refused(PhoneRefusal.INVALID_FOR_COUNTRY));
    }

    @Test
    void anotherDefaultRegionReadsBareNumbersAsItsOwn() {
        PhoneNumberNormalizer britain = new PhoneNumberNormalizer("gb");
        assertThat(britain.normalize("07400 123456")).isEqualTo(new Normalized(new PhoneNumber("447400123456")));
        assertThat(britain.normalize("03001234567")).isEqualTo(new Normalized(new PhoneNumber("443001234567")));
        assertThat(britain.normalize("+923001234567")).isEqualTo(new Refused(PhoneRefusal.COUNTRY_NOT_ALLOWED));
        assertThat(britain.normalize("999")).isEqualTo(new Refused(PhoneRefusal.EMERGENCY_OR_SHORT_CODE));
    }

    @Test
    void anUnknownDefaultRegionIsRefusedAtOnce() {
        assertThatThrownBy(() -> new PhoneNumberNormalizer("XX"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("XX");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456", "1234567890123456", "0123456789", "+923001234567", "٩٢٣٠٠١٢٣٤٥٦٧"})
    void aPhoneNumberCannotBeWrong(String digits) {
        assertThatThrownBy(() -> new PhoneNumber(digits)).isInstanceOf(IllegalArgumentException.class);
    }
}
