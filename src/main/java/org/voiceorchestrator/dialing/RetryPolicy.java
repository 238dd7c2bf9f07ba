package org.voiceorchestrator.dialing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallOutcome;

/// What happens to a lead after a call.
final class RetryPolicy {
    /// Nobody's phone rang, so the lead is due again soon; not at once, since what hindered it may last.
    private static final Duration AFTER_NO_CALL = Duration.ofSeconds(30);

    private RetryPolicy() {}

    /// How long a campaign waits after each ending until the lead is called again, in seconds; null: it is not.
    record Delays(
            @Nullable Integer busy,
            @Nullable Integer noAnswer,
            @Nullable Integer failed,
            @Nullable Integer abandoned,
            @Nullable Integer lost) {}

    /// What becomes of the lead.
    sealed interface NextStep {
        /// Called again from then on.
        record Again(Instant at) implements NextStep {}

        /// As [Again], and the attempt does not count.
        record NotCounted(Instant at) implements NextStep {}

        /// The customer was reached.
        record Reached() implements NextStep {}

        /// Not called any more.
        record GivenUp() implements NextStep {}
    }

    /// @param attempts how often the lead was called, this call included
    /// @param maxAttempts how often it may be
    static NextStep nextStep(CallOutcome outcome, int attempts, int maxAttempts, Delays delays, Instant now) {
        return switch (outcome) {
            case CallOutcome.Answered _ -> new NextStep.Reached();
            case CallOutcome.InvalidNumber _ -> new NextStep.GivenUp();
            case CallOutcome.NotPlaced _ -> new NextStep.NotCounted(now.plus(AFTER_NO_CALL));
            case CallOutcome.Busy _ -> again(delays.busy(), attempts, maxAttempts, now);
            case CallOutcome.NoAnswer _ -> again(delays.noAnswer(), attempts, maxAttempts, now);
            case CallOutcome.Failed _, CallOutcome.Cancelled _ -> again(delays.failed(), attempts, maxAttempts, now);
            case CallOutcome.Abandoned _ -> again(delays.abandoned(), attempts, maxAttempts, now);
            case CallOutcome.Lost _ -> again(delays.lost(), attempts, maxAttempts, now);
        };
    }

    private static NextStep again(@Nullable Integer seconds, int attempts, int maxAttempts, Instant now) {
        return Optional.ofNullable(seconds)
                .filter(_ -> attempts < maxAttempts)
                .<NextStep>map(delay -> new NextStep.Again(now.plusSeconds(delay)))
                .orElseGet(NextStep.GivenUp::new);
    }
}
