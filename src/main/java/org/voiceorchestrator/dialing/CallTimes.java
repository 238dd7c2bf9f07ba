package org.voiceorchestrator.dialing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallStatus;
import org.voiceorchestrator.telephony.CallSignal;

/// When a call reached each of its steps, as far as it has.
record CallTimes(
        @Nullable Instant ringing,
        @Nullable Instant answered,
        @Nullable Instant bridged) {
    static final CallTimes NONE = new CallTimes(null, null, null);

    CallTimes after(CallSignal signal) {
        return switch (signal) {
            case CallSignal.Ringing(Instant at) -> new CallTimes(at, answered, bridged);
            case CallSignal.Answered(Instant at) -> new CallTimes(ringing, at, bridged);
            case CallSignal.Bridged(Instant at) -> new CallTimes(ringing, answered, at);
            case CallSignal.AgentFailed _,
                    CallSignal.KeyPressed _,
                    CallSignal.Held _,
                    CallSignal.Transferred _,
                    CallSignal.TransferFailed _,
                    CallSignal.AgentLeft _,
                    CallSignal.Recorded _,
                    CallSignal.Ended _ -> this;
        };
    }

    /// The status of a call that is under way.
    CallStatus status() {
        if (answered != null || bridged != null) {
            return CallStatus.ANSWERED;
        }
        return ringing != null ? CallStatus.RINGING : CallStatus.INITIATED;
    }
}
