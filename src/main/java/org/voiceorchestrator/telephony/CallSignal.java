package org.voiceorchestrator.telephony;

import java.time.Instant;
import org.voiceorchestrator.call.CallOutcome;

/// What a call's follower hears, at most once each and in this order.
public sealed interface CallSignal {
    Instant at();

    record Ringing(Instant at) implements CallSignal {}

    record Answered(Instant at) implements CallSignal {}

    /// Customer and agent hear each other.
    record Bridged(Instant at) implements CallSignal {}

    /// Over; nothing comes after it.
    record Ended(Instant at, CallOutcome outcome) implements CallSignal {}
}
