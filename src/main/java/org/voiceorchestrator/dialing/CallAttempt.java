package org.voiceorchestrator.dialing;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.DatabaseException;
import org.voiceorchestrator.telephony.CallSignal;
import org.voiceorchestrator.telephony.PlacedCall;

/// Follows one call to its end and settles it. Runs on a thread of its own.
final class CallAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(CallAttempt.class);
    private static final long BETWEEN_TRIES_MILLIS = 1000;

    private final UUID call;
    private final UUID worker;
    private final AttemptSettler settler;

    CallAttempt(UUID call, UUID worker, AttemptSettler settler) {
        this.call = call;
        this.worker = worker;
        this.settler = settler;
    }

    /// @return how it ended
    CallSignal.Ended follow(PlacedCall placed) throws InterruptedException {
        CallTimes times = CallTimes.NONE;
        while (true) {
            CallSignal signal = placed.next();
            times = times.after(signal);
            if (signal instanceof CallSignal.Ended end) {
                settle(times, end);
                return end;
            }
            if (!placed.isEnding()) {
                write(times);
            }
        }
    }

    /// A step that could not be written is written with the next one, or at the end.
    private void write(CallTimes times) {
        try {
            settler.step(call, worker, times);
        } catch (DatabaseException e) {
            LOG.warn("call {}: its step could not be written: {}", call, e.getMessage());
        }
    }

    /// While the database is away the end is kept and written later; the lead stays claimed meanwhile.
    private void settle(CallTimes times, CallSignal.Ended end) throws InterruptedException {
        while (true) {
            try {
                settler.settle(call, worker, times, end);
                return;
            } catch (RuntimeException e) {
                LOG.error("call {} ended as {} and could not be settled; trying again", call, end.outcome(), e);
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            }
        }
    }
}
