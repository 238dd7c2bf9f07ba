package org.voiceorchestrator.telephony;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslEvent;

/// The agents' legs of a call: the one that its customer waits for, the one that talks, and the one to which it is
/// being transferred. What is said of them arrives in the call's inbox for as long as they are here.
///
///     offered, put through ──> waiting ── connected ──> talking <── connected ── transfer
///                                                         └── transferred on their own phone ──> none
final class AgentLegs {
    private final String customer;
    private final EslClient client;
    private final Inbox inbox;
    private final Inboxes inboxes;
    private final Clock clock;
    private final Consumer<CallSignal> told;

    private @Nullable AgentLeg waiting;
    private @Nullable String talking;
    private @Nullable LiveTransfer transfer;
    /// When the leg that talks was heard to go by a transfer of its phone's; null: it was not.
    private @Nullable Instant goes;

    /// @param told hears what the legs' events mean for the call
    AgentLegs(String customer, EslClient client, Inbox inbox, Inboxes inboxes, Clock clock, Consumer<CallSignal> told) {
        this.customer = customer;
        this.client = client;
        this.inbox = inbox;
        this.inboxes = inboxes;
        this.clock = clock;
        this.told = told;
    }

    /// The agent's phone rings for the customer who waits.
    void offer(UUID legId, String extension, Duration ringFor) {
        AgentLeg leg = AgentLeg.ofCall(legId.toString(), customer, client);
        await(leg);
        tell(leg.ring(extension, ringFor));
    }

    /// The customer who waits is put through to a line.
    void putThrough(UUID line) {
        AgentLeg leg = AgentLeg.ofLine(line.toString(), customer, client);
        await(leg);
        Optional<String> failure = leg.connect();
        tell(failure);
        if (failure.isPresent()) {
            // whoever follows the line may not know yet
            inboxes.of(line.toString()).forEach(its -> its.put(new Inbox.Reconnected()));
        }
    }

    private void await(AgentLeg leg) {
        inboxes.put(leg.uuid(), inbox);
        waiting = leg;
    }

    /// Whether the customer is on the way to a line, which takes no time.
    boolean isPuttingThrough() {
        return (waiting != null && waiting.isLine()) || (transfer != null && transfer.isToLine());
    }

    /// Customer and agent are connected.
    void connected() {
        if (waiting != null) {
            talksOn(waiting.uuid());
            waiting = null;
        }
    }

    void talksOn(@Nullable String leg) {
        if (talking != null && !talking.equals(leg)) {
            inboxes.remove(talking, inbox);
        }
        if (leg != null) {
            inboxes.put(leg, inbox);
        }
        talking = leg;
        goes = null;
    }

    /// Whether the agent who has the call seems to have given it away on their own phone. Whether it is so, the
    /// customer's channel tells.
    boolean seemsLeft() {
        return goes != null;
    }

    /// @return whether the leg that talks has ended by a transfer of its phone's
    boolean hearTransferOnPhone(Inbox.Heard heard) {
        EslEvent event = heard.event();
        Optional<String> leg = Optional.ofNullable(talking);
        boolean ended = event.name().equals("CHANNEL_HANGUP_COMPLETE")
                && event.uniqueId().equals(leg);
        boolean parted = event.name().equals("CHANNEL_UNBRIDGE")
                && (event.header("Bridge-A-Unique-ID").equals(leg)
                        || event.header("Bridge-B-Unique-ID").equals(leg));
        if (leg.isEmpty() || !(ended || parted) || !OwnTransfer.isSaidOf(heard)) {
            return false;
        }
        goes = heard.at();
        return ended;
    }

    /// An agent to whom it is being transferred by us gets the call nevertheless.
    ///
    /// @param channel how the customer's stands, who has talked with the agent
    void findLeft(Inbox.Heard channel) {
        if (talking == null || transfer != null) {
            return;
        }
        Optional<Instant> since = OwnTransfer.away(channel, talking, goes);
        if (since.isPresent()) {
            talksOn(null);
            told.accept(new CallSignal.AgentLeft(since.get()));
        }
    }

    void transfer(UUID from, UUID legId, String extension, Duration ringFor) {
        LiveTransfer begun = begin(LiveTransfer.toPhone(customer, from, legId, client));
        tellOfTransfer(begun.ring(extension, ringFor, clock.instant()));
    }

    void transferToLine(UUID from, UUID line) {
        LiveTransfer begun = begin(LiveTransfer.toLine(customer, from, line, client));
        tellOfTransfer(begun.putThrough(clock.instant()));
    }

    private LiveTransfer begin(LiveTransfer begun) {
        inboxes.put(begun.leg(), inbox);
        transfer = begun;
        return begun;
    }

    /// What became of a transfer that another process had begun.
    CallSignal endTransfer(UUID from, UUID legId, boolean overLine) {
        LiveTransfer its = overLine
                ? LiveTransfer.toLine(customer, from, legId, client)
                : LiveTransfer.toPhone(customer, from, legId, client);
        CallSignal what = its.end(clock.instant());
        if (what instanceof CallSignal.Transferred) {
            talksOn(its.leg());
        }
        return what;
    }

    void endLeg(UUID legId) {
        AgentLeg.ofCall(legId.toString(), customer, client).end();
    }

    /// @return whether it was about an agent's leg, and so says nothing of the customer's
    boolean hear(Inbox.Heard heard) {
        EslEvent event = heard.event();
        if (transfer != null && transfer.isMeant(event)) {
            tellOfTransfer(transfer.hear(event, heard.at()));
            return true;
        }
        if (waiting != null && waiting.isMeant(event)) {
            tell(waiting.hear(event));
            return true;
        }
        return false;
    }

    /// Something may have been missed.
    void lookAgain() {
        if (waiting != null) {
            tell(waiting.lookAgain());
        }
        if (transfer != null) {
            tellOfTransfer(transfer.lookAgain(clock.instant()));
        }
    }

    /// The call is over: nobody waits for an agent any more.
    void endThoseAwaited() {
        if (waiting != null) {
            waiting.end();
        }
        if (transfer != null) {
            transfer.endWithCall();
        }
    }

    void close() {
        talksOn(null);
        if (waiting != null) {
            inboxes.remove(waiting.uuid(), inbox);
        }
        if (transfer != null) {
            inboxes.remove(transfer.leg(), inbox);
        }
    }

    private void tell(Optional<String> failure) {
        AgentLeg failed = waiting;
        if (failed != null && failure.isPresent()) {
            waiting = null;
            inboxes.remove(failed.uuid(), inbox);
            failed.end();
            told.accept(new CallSignal.AgentFailed(clock.instant(), failure.get()));
        }
    }

    /// Whom the agent has given to somebody else meanwhile is not alone.
    private CallSignal unlessGivenAway(CallSignal what) {
        return what instanceof CallSignal.TransferFailed(Instant at, String cause, boolean alone)
                        && alone
                        && talking != null
                        && Asked.channel(client, customer) instanceof Asked.Answer<EslEvent>(EslEvent channel)
                        && OwnTransfer.away(new Inbox.Heard(channel, at), talking, goes)
                                .isPresent()
                ? new CallSignal.TransferFailed(at, cause, false)
                : what;
    }

    private void tellOfTransfer(Optional<CallSignal> what) {
        LiveTransfer its = transfer;
        if (its != null && what.isPresent()) {
            transfer = null;
            if (what.get() instanceof CallSignal.Transferred) {
                talksOn(its.leg());
                told.accept(what.get());
            } else {
                inboxes.remove(its.leg(), inbox);
                told.accept(unlessGivenAway(what.get()));
            }
        }
    }
}
