package org.voiceorchestrator.dialing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.DatabaseException;
import org.voiceorchestrator.database.KeepTrying;
import org.voiceorchestrator.telephony.CallSignal;
import org.voiceorchestrator.telephony.PlacedCall;

/// Follows one call to its end and settles it. Runs on a thread of its own.
final class CallAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(CallAttempt.class);

    private final UUID call;
    private final UUID worker;
    private final AttemptSettler settler;
    private final WaitingCustomer customer;
    private final PressedKeys.OfCall keys;
    private final HandledCall handled;
    private @Nullable Thread waiting;
    private boolean handedOver;

    /// @param handled does what people want done with the call
    /// @param customer looks for an agent where the call was begun without one
    /// @param keys what the customer presses
    CallAttempt(
            UUID call,
            UUID worker,
            AttemptSettler settler,
            WaitingCustomer customer,
            PressedKeys.OfCall keys,
            HandledCall handled) {
        this.call = call;
        this.worker = worker;
        this.settler = settler;
        this.customer = customer;
        this.keys = keys;
        this.handled = handled;
    }

    /// @return how it ended; empty when another worker has taken it over meanwhile
    Optional<CallSignal.Ended> follow(PlacedCall placed) throws InterruptedException {
        CallTimes times = CallTimes.NONE;
        handled.begin(placed);
        while (true) {
            handled.carryOut(placed);
            Optional<CallSignal> heard = next(placed, customer.patience());
            if (heard.isPresent()) {
                CallSignal signal = heard.get();
                times = times.after(signal);
                customer.answered(signal, placed);
                if (signal instanceof CallSignal.Ended end) {
                    settle(times, end);
                    return Optional.of(end);
                }
                if (signal instanceof CallSignal.AgentLeft(Instant at)) {
                    setAgentFree(times, at);
                }
                if (signal instanceof CallSignal.Recorded recording) {
                    settler.recorded(call, recording);
                } else if (signal instanceof CallSignal.KeyPressed pressed) {
                    customer.pressed(pressed, placed);
                } else if (!placed.isEnding() && !write(times)) {
                    LOG.warn("call {} is another worker's by now: left to it", call);
                    return Optional.empty();
                }
                customer.hear(signal);
                handled.hear(signal, placed);
            }
            customer.lookForAgent(placed);
        }
    }

    HandledCall handled() {
        return handled;
    }

    /// Another worker is to go on with it. An end that is known already is still written down: interrupted, it would
    /// be known to nobody.
    synchronized void handOver() {
        handedOver = true;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private Optional<CallSignal> next(PlacedCall placed, Duration patience) throws InterruptedException {
        beginWaiting();
        try {
            return placed.next(patience);
        } finally {
            endWaiting();
        }
    }

    private synchronized void beginWaiting() throws InterruptedException {
        if (handedOver) {
            throw new InterruptedException("handed over");
        }
        waiting = Thread.currentThread();
    }

    private synchronized void endWaiting() {
        waiting = null;
        if (handedOver) {
            // it was meant for the waiting only: what was heard meanwhile is still to be written down
            Thread.interrupted();
        }
    }

    /// A step that could not be written is written with the next one, or at the end.
    ///
    /// @return false when the call is no longer this worker's
    private boolean write(CallTimes times) throws InterruptedException {
        keys.tryToWrite();
        try {
            return settler.step(call, worker, times);
        } catch (DatabaseException e) {
            LOG.warn("call {}: its step could not be written: {}", call, e.getMessage());
            return true;
        }
    }

    /// While the database is away this is kept and written later, as the end is: the agent has no customer until then.
    private void setAgentFree(CallTimes times, Instant at) throws InterruptedException {
        KeepTrying.untilDone(
                "call " + call + ", which its agent has left", () -> handled.agentLeft(times.bridged(), at));
    }

    /// While the database is away the end is kept and written later; the lead stays claimed meanwhile.
    private void settle(CallTimes times, CallSignal.Ended end) throws InterruptedException {
        if (!KeepTrying.untilDone(
                "call " + call + ", which ended as " + end.outcome(), () -> settler.settle(call, worker, times, end))) {
            settler.giveUp(call, worker, end.at());
        }
        KeepTrying.untilDone("call " + call + ": keys that were pressed", keys::write);
    }
}
