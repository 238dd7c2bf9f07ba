package org.voiceorchestrator.telephony;

import java.time.Duration;

/// How long nothing may be heard of a call before the switch is asked how it stands.
final class Patience {
    /// An event may have gone missing.
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /// A channel that is not there is asked after again before it counts as gone: the switch may be about to make it,
    /// or its end may have been told and not been heard yet.
    private static final Duration SECOND_LOOK = Duration.ofSeconds(1);
    /// An agent's line is connected within a tenth of this, or not at all.
    private static final Duration PUTTING_THROUGH = Duration.ofMillis(500);

    private Duration span = SILENCE;

    Duration span() {
        return span;
    }

    void lookSoon() {
        span = SECOND_LOOK;
    }

    void relax() {
        span = SILENCE;
    }

    /// A line tells its own follower how it is, not us.
    void suit(AgentLegs agents) {
        if (agents.isPuttingThrough()) {
            span = PUTTING_THROUGH;
        } else if (agents.seemsLeft()) {
            lookSoon();
        } else {
            relax();
        }
    }
}
