package org.voiceorchestrator.pacing;

import java.time.Duration;

/// Learns from calls one by one, in the order of time; [#now] is what is known then. Not for several threads.
public final class RunningEstimates {
    private static final double LONGEST_RING = 120;
    private static final double LONGEST_TALK = 1800;
    private static final double LONGEST_WRAP_UP = 600;
    private static final double TALK_BIN = 5;
    private static final double PRIOR_CALLS = 10;
    private static final double PRIOR_TALK = 120;
    private static final double PRIOR_WRAP_UP = 20;

    private final AnswerRate rate = new AnswerRate();
    /// People answer within half a minute, mostly after some rings.
    private final Durations untilAnswered =
            new Durations(1, LONGEST_RING, PRIOR_CALLS, t -> t * Math.exp(-t / 5) + 1e-4);
    /// Busy lines tell so at once, those who do not answer are given up after half a minute.
    private final Durations untilGivenUp =
            new Durations(1, LONGEST_RING, PRIOR_CALLS, t -> t < 5 ? 1 : t > 20 && t < 35 ? 1 : 0.01);

    private final Durations talk =
            new Durations(TALK_BIN, LONGEST_TALK, PRIOR_CALLS / 2, t -> Math.exp(-t / PRIOR_TALK));
    private final Durations wrapUp =
            new Durations(1, LONGEST_WRAP_UP, PRIOR_CALLS / 2, t -> Math.exp(-t / PRIOR_WRAP_UP));
    private int settled;
    private int answered;

    /// A person took the call, so long after it was begun.
    public void answered(Duration untilAnswer) {
        rate.add(true);
        untilAnswered.add(seconds(untilAnswer));
        settled++;
        answered++;
    }

    /// Nobody did, for whatever reason.
    public void unanswered(Duration untilEnd) {
        rate.add(false);
        untilGivenUp.add(seconds(untilEnd));
        settled++;
    }

    public void talked(Duration time) {
        talk.add(seconds(time));
    }

    public void wrappedUp(Duration time) {
        wrapUp.add(seconds(time));
    }

    /// All that is known of a call at once.
    public void add(RecentCall call) {
        if (call.answered()) {
            answered(call.untilSettled());
        } else {
            unanswered(call.untilSettled());
        }
        call.talk().ifPresent(this::talked);
        call.wrapUp().ifPresent(this::wrappedUp);
    }

    public Estimates now() {
        return new Estimates(
                settled,
                answered,
                rate.mean(),
                rate.careful(),
                untilAnswered.now(),
                untilGivenUp.now(),
                talk.now(),
                wrapUp.now());
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
