package org.voiceorchestrator.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.voiceorchestrator.pacing.AbandonRecord.Answers;
import org.voiceorchestrator.pacing.Situations.Moment;

class PacerPropertiesTest {
    private static final PacingRule PREDICTIVE = PacingRule.of(DialingMode.PREDICTIVE);
    private static final PacingRule PROGRESSIVE = PacingRule.of(DialingMode.PROGRESSIVE);

    @Property
    void noModeBeginsLessThanNothingOrMoreThanThereAreLines(
            @ForAll DialingMode mode,
            @ForAll("moments") Moment moment,
            @ForAll("records") AbandonRecord record,
            @ForAll("estimates") Estimates estimates) {
        Decision decision = Pacer.decide(PacingRule.of(mode), moment.situation(), record, estimates);
        assertThat(decision.calls()).isBetween(0, moment.lines());
        assertThat(decision.why()).contains(decision.limit().sentence());
    }

    @Property
    void progressiveNeverHasMoreCallsThanFreeAgents(
            @ForAll("moments") Moment moment, @ForAll("estimates") Estimates estimates) {
        int calls = Pacer.decide(PROGRESSIVE, moment.situation(), AbandonRecord.EMPTY, estimates)
                .calls();
        assertThat(calls).isEqualTo(Math.min(moment.lines(), oneForEach(moment)));
    }

    @Property
    void powerNeverHasMoreCallsThanItsRatio(
            @ForAll("moments") Moment moment,
            @ForAll("records") AbandonRecord record,
            @ForAll("estimates") Estimates estimates,
            @ForAll @IntRange(min = 1, max = 5) int ratio) {
        int calls = Pacer.decide(PacingRule.power(ratio), moment.situation(), record, estimates)
                .calls();
        if (calls > 0) {
            assertThat(calls + moment.inTheAir() + moment.waiting()).isLessThanOrEqualTo(ratio * moment.free());
        }
    }

    @Property
    void predictiveNeverBeginsFewerThanProgressive(
            @ForAll("moments") Moment moment,
            @ForAll("records") AbandonRecord record,
            @ForAll("estimates") Estimates estimates) {
        Situation now = moment.situation();
        assertThat(Pacer.decide(PREDICTIVE, now, record, estimates).calls())
                .isGreaterThanOrEqualTo(
                        Pacer.decide(PROGRESSIVE, now, record, estimates).calls());
    }

    @Property
    void oneMoreFreeAgentIsNeverAReasonForFewerCalls(
            @ForAll("moments") Moment moment,
            @ForAll("records") AbandonRecord record,
            @ForAll("estimates") Estimates estimates,
            @ForAll @IntRange(min = 1, max = 10) int more) {
        assertThat(predictive(moment.withFree(more), record, estimates))
                .isGreaterThanOrEqualTo(predictive(moment, record, estimates));
    }

    @Property
    void callsInTheAirAndCustomersWaitingAreNeverAReasonForMore(
            @ForAll("moments") Moment moment,
            @ForAll("records") AbandonRecord record,
            @ForAll("estimates") Estimates estimates,
            @ForAll @IntRange(min = 1, max = 10) int more) {
        int calls = predictive(moment, record, estimates);
        assertThat(predictive(moment.withInTheAir(more), record, estimates)).isLessThanOrEqualTo(calls);
        assertThat(predictive(moment.withWaiting(more), record, estimates)).isLessThanOrEqualTo(calls);
    }

    @Property
    void eachAbandonedCallSlowsDown(
            @ForAll("moments") Moment moment,
            @ForAll("estimates") Estimates estimates,
            @ForAll @IntRange(min = 100, max = 5000) int answered,
            @ForAll @IntRange(max = 99) int abandoned) {
        AbandonRecord before = alike(answered, abandoned);
        AbandonRecord after = alike(answered + 1, abandoned + 1);
        assertThat(predictive(moment, after, estimates)).isLessThanOrEqualTo(predictive(moment, before, estimates));
    }

    @Property
    void whereTheDayTheMonthOrTheHourIsOverTheLimitNobodyIsPutAtRisk(
            @ForAll("moments") Moment moment,
            @ForAll("estimates") Estimates estimates,
            @ForAll @IntRange(max = 2) int which,
            @ForAll @IntRange(max = 5000) int answered) {
        Answers good = new Answers(100_000, 0);
        Answers bad = new Answers(answered, (long) Math.ceil(answered * 0.03));
        AbandonRecord record =
                new AbandonRecord(which == 0 ? bad : good, which == 1 ? bad : good, which == 2 ? bad : good);
        assertThat(predictive(moment, record, estimates)).isEqualTo(Math.min(moment.lines(), oneForEach(moment)));
    }

    @Property
    void withFewDataNobodyIsPutAtRisk(
            @ForAll("moments") Moment moment,
            @ForAll("records") AbandonRecord record,
            @ForAll @IntRange(max = 39) int calls) {
        assertThat(predictive(moment, record, Calls.estimates(calls, 0.5, 100)))
                .isEqualTo(Math.min(moment.lines(), oneForEach(moment)));
    }

    @Property
    void aHigherAnswerRateIsNeverAReasonForMoreCalls(
            @ForAll("moments") Moment moment,
            @ForAll("records") AbandonRecord record,
            @ForAll @DoubleRange(min = 0.01, max = 0.9) double rate,
            @ForAll @DoubleRange(max = 0.1) double more) {
        Estimates low = Calls.withRate(rate);
        Estimates high = Calls.withRate(rate + more);
        assertThat(predictive(moment, record, high)).isLessThanOrEqualTo(predictive(moment, record, low));
    }

    private static int predictive(Moment moment, AbandonRecord record, Estimates estimates) {
        return Pacer.decide(PREDICTIVE, moment.situation(), record, estimates).calls();
    }

    private static int oneForEach(Moment moment) {
        return Math.max(0, moment.free() - moment.inTheAir() - moment.waiting());
    }

    private static AbandonRecord alike(long answered, long abandoned) {
        Answers answers = new Answers(answered, abandoned);
        return new AbandonRecord(answers, answers, answers);
    }

    @Provide
    Arbitrary<Moment> moments() {
        return Situations.moments();
    }

    @Provide
    Arbitrary<AbandonRecord> records() {
        return Situations.records();
    }

    @Provide
    Arbitrary<Estimates> estimates() {
        return Arbitraries.lazy(Situations::estimates);
    }
}
