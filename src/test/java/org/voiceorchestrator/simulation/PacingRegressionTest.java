package org.voiceorchestrator.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.pacing.DialingMode;
import org.voiceorchestrator.pacing.PacingRule;

/// The promise of predictive dialing, on two hundred days that are the same each time; `src/docs/pacing.md` has the
/// table (`bench/PacingBench` writes it).
class PacingRegressionTest {
    private static final int DAYS = 200;

    /// So much occupancy (of 1) must be gained over progressive dialing on average, and may be lost on a day.
    private static final double GAINED = 0.15;

    private static final double LOST = 0.01;

    private record Day(long number, DayReport progressive, DayReport predictive) {
        double gain() {
            return predictive.occupancy() - progressive.occupancy();
        }
    }

    @Test
    void onEveryDayAbandonedCallsStayWithinThreePercentAndAgentsAreBusierThanInProgressiveDialing() {
        List<Day> days = new ArrayList<>(LongStream.range(0, DAYS)
                .parallel()
                .mapToObj(PacingRegressionTest::play)
                .toList());
        assertThat(days).hasSize(DAYS).allSatisfy(day -> {
            assertThat(day.predictive.abandonedPercent())
                    .as("abandoned on " + day)
                    .isLessThanOrEqualTo(3);
            assertThat(day.gain()).as("gained on " + day).isGreaterThan(-LOST);
        });
        assertThat(days.stream().mapToDouble(Day::gain).average().orElse(0)).isGreaterThan(GAINED);
    }

    private static Day play(long number) {
        CampaignDay day = RandomDays.day(number);
        return new Day(
                number,
                Simulation.play(day, PacingRule.of(DialingMode.PROGRESSIVE), number),
                Simulation.play(day, PacingRule.of(DialingMode.PREDICTIVE), number));
    }
}
