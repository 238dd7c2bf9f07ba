package org.voiceorchestrator.campaign;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a lead is called again after calls that ended in one way, or of which an agent said one disposition. A lead's
/// `max_attempts` holds beside it: the fewer count.
///
/// @param ending how the call ended; null in a rule for a disposition
/// @param disposition what the agent said, letter case aside; null in a rule for an ending
/// @param delay seconds after the first such call of a lead; null: it is not called again
/// @param factor each further such call multiplies the delay by it; 1: always the same
/// @param maxDelay seconds that a growing delay never exceeds; null: a year
/// @param maxAttempts after so many such calls the lead is given up; null: no limit of its own
@Serdeable
public record RetryRule(
        @Nullable RetryEnding ending,
        @Nullable String disposition,
        @Nullable Integer delay,
        double factor,
        @Nullable Integer maxDelay,
        @Nullable Integer maxAttempts) {
    static final int A_YEAR = 365 * 86_400;

    public RetryRule {
        if ((ending == null) == (disposition == null)) {
            throw new IllegalArgumentException("a rule is for an ending or for a disposition");
        }
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("a delay does not shrink: " + factor);
        }
    }

    /// The same delay each time, without a limit of its own.
    public static RetryRule fixed(RetryEnding ending, @Nullable Integer delay) {
        return new RetryRule(ending, null, delay, 1, null, null);
    }

    /// How long until the lead is called again; empty: it is not.
    ///
    /// @param times how many calls of the lead ended so, this one included, at least 1
    public Optional<Duration> delayAfter(int times) {
        if (delay == null || (maxAttempts != null && times >= maxAttempts)) {
            return Optional.empty();
        }
        double grown = delay * Math.pow(factor, times - 1.0);
        int longest = maxDelay == null ? A_YEAR : maxDelay;
        return Optional.of(Duration.ofSeconds(Math.max(delay, Math.round(Math.min(grown, longest)))));
    }
}
