package org.voiceorchestrator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class RetryRuleTest {
    private static RetryRule rule(
            @Nullable Integer delay, double factor, @Nullable Integer maxDelay, @Nullable Integer maxAttempts) {
        return new RetryRule(RetryEnding.BUSY, null, delay, factor, maxDelay, maxAttempts);
    }

    @Example
    void aDelayGrowsByItsFactorUpToItsMaximum() {
        RetryRule growing = rule(60, 2, 300, null);
        assertThat(growing.delayAfter(1)).contains(Duration.ofMinutes(1));
        assertThat(growing.delayAfter(2)).contains(Duration.ofMinutes(2));
        assertThat(growing.delayAfter(3)).contains(Duration.ofMinutes(4));
        assertThat(growing.delayAfter(4)).contains(Duration.ofMinutes(5));
        assertThat(growing.delayAfter(99)).contains(Duration.ofMinutes(5));
    }

    @Example
    void withoutADelayThereIsNoOtherCall() {
        assertThat(rule(null, 1, null, null).delayAfter(1)).isEmpty();
    }

    @Property
    void aDelayNeverShrinksAndStaysWithinItsBounds(
            @ForAll @IntRange(max = 31_536_000) int delay,
            @ForAll @DoubleRange(min = 1, max = 100) double factor,
            @ForAll @IntRange(min = 1, max = 98) int times) {
        RetryRule rule = rule(delay, factor, null, null);
        Duration now = rule.delayAfter(times).orElseThrow();
        Duration next = rule.delayAfter(times + 1).orElseThrow();
        assertThat(rule.delayAfter(1)).contains(Duration.ofSeconds(delay));
        assertThat(next).isGreaterThanOrEqualTo(now);
        assertThat(next).isBetween(Duration.ofSeconds(delay), Duration.ofDays(365));
    }

    @Property
    void afterItsOwnCapALeadIsGivenUp(
            @ForAll @IntRange(min = 1, max = 99) int cap, @ForAll @IntRange(min = 1, max = 120) int times) {
        assertThat(rule(10, 1.5, 100, cap).delayAfter(times).isPresent()).isEqualTo(times < cap);
    }
}
