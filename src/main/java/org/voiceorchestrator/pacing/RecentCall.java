package org.voiceorchestrator.pacing;

import java.time.Duration;
import java.util.Optional;

/// A call of the campaign, as far as the estimates want to know it. All durations are from the log: `untilSettled`
/// from initiated_at to answered_at, or to ended_at where nobody answered; `talk` from answered_at to ended_at;
/// `wrapUp` from there until the agent was free.
///
/// @param answered by a person
/// @param talk empty while they are talking, and where no agent came
/// @param wrapUp empty where it is not over or not known
public record RecentCall(boolean answered, Duration untilSettled, Optional<Duration> talk, Optional<Duration> wrapUp) {

    public static RecentCall unanswered(Duration untilEnded) {
        return new RecentCall(false, untilEnded, Optional.empty(), Optional.empty());
    }

    /// They are talking, or no agent came.
    public static RecentCall answered(Duration untilAnswered) {
        return new RecentCall(true, untilAnswered, Optional.empty(), Optional.empty());
    }

    public static RecentCall talked(Duration untilAnswered, Duration talk) {
        return new RecentCall(true, untilAnswered, Optional.of(talk), Optional.empty());
    }

    public RecentCall withWrapUp(Duration time) {
        return new RecentCall(answered, untilSettled, talk, Optional.of(time));
    }
}
