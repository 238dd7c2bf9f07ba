package org.voiceorchestrator.telephony;

import java.time.Instant;
import org.voiceorchestrator.call.CallOutcome;

/// What a call's follower hears, in this order; at most once each those on the way from [Ringing] to
/// [Bridged], and [Ended].
public sealed interface CallSignal {
    Instant at();

    record Ringing(Instant at) implements CallSignal {}

    record Answered(Instant at) implements CallSignal {}

    /// The agent to whom the customer was offered could not be connected; the customer still waits.
    ///
    /// @param cause FreeSWITCH's name for it
    record AgentFailed(Instant at, String cause) implements CallSignal {}

    /// Customer and agent hear each other.
    record Bridged(Instant at) implements CallSignal {}

    /// The customer is on hold, or is not any more.
    record Held(Instant at, boolean onHold) implements CallSignal {}

    /// The agent to whom the call was transferred has it.
    record Transferred(Instant at) implements CallSignal {}

    /// The agent to whom the call was to be transferred could not be connected.
    ///
    /// @param cause FreeSWITCH's name for it
    /// @param alone the agent who had the call has left it meanwhile: the customer talks to nobody
    record TransferFailed(Instant at, String cause, boolean alone) implements CallSignal {}

    /// The agent has given the call away on their own phone: the customer is on the line with somebody who is not
    /// ours.
    record AgentLeft(Instant at) implements CallSignal {}

    /// Somebody on the customer's side has pressed a key: 0-9, *, # or A-D.
    record KeyPressed(Instant at, char key) implements CallSignal {}

    /// A recording of the call has ended.
    ///
    /// @param path as the switch has it
    record Recorded(Instant at, String path, int seconds, long bytes) implements CallSignal {}

    /// Over; nothing comes after it.
    record Ended(Instant at, CallOutcome outcome) implements CallSignal {}
}
