package org.voiceorchestrator.telephony;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslCommand;
import org.voiceorchestrator.freeswitch.EslEvent;
import org.voiceorchestrator.freeswitch.EslJob;

/// One call over FreeSWITCH: what is said of its channels goes to its [AgentLegs] or its [CallStory], which say what
/// it means; what was missed is asked for. All its methods are the call's own thread's.
final class FreeSwitchCall implements PlacedCall {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSwitchCall.class);

    private final String uuid;
    private final EslClient client;
    private final Inbox inbox;
    private final Clock clock;
    private final Inboxes inboxes;
    private final Queue<CallSignal> signals = new ArrayDeque<>();
    private final @Nullable FirstAgent first;
    private final CallStory story;
    private final AgentLegs agents;
    private final Overheard overheard;
    private final Patience patience = new Patience();

    FreeSwitchCall(
            String uuid,
            CallRequest.Then then,
            CallPlacer.Reached reached,
            EslClient client,
            Inbox inbox,
            Clock clock,
            Inboxes inboxes) {
        this.uuid = uuid;
        this.client = client;
        this.inbox = inbox;
        this.clock = clock;
        this.inboxes = inboxes;
        this.first = FirstAgent.of(then, client);
        this.story = new CallStory(uuid, then, reached, first, this::tell);
        this.agents = new AgentLegs(uuid, client, inbox, inboxes, clock, signals::add);
        this.overheard = new Overheard(uuid, then instanceof CallRequest.Then.Own);
        if (then instanceof CallRequest.Then.Agent its) {
            agents.talksOn(its.legId().toString());
        }
        if (first != null) {
            inboxes.put(first.uuid(), inbox);
            agents.talksOn(first.uuid());
        }
    }

    void originate(CallRequest request) {
        EslCommand call;
        try {
            call = EslCommand.originate(Originates.call(request));
        } catch (IllegalArgumentException e) {
            story.end(clock.instant(), CallOutcome.NotPlaced.because("not a command: " + e.getMessage()));
            return;
        }
        switch (Asked.begin(client, call, uuid)) {
            case Asked.Answer<EslJob> _ -> {
                // its events tell the rest
            }
            case Asked.Refused<EslJob>(String why) -> story.end(clock.instant(), CallOutcome.NotPlaced.because(why));
            case Asked.Unknown<EslJob>(String why, boolean maybeDone) -> {
                if (maybeDone) {
                    LOG.warn("call {}: the switch may or may not have been told ({})", uuid, why);
                    patience.lookSoon();
                } else {
                    story.end(clock.instant(), CallOutcome.NotPlaced.unasked("no connection to the switch"));
                }
            }
        }
    }

    @Override
    public Optional<CallSignal> next(Duration longest) throws InterruptedException {
        Instant until = clock.instant().plus(longest);
        while (signals.isEmpty()) {
            Duration left = Duration.between(clock.instant(), until);
            boolean shorter = left.compareTo(patience.span()) < 0;
            Inbox.Item item = inbox.poll(Math.max(0, (shorter ? left : patience.span()).toMillis()));
            if (item instanceof Inbox.Nudged || (item == null && shorter)) {
                return Optional.empty();
            }
            take(item);
        }
        return Optional.of(signals.remove());
    }

    /// What has been made of the items so far and was not told yet.
    @Nullable
    CallSignal nextKnown() {
        return signals.poll();
    }

    /// @param item null: nothing came for as long as there was patience
    void take(Inbox.@Nullable Item item) {
        switch (item) {
            case null -> askAfterIt();
            case Inbox.Heard heard -> hear(heard);
            case Inbox.Nudged _, Inbox.SwitchIsAway _ -> {
                // the one is for whoever waits, the other for lines
            }
            case Inbox.Reconnected _ -> askAfterIt();
            case Inbox.SwitchStaysAway _ -> {
                story.isDoubtful("the switch stays away");
                story.gone(clock.instant());
            }
            case Inbox.SwitchRestarted _ -> {
                // not gone for certain: it may have been placed just after the new start
                story.isDoubtful("the switch was started anew");
                askAfterIt();
            }
        }
    }

    private void hear(Inbox.Heard heard) {
        boolean left = agents.hearTransferOnPhone(heard);
        follow(heard);
        if (left) {
            askAfterIt();
        } else if (agents.seemsLeft()) {
            // where its phone still has the leg it hangs up within moments, and takes no other customer until then
            patience.lookSoon();
        }
    }

    private void follow(Inbox.Heard heard) {
        Optional<CallSignal> beside = overheard.in(heard);
        if (beside.isPresent()) {
            signals.add(beside.get());
        } else if (story.isOfFirstAgent(heard.event())) {
            story.hearFirstAgent(heard);
            lookSoonForTheEnd();
        } else if (!agents.hear(heard) && story.isOf(heard.event())) {
            story.hear(heard);
            patience.suit(agents);
            lookSoonForTheEnd();
        }
    }

    private void lookSoonForTheEnd() {
        if (story.isEndNear()) {
            patience.lookSoon();
        }
    }

    private void tell(CallSignal signal) {
        if (signal instanceof CallSignal.Bridged) {
            agents.connected();
        } else if (signal instanceof CallSignal.Ended) {
            agents.endThoseAwaited();
        }
        signals.add(signal);
    }

    /// Asks the switch how the call stands.
    void askAfterIt() {
        switch (Asked.channel(client, uuid)) {
            case Asked.Answer<EslEvent>(EslEvent channel) -> {
                Inbox.Heard stands = new Inbox.Heard(channel, clock.instant());
                story.catchUp(stands);
                agents.lookAgain();
                if (story.state() == CallState.BRIDGED) {
                    agents.findLeft(stands);
                }
                patience.suit(agents);
            }
            case Asked.Refused<EslEvent> _ -> {
                story.isMissing(clock.instant());
                patience.relax();
                lookSoonForTheEnd();
            }
            // asked again at the reconnection
            case Asked.Unknown<EslEvent> _ -> patience.relax();
        }
    }

    @Override
    public void talksWith(UUID leg) {
        agents.talksOn(leg.toString());
        askAfterIt();
    }

    @Override
    public void offer(UUID legId, String extension, Duration ringFor) {
        story.waitsForAgent();
        agents.offer(legId, extension, ringFor);
    }

    @Override
    public void putThrough(UUID line) {
        story.waitsForAgent();
        agents.putThrough(line);
        patience.suit(agents);
    }

    @Override
    public void nudge() {
        inbox.put(new Inbox.Nudged());
    }

    @Override
    public Optional<String> hangUp() {
        return Asked.to(client, story.hangUp()).failure();
    }

    @Override
    public Optional<String> hold(UUID leg, boolean onHold) {
        String agent = leg.toString();
        if (!uuid.equals(agent) && (first == null || !first.uuid().equals(agent))) {
            agents.talksOn(agent);
        }
        return Asked.to(client, onHold ? EslCommand.uuidHold(agent) : EslCommand.uuidUnhold(agent))
                .failure();
    }

    @Override
    public void transfer(UUID from, UUID legId, String extension, Duration ringFor) {
        agents.transfer(from, legId, extension, ringFor);
    }

    @Override
    public void transferToLine(UUID from, UUID line) {
        agents.transferToLine(from, line);
        patience.suit(agents);
    }

    @Override
    public boolean endTransfer(UUID from, UUID legId, boolean overLine) {
        CallSignal what = agents.endTransfer(from, legId, overLine);
        if (what instanceof CallSignal.Transferred) {
            return true;
        }
        signals.add(what);
        return false;
    }

    @Override
    public void endLeg(UUID legId) {
        agents.endLeg(legId);
    }

    @Override
    public void holdForAgent() {
        story.waitsForAgent();
        order(EslCommand.park(uuid));
    }

    @Override
    public void repeatMessage() {
        if (story.then() instanceof CallRequest.Then.Message message) {
            order(EslCommand.sayPauseAndHangUp(uuid, message.sound(), Originates.TIME_FOR_A_KEY));
        }
    }

    @Override
    public void dismiss(String sound) {
        order(sound.isEmpty() ? EslCommand.uuidKill(uuid, "NORMAL_CLEARING") : EslCommand.sayAndHangUp(uuid, sound));
    }

    private void order(EslCommand command) {
        switch (Asked.to(client, command)) {
            case Asked.Answer<String> _ -> {
                // events tell what it has done
            }
            case Asked.Refused<String> _ -> askAfterIt();
            case Asked.Unknown<String> unknown -> {
                LOG.warn("call {}: the switch could not be given {} ({})", uuid, command, unknown.why());
                patience.lookSoon();
            }
        }
    }

    @Override
    public boolean isEnding() {
        return story.state() == CallState.OVER || inbox.sawTheEnd();
    }

    @Override
    public void close() {
        inboxes.remove(uuid, inbox);
        agents.close();
        if (first != null) {
            inboxes.remove(first.uuid(), inbox);
        }
    }
}
