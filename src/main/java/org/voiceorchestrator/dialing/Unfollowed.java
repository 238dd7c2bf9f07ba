package org.voiceorchestrator.dialing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.telephony.CallSignal;
import org.voiceorchestrator.telephony.PlacedCall;

/// A call of which we know that no more will be heard.
record Unfollowed(Instant at, CallOutcome outcome) implements PlacedCall {
    @Override
    public Optional<CallSignal> next(Duration patience) {
        return Optional.of(new CallSignal.Ended(at, outcome));
    }

    @Override
    public void talksWith(UUID leg) {
        // nobody talks any more
    }

    @Override
    public void offer(UUID legId, String extension, Duration ringFor) {
        throw new IllegalStateException("nobody waits on a call that is over");
    }

    @Override
    public void putThrough(UUID line) {
        throw new IllegalStateException("nobody waits on a call that is over");
    }

    @Override
    public void nudge() {
        // nobody waits for it
    }

    @Override
    public Optional<String> hangUp() {
        return Optional.of("the call is over");
    }

    @Override
    public Optional<String> hold(UUID leg, boolean onHold) {
        return Optional.of("the call is over");
    }

    @Override
    public void transfer(UUID from, UUID legId, String extension, Duration ringFor) {
        throw new IllegalStateException("nobody talks in a call that is over");
    }

    @Override
    public void transferToLine(UUID from, UUID line) {
        throw new IllegalStateException("nobody talks in a call that is over");
    }

    @Override
    public boolean endTransfer(UUID from, UUID legId, boolean overLine) {
        return false;
    }

    @Override
    public void endLeg(UUID legId) {
        // it ends with the call
    }

    @Override
    public void holdForAgent() {
        throw new IllegalStateException("nobody hears a message on a call that is over");
    }

    @Override
    public void repeatMessage() {
        throw new IllegalStateException("nobody hears a message on a call that is over");
    }

    @Override
    public void dismiss(String sound) {
        // it is over
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
