package org.voiceorchestrator.telephony;

import java.time.Instant;

/// What the follower of an agent's line hears: that it is up at most once, that it is gone once and last.
public sealed interface LineSignal {
    Instant at();

    /// The agent has answered: customers can be put through.
    record Up(Instant at) implements LineSignal {}

    /// Its switch has been away from here for so long that somebody else may follow it; nothing more is told.
    record OutOfReach(Instant at) implements LineSignal {}

    /// There is no line any more, or there never was.
    ///
    /// @param cause FreeSWITCH's name for it, or what else is known
    /// @param byAgent whether it was the agent: did not answer, cannot be reached, or hung up
    record Gone(Instant at, String cause, boolean byAgent) implements LineSignal {}
}
