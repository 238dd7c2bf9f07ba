package org.voiceorchestrator.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.pacing.AbandonRecord.Answers;
import org.voiceorchestrator.pacing.DialingMode;
import org.voiceorchestrator.pacing.PacingRule;
import org.voiceorchestrator.simulation.CampaignDay.Customers;
import org.voiceorchestrator.simulation.CampaignDay.Rate;
import org.voiceorchestrator.simulation.CampaignDay.Retries;
import org.voiceorchestrator.simulation.CampaignDay.Staff;
import org.voiceorchestrator.simulation.CampaignDay.Trunk;

class SimulationTest {
    private static final PacingRule PROGRESSIVE = PacingRule.of(DialingMode.PROGRESSIVE);
    private static final PacingRule PREDICTIVE = PacingRule.of(DialingMode.PREDICTIVE);

    @Test
    void theSameSeedGivesTheSameDayAndAnotherSeedAnotherOne() {
        CampaignDay day = RandomDays.day(3);
        assertThat(Simulation.play(day, PREDICTIVE, 7)).isEqualTo(Simulation.play(day, PREDICTIVE, 7));
        assertThat(Simulation.play(day, PREDICTIVE, 8)).isNotEqualTo(Simulation.play(day, PREDICTIVE, 7));
    }

    @Property(tries = 30)
    void theFiguresOfADayAddUp(@ForAll @LongRange(max = 100_000) long number, @ForAll @IntRange(max = 2) int which) {
        CampaignDay day = RandomDays.day(number);
        PacingRule rule = List.of(PROGRESSIVE, PacingRule.power(3), PREDICTIVE).get(which);
        DayReport report = Simulation.play(day, rule, number);
        assertThat(report.answered()).isEqualTo(report.connected() + report.abandoned());
        assertThat(report.calls()).isGreaterThanOrEqualTo(day.leads() - report.neverCalled());
        assertThat(report.calls())
                .isLessThanOrEqualTo(day.leads() * day.retries().attempts());
        assertThat(report.occupancy()).isBetween(0.0, 1.0);
        assertThat(report.customersWaited()).isBetween(Duration.ZERO, rule.patience());
        assertThat(report.dialed()).isLessThan(day.length());
        assertThat(report.intervals().stream()
                        .mapToInt(DayReport.Interval::calls)
                        .sum())
                .isEqualTo(report.calls());
    }

    @Test
    void progressiveDialingAbandonsNobodyWhereNobodyLeavesSuddenly() {
        DayReport report = Simulation.play(day(staff -> staff, 0.5), PROGRESSIVE, 1);
        assertThat(report.answered()).isGreaterThan(1000);
        assertThat(report.abandoned()).isZero();
    }

    @Test
    void withoutLinesToSpareOnlyAsManyTalkAsThereAreLines() {
        CampaignDay day = day(staff -> staff, 0.5, new Trunk(5, 60, Duration.ofSeconds(2), Duration.ZERO));
        DayReport report = Simulation.play(day, PREDICTIVE, 1);
        assertThat(report.occupancy()).isLessThan(0.3);
        assertThat(report.calls()).isPositive();
    }

    @Test
    void noMoreCallsAreBegunThanTheTrunkTakesInASecond() {
        CampaignDay day = day(staff -> staff, 0.05, new Trunk(500, 1, Duration.ofSeconds(2), Duration.ZERO));
        DayReport report = Simulation.play(day, PREDICTIVE, 1);
        assertThat(report.callsAnHour()).isBetween(2000.0, 3600.0);
    }

    @Test
    void whoseRecordIsOverTheLimitPutsNobodyAtRiskAllDay() {
        CampaignDay day = day(staff -> staff, 0.2);
        DayReport fresh = Simulation.play(day, PREDICTIVE, Answers.NONE, 1);
        DayReport burdened = Simulation.play(day, PREDICTIVE, new Answers(100_000, 4_000), 1);
        assertThat(fresh.abandoned()).isPositive();
        assertThat(burdened.abandoned()).isZero();
        assertThat(burdened.occupancy()).isLessThan(fresh.occupancy());
    }

    @Test
    void aLowerLimitIsKeptAndCostsOccupancy() {
        CampaignDay day = day(staff -> staff, 0.3);
        DayReport three = Simulation.play(day, PREDICTIVE, 1);
        DayReport one =
                Simulation.play(day, new PacingRule(DialingMode.PREDICTIVE, 1, 1, PacingRule.DEFAULT_PATIENCE), 1);
        DayReport none =
                Simulation.play(day, new PacingRule(DialingMode.PREDICTIVE, 1, 0, PacingRule.DEFAULT_PATIENCE), 1);
        assertThat(one.abandonedPercent()).isBetween(0.1, 1.0);
        assertThat(none.abandoned()).isZero();
        assertThat(three.occupancy()).isGreaterThan(one.occupancy());
        assertThat(one.occupancy()).isGreaterThan(none.occupancy());
    }

    @Test
    void theAnswerRateJumpsFromTheLowestToTheHighestAndTheDayStaysWithinTheLimit() {
        for (int agents : new int[] {8, 40, 150}) {
            for (int minute : new int[] {3, 30, 90, 118}) {
                DayReport report = Simulation.play(jump(agents, minute), PREDICTIVE, 1);
                assertThat(report.abandonedPercent())
                        .as(agents + " agents, jump at minute " + minute)
                        .isLessThanOrEqualTo(3);
            }
        }
    }

    @Test
    void breaksTakeAgentsAwayAndTheOthersAreAsBusyAsBefore() {
        DayReport without = Simulation.play(day(SimulationTest::withoutBreaks, 0.3), PREDICTIVE, 1);
        DayReport with = Simulation.play(day(staff -> staff, 0.3), PREDICTIVE, 1);
        assertThat(with.connected()).isLessThan(without.connected());
        assertThat(with.occupancy()).isBetween(without.occupancy() - 0.05, without.occupancy() + 0.05);
    }

    @Test
    void aDayThatCannotBeIsRefusedByTheNameOfTheOption() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> day(staff -> staff, 1.5))
                .withMessageContaining("answer-rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Customers(
                        List.of(new Rate(Duration.ZERO, 0.5)), Duration.ofSeconds(5), Duration.ofSeconds(14), 0, 0))
                .withMessageContaining("ring-for")
                .withMessageContaining("15 seconds");
    }

    /// In the end of two hours nothing can be made good any more.
    private static CampaignDay jump(int agents, int minute) {
        CampaignDay usual = day(
                List.of(new Rate(Duration.ZERO, 0.05), new Rate(Duration.ofMinutes(minute), 0.9)),
                staff -> new Staff(
                        agents,
                        Duration.ofSeconds(120),
                        staff.talkSpread(),
                        staff.wrapUp(),
                        Duration.ZERO,
                        Duration.ZERO,
                        0),
                new Trunk(3000, 100, Duration.ofSeconds(2), Duration.ofMillis(300)));
        return new CampaignDay(
                2_000_000, Duration.ofHours(2), usual.customers(), usual.staff(), usual.trunk(), usual.retries());
    }

    private static Staff withoutBreaks(Staff staff) {
        return new Staff(
                staff.agents(), staff.talk(), staff.talkSpread(), staff.wrapUp(), Duration.ZERO, Duration.ZERO, 0);
    }

    private static CampaignDay day(Function<Staff, Staff> changed, double rate) {
        return day(List.of(new Rate(Duration.ZERO, rate)), changed);
    }

    private static CampaignDay day(List<Rate> rates, Function<Staff, Staff> changed) {
        return day(rates, changed, new Trunk(400, 60, Duration.ofSeconds(2), Duration.ofMillis(300)));
    }

    private static CampaignDay day(Function<Staff, Staff> changed, double rate, Trunk trunk) {
        return day(List.of(new Rate(Duration.ZERO, rate)), changed, trunk);
    }

    private static CampaignDay day(List<Rate> rates, Function<Staff, Staff> changed, Trunk trunk) {
        Staff staff = new Staff(
                30,
                Duration.ofSeconds(100),
                0.7,
                Duration.ofSeconds(15),
                Duration.ofMinutes(60),
                Duration.ofMinutes(10),
                0);
        return new CampaignDay(
                200_000,
                Duration.ofHours(4),
                new Customers(rates, Duration.ofSeconds(9), Duration.ofSeconds(30), 0.1, 0.05),
                changed.apply(staff),
                trunk,
                new Retries(2, Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofHours(1)));
    }
}
