package org.voiceorchestrator.dialing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.campaign.RetryEnding;
import org.voiceorchestrator.campaign.RetryRule;

/// What happens to a lead after a call.
final class RetryPolicy {
    /// Nobody's phone rang, so the lead is due again soon; not at once, since what hindered it may last.
    private static final Duration AFTER_NO_CALL = Duration.ofSeconds(30);

    private RetryPolicy() {}

    /// How often a lead was called.
    ///
    /// @param made in all, this call included
    /// @param allowed how often it may be
    /// @param endedSo how many of its calls ended as this one, this one included
    record Attempts(int made, int allowed, int endedSo) {}

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

    /// @param ruled what the rule of an ending says
    static NextStep nextStep(CallOutcome outcome, Instant now, Function<RetryEnding, NextStep> ruled) {
        return switch (outcome) {
            case CallOutcome.Answered _ -> new NextStep.Reached();
            case CallOutcome.InvalidNumber _ -> new NextStep.GivenUp();
            case CallOutcome.NotPlaced _, CallOutcome.NotBegun _ -> new NextStep.NotCounted(now.plus(AFTER_NO_CALL));
            case CallOutcome.Busy _,
                    CallOutcome.NoAnswer _,
                    CallOutcome.Failed _,
                    CallOutcome.Cancelled _,
                    CallOutcome.Abandoned _,
                    CallOutcome.Lost _ -> ending(outcome).map(ruled).orElseThrow();
        };
    }

    /// Nobody's phone rang: neither a lead nor the limits of a number know of such a call.
    static boolean isNoCall(CallOutcome outcome) {
        return outcome instanceof CallOutcome.NotPlaced || outcome instanceof CallOutcome.NotBegun;
    }

    /// The ending whose rule decides, where a rule does.
    static Optional<RetryEnding> ending(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Answered _, CallOutcome.InvalidNumber _, CallOutcome.NotPlaced _, CallOutcome.NotBegun _ ->
                Optional.empty();
            case CallOutcome.Busy _ -> Optional.of(RetryEnding.BUSY);
            case CallOutcome.NoAnswer _ -> Optional.of(RetryEnding.NO_ANSWER);
            case CallOutcome.Failed _, CallOutcome.Cancelled _ -> Optional.of(RetryEnding.FAILED);
            case CallOutcome.Abandoned _ -> Optional.of(RetryEnding.ABANDONED);
            case CallOutcome.Lost _ -> Optional.of(RetryEnding.LOST);
        };
    }

    /// By the rule of its ending.
    static NextStep byRule(RetryRule rule, Attempts attempts, Instant now) {
        if (attempts.made() >= attempts.allowed()) {
            return new NextStep.GivenUp();
        }
        return rule.delayAfter(attempts.endedSo())
                .<NextStep>map(delay -> new NextStep.Again(now.plus(delay)))
                .orElseGet(NextStep.GivenUp::new);
    }
}
