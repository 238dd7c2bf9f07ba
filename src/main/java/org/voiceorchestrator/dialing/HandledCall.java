package org.voiceorchestrator.dialing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.DatabaseException;
import org.voiceorchestrator.telephony.CallSignal;
import org.voiceorchestrator.telephony.PlacedCall;

/// What people have done with one live call. All but [#order] is the call's own thread's.
final class HandledCall {
    private static final Logger LOG = LoggerFactory.getLogger(HandledCall.class);
    private static final String NOBODY_TALKS = "no agent is on the line";

    private final UUID call;
    private final UUID worker;
    private final String message;
    private final CallActions actions;
    private final Duration agentRingFor;
    private final Clock clock;
    private final Queue<CallActions.Open> ordered = new ConcurrentLinkedQueue<>();
    private final Set<Long> seen = new HashSet<>();
    private volatile @Nullable PlacedCall placed;
    /// The transfer that is under way.
    private @Nullable Long transfer;
    private boolean agentLeft;

    /// @param message what a customer hears who is left by everybody; empty: nothing
    HandledCall(UUID call, UUID worker, String message, CallActions actions, Duration agentRingFor, Clock clock) {
        this.call = call;
        this.worker = worker;
        this.message = message;
        this.actions = actions;
        this.agentRingFor = agentRingFor;
        this.clock = clock;
    }

    /// May be called from any thread, and more than once for the same.
    void order(CallActions.Open action) {
        ordered.add(action);
        PlacedCall its = placed;
        if (its != null) {
            its.nudge();
        }
    }

    void begin(PlacedCall followed) {
        placed = followed;
    }

    void carryOut(PlacedCall on) {
        for (CallActions.Open action = ordered.poll(); action != null; action = ordered.poll()) {
            if (seen.add(action.id())) {
                carryOut(action, on);
            }
        }
    }

    private void carryOut(CallActions.Open action, PlacedCall on) {
        try {
            if (action.begun()) {
                goOnWith(action, on);
            } else if (actions.take(action, worker)) {
                begin(action, on);
            }
        } catch (DatabaseException e) {
            LOG.warn("call {}: {} is tried again: {}", call, action.action(), e.getMessage());
            seen.remove(action.id());
        }
    }

    private void begin(CallActions.Open action, PlacedCall on) {
        UUID agentLeg = agentLeft ? null : action.agentLeg();
        switch (action.action()) {
            case HANGUP -> {
                // done when the call is over
                Optional<String> failure = on.hangUp();
                if (failure.isPresent()) {
                    actions.settle(action.id(), worker, failure, clock.instant());
                }
            }
            case HOLD -> settleHold(action, agentLeg, on, true);
            case UNHOLD -> settleHold(action, agentLeg, on, false);
            case TRANSFER -> beginTransfer(action, agentLeg, on);
        }
    }

    private void beginTransfer(CallActions.Open action, @Nullable UUID agentLeg, PlacedCall on) {
        if (agentLeg == null || action.toLeg() == null || action.toExtension() == null) {
            actions.settle(action.id(), worker, Optional.of(NOBODY_TALKS), clock.instant());
            return;
        }
        transfer = action.id();
        if (action.overLine()) {
            on.transferToLine(agentLeg, action.toLeg());
        } else {
            on.transfer(agentLeg, action.toLeg(), action.toExtension(), agentRingFor);
        }
    }

    private void settleHold(CallActions.Open action, @Nullable UUID agentLeg, PlacedCall on, boolean onHold) {
        Optional<String> failure = agentLeg == null ? Optional.of(NOBODY_TALKS) : on.hold(agentLeg, onHold);
        actions.settle(action.id(), worker, failure, clock.instant());
    }

    /// Its agent has given it away on their own phone. Fails where that cannot be written down.
    ///
    /// @param bridged null: is written down already
    void agentLeft(@Nullable Instant bridged, Instant at) {
        agentLeft = true;
        actions.leave(call, worker, bridged, at);
    }

    /// Another worker was at it when it stopped. Nothing is done twice; what may not have been done has failed.
    private void goOnWith(CallActions.Open action, PlacedCall on) {
        if (action.toLeg() == null || action.agentLeg() == null) {
            actions.settle(
                    action.id(), worker, Optional.of("the process that was to do it has stopped"), clock.instant());
            return;
        }
        transfer = action.id();
        if (on.endTransfer(action.agentLeg(), action.toLeg(), action.overLine())) {
            actions.handOver(action.id(), worker, clock.instant());
            transfer = null;
        }
    }

    void hear(CallSignal signal, PlacedCall on) {
        try {
            switch (signal) {
                case CallSignal.Held(var at, boolean onHold) -> actions.held(call, worker, onHold, at);
                case CallSignal.Transferred(var at) -> {
                    if (transfer != null) {
                        actions.handOver(transfer, worker, at);
                        transfer = null;
                    }
                }
                case CallSignal.TransferFailed failed -> failed(failed, on);
                case CallSignal.Ringing _,
                        CallSignal.Answered _,
                        CallSignal.Bridged _,
                        CallSignal.AgentFailed _,
                        CallSignal.KeyPressed _,
                        CallSignal.Recorded _,
                        CallSignal.AgentLeft _,
                        CallSignal.Ended _ -> {
                    // not of what people do
                }
            }
        } catch (DatabaseException e) {
            LOG.error("call {}: {} could not be written down", call, signal, e);
        }
    }

    private void failed(CallSignal.TransferFailed failed, PlacedCall on) {
        if (failed.alone()) {
            on.dismiss(message);
        }
        if (transfer != null) {
            String why = "the agent could not be connected: " + failed.cause();
            actions.settle(transfer, worker, Optional.of(why), failed.at());
            transfer = null;
        }
    }
}
