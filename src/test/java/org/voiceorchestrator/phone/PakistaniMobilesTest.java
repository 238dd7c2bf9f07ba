package org.voiceorchestrator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.phone.PhoneResult.Normalized;

/// The fast path says nothing that libphonenumber would not say.
class PakistaniMobilesTest {
    private static final List<String> PREFIXES =
            List.of("", "0", "92", "+92", "0092", "00920", "+920", "+", "00", "9292");

    private final PakistaniMobiles mobiles = new PakistaniMobiles(PhoneNumberUtil.getInstance());
    private final PhoneNumberNormalizer normalizer = new PhoneNumberNormalizer();

    @Test
    void theTableIsNotEmpty() {
        assertThat(IntStream.range(0, 1000).filter(mobiles::hasOperator).count())
                .isGreaterThan(50);
        assertThat(mobiles.hasOperator(300)).isTrue();
        assertThat(mobiles.hasOperator(338)).isFalse();
    }

    /// Every three digits that can follow 92, with the subscribers at every power of ten and random ones: what the
    /// fast path takes libphonenumber takes as the same number; what is a mobile with an operator it does take.
    @Test
    void itAgreesWithLibphonenumberOverTheWholeRange() {
        Random random = new Random(20260209);
        for (int operator = 0; operator < 1000; operator++) {
            for (int subscriber : subscribers(random)) {
                String national = "%03d%07d".formatted(operator, subscriber);
                for (String prefix : operator >= 300 && operator < 400 ? PREFIXES : List.of("0", "92")) {
                    agrees(prefix + national);
                }
            }
        }
    }

    @Test
    void itAgreesWithLibphonenumberOnEveryLength() {
        Random random = new Random(7);
        for (String prefix : PREFIXES) {
            for (int length = 0; length <= 13; length++) {
                for (int i = 0; i < 50; i++) {
                    StringBuilder text = new StringBuilder(prefix).append('3');
                    random.ints(length, 0, 10).forEach(text::append);
                    agrees(text.toString());
                }
            }
        }
    }

    private static int[] subscribers(Random random) {
        return IntStream.concat(
                        IntStream.of(
                                0, 1, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 99_999, 100_000, 999_999, 1_000_000,
                                1_110_000, 5_555_555, 9_000_000, 9_999_998, 9_999_999),
                        random.ints(11, 0, 10_000_000))
                .toArray();
    }

    private void agrees(String written) {
        PhoneResult slow = normalizer.slowly(written, Set.of("PK"));
        PhoneNumber fast = mobiles.read(written);
        if (fast != null) {
            assertThat(slow).as(written).isEqualTo(new Normalized(fast));
        } else if (slow instanceof Normalized(var number)
                && number.digits().startsWith("923")
                && PREFIXES.subList(0, 5).contains(written.substring(0, Math.max(0, written.length() - 10)))) {
            assertThat(fast)
                    .as("libphonenumber takes %s, the fast path does not", written)
                    .isNotNull();
        }
    }
}
