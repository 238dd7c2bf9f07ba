package org.voiceorchestrator.dialing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.campaign.BroadcastKey;
import org.voiceorchestrator.database.DatabaseException;
import org.voiceorchestrator.telephony.CallRequest;
import org.voiceorchestrator.telephony.CallSignal;
import org.voiceorchestrator.telephony.PlacedCall;

/// Somebody who has answered, while no agent is on the line: an agent is looked for, for as long as people may be kept
/// waiting, and whoever finds none is told so and let go.
///
///     Idle ── answered ──> Looking ── an agent is free ──> Offered ── connected ──> Idle
///       │                     ^ └── two seconds are over: let go   │ ^
///       │                     └── the agent does not answer, ──────┘ │
///       │                         or the line is gone                │
///       └────────── answered, and an agent's line is kept ───────────┘
final class WaitingCustomer {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingCustomer.class);

    /// A call whose person waits longer than this for an agent is abandoned (FTC 16 CFR 310.4(b)(4)(ii), Ofcom).
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration FOR_GOOD = Duration.ofHours(24);

    private final UUID call;
    private final UUID worker;
    private final Claim.CallRules rules;
    private final AgentDesk desk;
    private final PressedKeys.OfCall keys;
    private final Duration agentRingFor;
    private final BooleanSupplier isOurs;
    private final Clock clock;
    /// The line to which the customer is put through, kept or in use; null: none.
    private @Nullable UUID line;
    private boolean kept;
    private final Set<UUID> goneLines = new HashSet<>();
    /// Since when somebody waits; null: nobody does, or an agent's phone rings for them.
    private @Nullable Instant answeredAt;
    private boolean looking;
    /// Whether an agent is to be found for them at all.
    private boolean waits;
    /// Whether they hear a message that would end the call.
    private boolean listens;
    private boolean talks;
    /// The call to an agent that a worker had made who is gone.
    private @Nullable UUID staleLeg;

    /// @param isOurs whether no other worker can have taken the call over
    WaitingCustomer(
            Claim claim,
            UUID worker,
            CallRequest.Then then,
            AgentDesk desk,
            PressedKeys.OfCall keys,
            Duration agentRingFor,
            BooleanSupplier isOurs,
            Clock clock) {
        this.call = claim.callId();
        this.worker = worker;
        this.rules = claim.rules();
        this.line = claim.line();
        this.kept = line != null;
        this.waits = then instanceof CallRequest.Then.Wait;
        this.listens = then instanceof CallRequest.Then.Message;
        this.desk = desk;
        this.keys = keys;
        this.agentRingFor = agentRingFor;
        this.isOurs = isOurs;
        this.clock = clock;
    }

    /// Goes on where another worker was.
    ///
    /// @param leg the call to an agent that it had made; null: it had made none
    void takeOver(Instant answered, @Nullable UUID leg) {
        if (waits) {
            answeredAt = answered;
            staleLeg = leg;
            looking = true;
        }
    }

    /// How long may pass until [#lookForAgent] is called again.
    Duration patience() {
        return looking ? BETWEEN_LOOKS : FOR_GOOD;
    }

    /// Puts whoever has just answered through to the line that is kept, before anything is written: nobody waits for
    /// the database. Not where another worker could be about the same.
    void answered(CallSignal signal, PlacedCall placed) {
        if (signal instanceof CallSignal.Answered && kept && isOurs.getAsBoolean()) {
            putThrough(placed);
        }
    }

    void hear(CallSignal signal) {
        talks |= signal instanceof CallSignal.Bridged;
        if (!waits) {
            return;
        }
        switch (signal) {
            case CallSignal.Answered(Instant at) -> {
                answeredAt = at;
                looking = line == null || kept;
            }
            case CallSignal.AgentFailed(Instant at, String cause) -> {
                if (line == null) {
                    takeOff(cause, at);
                } else {
                    leaveLine(line, cause);
                }
                looking = true;
            }
            case CallSignal.Bridged _, CallSignal.Ended _ -> looking = false;
            case CallSignal.Ringing _,
                    CallSignal.KeyPressed _,
                    CallSignal.Held _,
                    CallSignal.Transferred _,
                    CallSignal.TransferFailed _,
                    CallSignal.AgentLeft _,
                    CallSignal.Recorded _ -> {
                // nobody waits longer or shorter for it
            }
        }
    }

    /// Somebody has pressed a key.
    void pressed(CallSignal.KeyPressed pressed, PlacedCall placed) throws InterruptedException {
        BroadcastKey what = rules.keys().get(String.valueOf(pressed.key()));
        boolean asks = what == BroadcastKey.AGENT && listens && !waits;
        keys.pressed(pressed, asks);
        if (what == null || talks) {
            return;
        }
        switch (what) {
            case AGENT -> {
                if (asks) {
                    answeredAt = pressed.at();
                    waits = true;
                    looking = true;
                }
            }
            case REPEAT -> {
                if (!waits) {
                    placed.repeatMessage();
                }
            }
            case DO_NOT_CALL -> {
                looking = false;
                placed.dismiss("");
                keys.doNotCall(pressed);
            }
        }
    }

    private void takeOff(String cause, Instant at) {
        LOG.info("call {}: its agent could not be reached ({})", call, cause);
        try {
            desk.takeOff(call, worker, cause, at);
        } catch (DatabaseException e) {
            // no other agent can be reserved either: the customer is let go when the time is over
            LOG.warn("call {}: its agent could not be taken off: {}", call, e.getMessage());
        }
    }

    void lookForAgent(PlacedCall placed) {
        if (!looking) {
            return;
        }
        if (kept) {
            putThrough(placed);
            return;
        }
        endStaleLeg(placed);
        keys.tryToWrite();
        Optional<AgentDesk.Reserved> reserved = reserve();
        boolean atOnce = reserved.isPresent() && reserved.get().overLine();
        if (listens && !atOnce) {
            listens = false;
            placed.holdForAgent();
        }
        if (reserved.isPresent()) {
            connect(reserved.get(), placed);
        } else if (waitedTooLong()) {
            looking = false;
            placed.dismiss(rules.abandonedMessage());
        }
    }

    private void connect(AgentDesk.Reserved reserved, PlacedCall placed) {
        if (reserved.overLine()) {
            line = reserved.agentLegId();
            putThrough(placed);
        } else {
            looking = false;
            placed.offer(reserved.agentLegId(), reserved.extension(), agentRingFor);
        }
    }

    private void putThrough(PlacedCall placed) {
        kept = false;
        looking = false;
        placed.putThrough(Objects.requireNonNull(line));
    }

    /// What is to be said of the agent says the line's own follower.
    private void leaveLine(UUID gone, String cause) {
        LOG.info("call {}: the line of its agent is not there ({})", call, cause);
        line = null;
        goneLines.add(gone);
        try {
            desk.giveBack(call, worker);
        } catch (DatabaseException e) {
            LOG.warn("call {}: its agent could not be given back: {}", call, e.getMessage());
        }
    }

    private void endStaleLeg(PlacedCall placed) {
        UUID leg = staleLeg;
        if (leg != null) {
            placed.endLeg(leg);
            desk.giveBack(call, worker);
            staleLeg = null;
        }
    }

    private Optional<AgentDesk.Reserved> reserve() {
        try {
            return desk.reserve(call, worker, goneLines, clock.instant());
        } catch (DatabaseException e) {
            LOG.warn("call {}: no agent can be looked for: {}", call, e.getMessage());
            return Optional.empty();
        }
    }

    private boolean waitedTooLong() {
        return answeredAt == null || !clock.instant().isBefore(answeredAt.plus(LONGEST_WAIT));
    }
}
