package org.voiceorchestrator.dialing;

import java.time.Duration;
import java.time.Instant;
import org.voiceorchestrator.call.CallOutcome;

/// Holds the dialing while calls cannot even be placed (a trunk that is down, a switch at its limit): a second after
/// the first such call, doubling up to half a minute. The first call that could be placed since then lets it go; one
/// that was on the line already says nothing about whether more can be placed.
final class Brake {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Duration hold = Duration.ZERO;
    private Instant since = Instant.MIN;
    private Instant until = Instant.MIN;

    synchronized boolean isOn(Instant now) {
        return now.isBefore(until);
    }

    /// @param begun when the call was begun that has ended now
    /// @return whether the brake was put on by this
    synchronized boolean after(CallOutcome outcome, Instant begun, Instant now) {
        if (outcome instanceof CallOutcome.NotBegun) {
            // no trunk was asked
            return false;
        }
        if (!(outcome instanceof CallOutcome.NotPlaced)) {
            if (begun.isAfter(since)) {
                hold = Duration.ZERO;
                until = Instant.MIN;
            }
            return false;
        }
        if (isOn(now)) {
            return false;
        }
        hold = hold.isZero() ? FIRST : hold.multipliedBy(2);
        hold = hold.compareTo(LONGEST) > 0 ? LONGEST : hold;
        since = now;
        until = now.plus(hold);
        return true;
    }
}
