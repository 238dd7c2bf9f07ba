package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.campaign.DialingMode;
import org.voiceorchestrator.recording.RecordingPaths;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.telephony.CallRequest;
import org.voiceorchestrator.telephony.PlacedCall;

/// Has calls placed, or taken up where somebody else left them, and each followed on a line of this process.
@Singleton
final class CallStarter {
    private static final Logger LOG = LoggerFactory.getLogger(CallStarter.class);

    private final WorkerLease lease;
    private final AgentDesk desk;
    private final PressedKeys keys;
    private final CallActions actions;
    private final RecordingPaths recordings;
    private final CallPlacer placer;
    private final DialingSettings settings;
    private final Clock clock;

    CallStarter(
            WorkerLease lease,
            AgentDesk desk,
            PressedKeys keys,
            CallActions actions,
            RecordingPaths recordings,
            CallPlacer placer,
            DialingSettings settings,
            Clock clock) {
        this.lease = lease;
        this.desk = desk;
        this.keys = keys;
        this.actions = actions;
        this.recordings = recordings;
        this.placer = placer;
        this.settings = settings;
        this.clock = clock;
    }

    /// Calls a lead that is due.
    ///
    /// @param term of the lease under which it was claimed; once that is lost, nothing is placed
    void begin(Claim claim, long term, LiveCalls on) {
        begin(claim, term, on, () -> place(claim, term));
    }

    /// Calls whom somebody wants called.
    void begin(OrderedCalls.Ordered order, long term, LiveCalls on) {
        begin(order.claim(), term, on, () -> place(order, term));
    }

    /// Follows what an agent has begun on their own phone.
    void follow(Claim own, LiveCalls on) {
        begin(
                own,
                lease.term(),
                on,
                () -> placer.follow(own.node(), own.callId(), then(own), CallPlacer.Reached.NOTHING));
    }

    /// Takes up a call that nobody follows.
    void goOnWith(StuckCallRescuer.Orphan orphan, LiveCalls on) {
        Claim claim = orphan.claim();
        CallRequest.Then then = orphan.asked() ? new CallRequest.Then.Wait() : then(claim);
        PressedKeys.OfCall pressed = keys.of(claim.callId(), lease.worker());
        WaitingCustomer customer = customerOf(claim, then, pressed, lease.term());
        if (orphan.answeredAt() != null) {
            customer.takeOver(orphan.answeredAt(), orphan.staleLeg());
        }
        on.begin(claim.callId(), customer, pressed, handledOf(claim), () -> follow(orphan, then));
    }

    private PlacedCall follow(StuckCallRescuer.Orphan orphan, CallRequest.Then then) {
        Claim claim = orphan.claim();
        PlacedCall placed = placer.follow(claim.node(), claim.callId(), then, orphan.reached());
        if (orphan.talksWith() != null) {
            placed.talksWith(orphan.talksWith());
        }
        return placed;
    }

    private void begin(Claim claim, long term, LiveCalls on, Supplier<PlacedCall> beginning) {
        PressedKeys.OfCall pressed = keys.of(claim.callId(), lease.worker());
        on.begin(claim.callId(), customerOf(claim, then(claim), pressed, term), pressed, handledOf(claim), beginning);
    }

    private HandledCall handledOf(Claim claim) {
        return new HandledCall(
                claim.callId(),
                lease.worker(),
                claim.rules().abandonedMessage(),
                actions,
                settings.agentRingFor(),
                clock);
    }

    private WaitingCustomer customerOf(Claim claim, CallRequest.Then then, PressedKeys.OfCall pressed, long term) {
        return new WaitingCustomer(
                claim, lease.worker(), then, desk, pressed, settings.agentRingFor(), () -> lease.isHeld(term), clock);
    }

    private CallRequest.Then then(Claim claim) {
        if (claim.own()) {
            return new CallRequest.Then.Own();
        }
        if (claim.rules().mode() == DialingMode.BROADCAST) {
            return new CallRequest.Then.Message(
                    claim.rules().message(), !claim.rules().keys().isEmpty());
        }
        if (claim.extension() == null) {
            return new CallRequest.Then.Wait();
        }
        return claim.agentFirst()
                ? new CallRequest.Then.AgentFirst(claim.agentLegId(), claim.extension(), settings.agentRingFor())
                : new CallRequest.Then.Agent(claim.agentLegId(), claim.extension(), settings.agentRingFor());
    }

    private PlacedCall place(OrderedCalls.Ordered order, long term) {
        return order.inTime()
                ? place(order.claim(), term)
                : new Unfollowed(clock.instant(), CallOutcome.NotBegun.because("no dialer took the order in time"));
    }

    private PlacedCall place(Claim claim, long term) {
        if (!lease.isHeld(term)) {
            LOG.warn("call {} is not placed: this worker was away for longer than its lease", claim.callId());
            return new Unfollowed(clock.instant(), CallOutcome.NotPlaced.unasked("the worker had lost its lease"));
        }
        return placer.place(new CallRequest(
                claim.callId(),
                claim.node(),
                claim.gateway(),
                claim.dialed(),
                claim.callerId(),
                ringFor(claim.rules()),
                recordTo(claim),
                then(claim)));
    }

    private @Nullable String recordTo(Claim claim) {
        return claim.rules().recorded()
                ? recordings
                        .forCall(claim.callId(), clock.instant())
                        .map(RecordingPaths.RecordingPath::forSwitch)
                        .orElse(null)
                : null;
    }

    private Duration ringFor(Claim.CallRules rules) {
        Integer seconds = rules.ringSeconds();
        return seconds == null ? settings.ringFor() : Duration.ofSeconds(seconds);
    }
}
