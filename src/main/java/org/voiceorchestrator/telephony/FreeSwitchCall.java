package org.voiceorchestrator.telephony;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslCommand;
import org.voiceorchestrator.freeswitch.EslConnectionLost;
import org.voiceorchestrator.freeswitch.EslEvent;
import org.voiceorchestrator.freeswitch.EslProtocolException;
import org.voiceorchestrator.freeswitch.EslRefused;
import org.voiceorchestrator.freeswitch.EslTimeout;

/// One call over FreeSWITCH. All its methods are the call's own thread's.
final class FreeSwitchCall implements PlacedCall {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSwitchCall.class);

    /// Nothing heard for so long: the switch is asked, in case an event went missing.
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /// A channel that is not there is asked after again before it counts as gone: the switch may be about to make it,
    /// or its end may have been told and not been heard yet.
    private static final Duration SECOND_LOOK = Duration.ofSeconds(1);
    /// An agent's line is connected within a tenth of this, or not at all.
    private static final Duration PUTTING_THROUGH = Duration.ofMillis(500);

    private final String uuid;
    private CallRequest.Then then;
    /// The numbers of the keys that were heard: events may come twice.
    private final Set<String> keysHeard = new HashSet<>();
    private final EslClient client;
    private final Inbox inbox;
    private final Clock clock;
    private final Inboxes inboxes;
    private final Queue<CallSignal> signals = new ArrayDeque<>();

    private CallState state;
    /// The agent's side where the call begins with it; else null.
    private final @Nullable FirstAgent first;
    /// The agent's side while the customer waits for it.
    private @Nullable AgentLeg agent;
    /// The leg of the agent who talks, or is to, where that is known and not [#first].
    private @Nullable String talking;
    /// While another agent is to get the call.
    private @Nullable LiveTransfer transfer;
    private boolean channelSeen;
    /// Why the switch says it could not, while the channel's own end has not come yet.
    private @Nullable String refusal;
    /// Whether the switch did not know the call when it was last asked.
    private boolean missing;
    /// What became of it, should it be gone.
    private String whereto = "the call ended while nobody was watching";
    private Duration patience = SILENCE;

    FreeSwitchCall(
            String uuid,
            CallRequest.Then then,
            CallPlacer.Reached reached,
            EslClient client,
            Inbox inbox,
            Clock clock,
            Inboxes inboxes) {
        this.uuid = uuid;
        this.then = then;
        this.client = client;
        this.inbox = inbox;
        this.clock = clock;
        this.inboxes = inboxes;
        this.first = FirstAgent.of(then, client);
        if (first != null) {
            inboxes.put(first.uuid(), inbox);
        }
        if (then instanceof CallRequest.Then.Agent its) {
            listenTo(its.legId().toString());
        }
        this.state = switch (reached) {
            case NOTHING -> CallState.DIALING;
            case ANSWER -> CallState.ANSWERED;
            case BRIDGE -> CallState.BRIDGED;
        };
        this.channelSeen = reached != CallPlacer.Reached.NOTHING;
    }

    void originate(CallRequest request) {
        try {
            client.bgapi(EslCommand.originate(Originates.call(request)), uuid);
        } catch (IllegalArgumentException e) {
            end(clock.instant(), CallOutcome.NotPlaced.because("not a command: " + e.getMessage()));
        } catch (EslConnectionLost | EslTimeout e) {
            if (e.maybeSent()) {
                LOG.warn("call {}: the switch may or may not have been told ({})", uuid, e.getMessage());
                patience = SECOND_LOOK;
            } else {
                end(clock.instant(), CallOutcome.NotPlaced.unasked("no connection to the switch"));
            }
        } catch (EslRefused e) {
            end(clock.instant(), CallOutcome.NotPlaced.because(e.reason()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            patience = SECOND_LOOK;
        }
    }

    @Override
    public Optional<CallSignal> next(Duration longest) throws InterruptedException {
        Instant until = clock.instant().plus(longest);
        while (signals.isEmpty()) {
            Duration left = Duration.between(clock.instant(), until);
            boolean shorter = left.compareTo(patience) < 0;
            Inbox.Item item = inbox.poll(Math.max(0, (shorter ? left : patience).toMillis()));
            if (item instanceof Inbox.Nudged || (item == null && shorter)) {
                return Optional.empty();
            }
            take(item);
        }
        return Optional.of(signals.remove());
    }

    @Override
    public void offer(UUID legId, String extension, Duration ringFor) {
        waitsForAgent();
        inboxes.put(legId.toString(), inbox);
        AgentLeg leg = AgentLeg.ofCall(legId.toString(), uuid, client);
        agent = leg;
        tell(leg.ring(extension, ringFor));
    }

    @Override
    public void nudge() {
        inbox.put(new Inbox.Nudged());
    }

    @Override
    public Optional<String> hangUp() {
        if (first != null && !channelSeen) {
            String cause = first.hasAnswered() ? "NORMAL_CLEARING" : HangupCauses.TAKEN_BACK;
            return SwitchTold.of(client, EslCommand.uuidKill(first.uuid(), cause));
        }
        String cause = state.before(CallState.ANSWERED) ? HangupCauses.TAKEN_BACK : "NORMAL_CLEARING";
        return SwitchTold.of(client, EslCommand.uuidKill(uuid, cause));
    }

    @Override
    public Optional<String> hold(UUID leg, boolean onHold) {
        String agents = leg.toString();
        if (!uuid.equals(agents) && (first == null || !first.uuid().equals(agents))) {
            listenTo(agents);
        }
        return SwitchTold.of(client, onHold ? EslCommand.uuidHold(agents) : EslCommand.uuidUnhold(agents));
    }

    private void listenTo(@Nullable String leg) {
        if (talking != null) {
            inboxes.remove(talking, inbox);
        }
        if (leg != null) {
            inboxes.put(leg, inbox);
        }
        talking = leg;
    }

    @Override
    public void transfer(UUID from, UUID legId, String extension, Duration ringFor) {
        inboxes.put(legId.toString(), inbox);
        LiveTransfer begun = new LiveTransfer(uuid, from, legId, client);
        transfer = begun;
        tellOfTransfer(begun.begin(extension, ringFor, clock.instant()));
    }

    @Override
    public boolean endTransfer(UUID from, UUID legId) {
        CallSignal what = new LiveTransfer(uuid, from, legId, client).end(clock.instant());
        if (what instanceof CallSignal.Transferred) {
            return true;
        }
        signals.add(what);
        return false;
    }

    private void tellOfTransfer(Optional<CallSignal> what) {
        LiveTransfer its = transfer;
        if (its != null && what.isPresent()) {
            transfer = null;
            if (what.get() instanceof CallSignal.Transferred) {
                listenTo(its.leg());
            } else {
                inboxes.remove(its.leg(), inbox);
            }
            signals.add(what.get());
        }
    }

    @Override
    public void putThrough(UUID line) {
        waitsForAgent();
        AgentLeg leg = AgentLeg.ofLine(line.toString(), uuid, client);
        agent = leg;
        Optional<String> failure = leg.connect();
        tell(failure);
        if (failure.isPresent()) {
            // whoever follows the line may not know yet
            inboxes.of(line.toString()).forEach(its -> its.put(new Inbox.Reconnected()));
        }
        patience = usualPatience();
    }

    /// A line tells its own follower how it is, not us.
    private Duration usualPatience() {
        boolean puttingThrough = agent != null && agent.isLine() && state.before(CallState.BRIDGED);
        return puttingThrough ? PUTTING_THROUGH : SILENCE;
    }

    @Override
    public void endLeg(UUID legId) {
        AgentLeg.ofCall(legId.toString(), uuid, client).end();
    }

    @Override
    public void holdForAgent() {
        waitsForAgent();
        order(EslCommand.park(uuid));
    }

    /// From here on it is no message any more: whoever finds no agent was abandoned.
    private void waitsForAgent() {
        if (then instanceof CallRequest.Then.Message) {
            then = new CallRequest.Then.Wait();
        }
    }

    @Override
    public void repeatMessage() {
        if (then instanceof CallRequest.Then.Message message) {
            order(EslCommand.sayPauseAndHangUp(uuid, message.sound(), Originates.TIME_FOR_A_KEY));
        }
    }

    @Override
    public void dismiss(String sound) {
        order(sound.isEmpty() ? EslCommand.uuidKill(uuid, "NORMAL_CLEARING") : EslCommand.sayAndHangUp(uuid, sound));
    }

    private void order(EslCommand command) {
        try {
            client.api(command);
        } catch (EslRefused e) {
            askAfterIt();
        } catch (EslConnectionLost | EslTimeout e) {
            LOG.warn("call {}: the switch could not be given {} ({})", uuid, command, e.getMessage());
            patience = SECOND_LOOK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Optional<String> agentFailure) {
        agentFailure.ifPresent(cause -> {
            AgentLeg failed = agent;
            agent = null;
            if (failed != null) {
                inboxes.remove(failed.uuid(), inbox);
                failed.end();
            }
            signals.add(new CallSignal.AgentFailed(clock.instant(), cause));
        });
    }

    /// @param item null: nothing came for as long as there was patience
    void take(Inbox.@Nullable Item item) {
        switch (item) {
            case null -> askAfterIt();
            case Inbox.Heard heard -> hear(heard);
            case Inbox.Nudged _ -> {
                // it is for whoever waits
            }
            case Inbox.Reconnected _ -> askAfterIt();
            case Inbox.SwitchStaysAway _ -> {
                whereto = "the switch stays away";
                gone();
            }
            case Inbox.SwitchRestarted _ -> {
                // not gone for certain: it may have been placed just after the new start
                whereto = "the switch was started anew";
                askAfterIt();
            }
        }
    }

    /// What has been made of the items so far and was not told yet.
    @Nullable
    CallSignal nextKnown() {
        return signals.poll();
    }

    @Override
    public boolean isEnding() {
        return state == CallState.OVER || inbox.sawTheEnd();
    }

    @Override
    public void close() {
        inboxes.remove(uuid, inbox);
        listenTo(null);
        if (transfer != null) {
            inboxes.remove(transfer.leg(), inbox);
        }
        if (first != null) {
            inboxes.remove(first.uuid(), inbox);
        }
        if (agent != null) {
            inboxes.remove(agent.uuid(), inbox);
        }
    }

    /// Asks the switch how the call stands.
    void askAfterIt() {
        try {
            EslEvent channel = EslEvent.fromJson(client.api(EslCommand.uuidDump(uuid)));
            missing = false;
            catchUp(new Inbox.Heard(channel, clock.instant()));
            if (agent != null && state.before(CallState.BRIDGED)) {
                tell(agent.lookAgain());
            }
            patience = usualPatience();
            if (transfer != null) {
                tellOfTransfer(transfer.lookAgain(clock.instant()));
            }
        } catch (EslRefused e) {
            if (first != null && !channelSeen && refusal == null && first.isThere()) {
                missing = false;
                patience = SILENCE;
            } else {
                missing();
            }
        } catch (EslConnectionLost | EslTimeout e) {
            // asked again at the reconnection
            patience = SILENCE;
        } catch (EslProtocolException e) {
            LOG.warn("call {}: the switch's answer is not understood", uuid, e);
            patience = SILENCE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void missing() {
        if (missing) {
            gone();
        } else {
            missing = true;
            patience = SECOND_LOOK;
        }
    }

    private void hear(Inbox.Heard heard) {
        if (transfer != null && transfer.isMeant(heard.event())) {
            tellOfTransfer(transfer.hear(heard.event(), heard.at()));
            return;
        }
        if (isOfAnAgentsHold(heard.event())) {
            signals.add(new CallSignal.Held(heard.at(), heard.event().name().equals("CHANNEL_HOLD")));
            return;
        }
        if (agent != null && agent.isMeant(heard.event())) {
            if (state.before(CallState.BRIDGED)) {
                tell(agent.hear(heard.event()));
            }
            return;
        }
        if (first != null && first.isMeant(heard.event())) {
            hearFirst(first, heard);
            return;
        }
        if (!isOfTheCustomer(heard.event())) {
            return;
        }
        patience = missing || refusal != null ? SECOND_LOOK : usualPatience();
        switch (heard.event().name()) {
            case "CHANNEL_CREATE" -> channelSeen = true;
            case "CHANNEL_PROGRESS", "CHANNEL_PROGRESS_MEDIA" -> reach(CallState.RINGING, heard.at());
            case "CHANNEL_ANSWER" -> reach(CallState.ANSWERED, heard.at());
            case "CHANNEL_BRIDGE" -> reach(CallState.BRIDGED, heard.at());
            case "CHANNEL_HANGUP_COMPLETE", "CHANNEL_DESTROY" -> hungUp(heard);
            case "RECORD_STOP" -> recorded(heard);
            case "DTMF" -> pressed(heard);
            case "BACKGROUND_JOB" -> jobEnded(heard);
            default -> {
                // an event that tells a dialer nothing
            }
        }
    }

    /// The inbox also gets what is said of agents' legs.
    private boolean isOfTheCustomer(EslEvent event) {
        Optional<String> of = event.name().equals("BACKGROUND_JOB") ? event.jobUuid() : event.uniqueId();
        return of.equals(Optional.of(uuid));
    }

    private boolean isOfAnAgentsHold(EslEvent event) {
        return (event.name().equals("CHANNEL_HOLD") || event.name().equals("CHANNEL_UNHOLD"))
                && (then instanceof CallRequest.Then.Own || !event.uniqueId().equals(Optional.of(uuid)));
    }

    private void hearFirst(FirstAgent agentFirst, Inbox.Heard heard) {
        agentFirst.hear(heard.event());
        switch (heard.event().name()) {
            case "CHANNEL_BRIDGE" -> reach(CallState.BRIDGED, heard.at());
            case "CHANNEL_HANGUP_COMPLETE" -> {
                String cause = heard.event().header("Hangup-Cause").orElse("NORMAL_UNSPECIFIED");
                if (!agentFirst.hasAnswered()) {
                    end(heard.at(), HangupCauses.agentNotReached(cause));
                } else if (!channelSeen) {
                    refusal = cause;
                }
                // the customer's channel ends within moments, or was never there
                patience = SECOND_LOOK;
            }
            default -> {
                // the customer's side tells
            }
        }
    }

    /// Steps that an event or a dump tells of, which were not heard when they happened.
    private void catchUp(Inbox.Heard heard) {
        channelSeen = true;
        EslEvent channel = heard.event();
        channel.micros("Caller-Channel-Progress-Time").ifPresent(at -> reach(CallState.RINGING, heard.ours(at)));
        channel.micros("Caller-Channel-Answered-Time").ifPresent(at -> reach(CallState.ANSWERED, heard.ours(at)));
        channel.micros("Caller-Channel-Bridged-Time").ifPresent(at -> reach(CallState.BRIDGED, heard.ours(at)));
    }

    private void pressed(Inbox.Heard heard) {
        EslEvent event = heard.event();
        String digit = event.header("DTMF-Digit").orElse("");
        boolean twice = !keysHeard.add(event.header("Event-Sequence").orElse(""));
        if (digit.length() == 1 && !twice) {
            signals.add(new CallSignal.KeyPressed(heard.at(), digit.charAt(0)));
        }
    }

    private void recorded(Inbox.Heard heard) {
        EslEvent event = heard.event();
        event.header("Record-File-Path")
                .ifPresent(path -> signals.add(new CallSignal.Recorded(
                        heard.at(),
                        path,
                        (int) event.number("variable_record_seconds").orElse(0),
                        event.number("variable_record_file_size").orElse(0))));
    }

    private void jobEnded(Inbox.Heard heard) {
        String body = heard.event().body().strip();
        if (body.startsWith("+OK")) {
            channelSeen |= first == null;
            return;
        }
        String why = body.startsWith("-ERR ") ? body.substring("-ERR ".length()) : body;
        if (first != null) {
            end(heard.at(), HangupCauses.agentNotReached(why));
            return;
        }
        refusal = why;
        if (channelSeen) {
            // the channel's own end tells more and comes within moments
            patience = SECOND_LOOK;
        } else {
            end(heard.at(), HangupCauses.withoutChannel(why));
        }
    }

    /// The last events of a channel. One that never began (a gateway that is down) is destroyed without a cause; its
    /// job tells why.
    private void hungUp(Inbox.Heard heard) {
        Optional<String> cause = heard.event().header("Hangup-Cause");
        if (cause.isPresent() || channelSeen) {
            catchUp(heard);
            end(heard.at(), outcome(cause.orElse("NORMAL_UNSPECIFIED")));
        }
    }

    private void reach(CallState reached, Instant at) {
        channelSeen = true;
        if (!state.before(reached)) {
            return;
        }
        state = reached;
        signals.add(
                switch (reached) {
                    case RINGING -> new CallSignal.Ringing(at);
                    case ANSWERED -> new CallSignal.Answered(at);
                    case BRIDGED -> new CallSignal.Bridged(at);
                    case DIALING, OVER -> throw new IllegalArgumentException("not a step: " + reached);
                });
    }

    private CallOutcome outcome(String cause) {
        return switch (state) {
            case DIALING, RINGING -> HangupCauses.unanswered(cause);
            case ANSWERED ->
                isServedByAnswering()
                        ? new CallOutcome.Answered(cause)
                        : HangupCauses.answeredWithoutAgent(cause, then);
            case BRIDGED, OVER -> new CallOutcome.Answered(cause);
        };
    }

    private boolean isServedByAnswering() {
        return then instanceof CallRequest.Then.Message || then instanceof CallRequest.Then.Own;
    }

    /// The switch does not know the call any more, and nobody saw it end.
    private void gone() {
        Instant now = clock.instant();
        boolean served = state == CallState.ANSWERED && isServedByAnswering();
        if (state == CallState.BRIDGED || served) {
            end(now, new CallOutcome.Answered(""));
        } else if (refusal != null) {
            end(now, first != null && !channelSeen ? HangupCauses.withAgentOnly(refusal) : outcome(refusal));
        } else {
            end(now, new CallOutcome.Lost(whereto));
        }
    }

    private void end(Instant at, CallOutcome outcome) {
        if (state != CallState.OVER) {
            if (agent != null && state.before(CallState.BRIDGED)) {
                agent.end();
            }
            if (transfer != null) {
                endLeg(UUID.fromString(transfer.leg()));
            }
            state = CallState.OVER;
            signals.add(new CallSignal.Ended(at, outcome));
        }
    }
}
