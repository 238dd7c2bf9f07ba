package org.voiceorchestrator.dialing;

import java.time.Instant;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.telephony.CallSignal;
import org.voiceorchestrator.telephony.PlacedCall;

/// A call of which we know that no more will be heard.
record Unfollowed(Instant at, CallOutcome outcome) implements PlacedCall {
    @Override
    public CallSignal next() {
        return new CallSignal.Ended(at, outcome);
    }

    @Override
    public boolean isEnding() {
        return true;
    }

    @Override
    public void close() {
        // nothing is followed
    }
}
