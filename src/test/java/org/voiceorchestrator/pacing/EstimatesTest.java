package org.voiceorchestrator.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EstimatesTest {
    @Test
    void withoutCallsTheyAreCarefulAndNotRelied() {
        Estimates none = Estimates.of(List.of());
        assertThat(none.areReliable()).isFalse();
        assertThat(none.calls()).isZero();
        assertThat(none.answerRate()).isGreaterThan(0.5);
        assertThat(none.meanTalk()).isBetween(60.0, 200.0);
    }

    @Test
    void someCallsOutweighTheGuesses() {
        Estimates estimates = Calls.estimates(1000, 0.2, 60);
        assertThat(estimates.areReliable()).isTrue();
        assertThat(estimates.calls()).isEqualTo(1000);
        assertThat(estimates.answerRate()).isCloseTo(0.2, within(0.02));
        assertThat(estimates.carefulAnswerRate()).isBetween(estimates.answerRate(), 0.3);
        assertThat(estimates.meanTalk()).isCloseTo(60, within(8.0));
        assertThat(estimates.meanWrapUp()).isCloseTo(17, within(1.0));
        assertThat(estimates.meanUntilAnswered()).isCloseTo(9.5, within(1.0));
    }

    @Test
    void aJumpOfTheAnswerRateIsSeenWithinFortyCalls() {
        List<RecentCall> calls = new ArrayList<>(Calls.of(2000, 0.1, 60));
        assertThat(Estimates.of(calls).carefulAnswerRate()).isLessThan(0.15);
        calls.addAll(Calls.of(40, 0.6, 60));
        assertThat(Estimates.of(calls).carefulAnswerRate()).isGreaterThan(0.4);
        calls.addAll(Calls.of(100, 0.1, 60));
        assertThat(Estimates.of(calls).carefulAnswerRate()).isLessThan(0.25);
    }

    @Test
    void recentCallsCountMore() {
        List<RecentCall> calls = new ArrayList<>(Calls.of(1000, 0.5, 60));
        calls.addAll(Calls.of(1000, 0.5, 200));
        assertThat(Estimates.of(calls).meanTalk()).isGreaterThan(150);
    }

    @Test
    void withoutTalksWrapUpsAreGuessed() {
        List<RecentCall> calls = List.of(RecentCall.answered(Duration.ofSeconds(7)));
        assertThat(Estimates.of(calls).meanWrapUp()).isCloseTo(20, within(2.0));
    }

    @Property
    void chancesAreChancesAndTimeOnlyAddsToThem(
            @ForAll @IntRange(max = 500) int calls,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double rate,
            @ForAll @DoubleRange(max = 200) double age,
            @ForAll @DoubleRange(max = 60) double more) {
        Estimates estimates = Calls.estimates(calls, rate, 100);
        double soon = estimates.answeredWithin(more, age, rate);
        double later = estimates.answeredWithin(more + 5, age, rate);
        assertThat(soon).isBetween(0.0, 1.0 + 1e-9);
        assertThat(later).isGreaterThanOrEqualTo(soon - 1e-12);
        assertThat(estimates.freeAfterTalk(more, age)).isBetween(0.0, 1.0);
        assertThat(estimates.freeAfterTalk(more + 5, age)).isGreaterThanOrEqualTo(estimates.freeAfterTalk(more, age));
        assertThat(estimates.freeAfterWrapUp(more, age)).isBetween(0.0, 1.0);
    }

    @Property
    void allThatRingsIsAnsweredInTheEndAsOftenAsTheRateSays(@ForAll @DoubleRange(min = 0.01, max = 0.99) double rate) {
        Estimates estimates = Calls.estimates(500, 0.3, 100);
        assertThat(estimates.answeredWithin(Double.MAX_VALUE, 0, rate)).isCloseTo(rate, within(1e-9));
    }
}
