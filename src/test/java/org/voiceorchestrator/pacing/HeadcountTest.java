package org.voiceorchestrator.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HeadcountTest {
    /// Small chances are what a pace is decided by.
    private static final double SMALL = 0.15;

    private static final double ERROR = 0.2;

    @Property
    void itIsCloseToTheTrueDistributionAndErrsUpwardsWhereChancesAreSmall(
            @ForAll @Size(max = 60) List<@DoubleRange(min = 0, max = 1) Double> chances,
            @ForAll @IntRange(max = 20) int certain) {
        Headcount count = new Headcount();
        chances.forEach(chance -> count.add(1, chance));
        count.addCertain(certain);
        double[] exact = distribution(chances);
        double atLeast = 1;
        for (int n = 0; n <= chances.size() + 1; n++) {
            double found = count.chanceOfAtLeast(n + certain);
            assertThat(found).as("at least " + n).isCloseTo(atLeast, within(ERROR));
            if (atLeast < SMALL) {
                assertThat(found).as("at least " + n).isBetween(atLeast - 0.02, atLeast + 0.13);
            }
            atLeast -= n < exact.length ? exact[n] : 0;
        }
    }

    @Property
    void moreThingsMakeMoreLikely(
            @ForAll @Size(max = 60) List<@DoubleRange(min = 0, max = 1) Double> chances,
            @ForAll @DoubleRange(min = 0, max = 1) double another,
            @ForAll @IntRange(max = 70) int n) {
        Headcount count = new Headcount();
        chances.forEach(chance -> count.add(1, chance));
        double before = count.chanceOfAtLeast(n);
        assertThat(before).isBetween(0.0, 1.0).isGreaterThanOrEqualTo(count.chanceOfAtLeast(n + 1) - 1e-9);
        count.add(1, another);
        assertThat(count.chanceOfAtLeast(n)).isGreaterThanOrEqualTo(Math.min(before, 1 - ERROR) - ERROR);
    }

    private static double[] distribution(List<Double> chances) {
        double[] exact = new double[chances.size() + 1];
        exact[0] = 1;
        for (double chance : chances) {
            for (int n = exact.length - 1; n > 0; n--) {
                exact[n] = exact[n] * (1 - chance) + exact[n - 1] * chance;
            }
            exact[0] *= 1 - chance;
        }
        return exact;
    }
}
