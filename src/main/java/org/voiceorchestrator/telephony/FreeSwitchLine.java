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
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslCommand;
import org.voiceorchestrator.freeswitch.EslEvent;
import org.voiceorchestrator.freeswitch.EslJob;

/// One agent's line over FreeSWITCH: a leg that is parked when it is answered, and again after each customer
/// (`park_after_bridge`). All its methods but [#end] are the line's own thread's.
final class FreeSwitchLine implements PlacedLine {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSwitchLine.class);

    /// Nothing heard for so long: the switch is asked, in case the end went missing.
    private static final Duration SILENCE = Duration.ofSeconds(60);
    /// A channel that is not there is asked after again before it counts as gone: the switch may be about to make it.
    private static final Duration SECOND_LOOK = Duration.ofSeconds(1);
    /// One that was up is gone when the switch does not know it; how it ended may have been told and not been heard
    /// yet.
    private static final Duration LAST_WORDS = Duration.ofMillis(100);
    /// How the leg of somebody ends who hangs up.
    private static final String AGENT_HUNG_UP = "recv_bye";

    private final String uuid;
    private final EslClient client;
    private final Inbox inbox;
    private final Clock clock;
    private final Inboxes inboxes;
    private final Queue<LineSignal> signals = new ArrayDeque<>();

    private boolean seen;
    private boolean up;
    private boolean gone;
    /// Why the switch says it could not, while the channel's own end has not come yet.
    private @Nullable String refusal;
    /// Whether the switch did not know the line when it was last asked.
    private boolean missing;
    private Duration patience = SILENCE;

    FreeSwitchLine(String uuid, EslClient client, Inbox inbox, Clock clock, Inboxes inboxes) {
        this.uuid = uuid;
        this.client = client;
        this.inbox = inbox;
        this.clock = clock;
        this.inboxes = inboxes;
    }

    void ring(String extension, Duration ringFor) {
        EslCommand call;
        try {
            call = EslCommand.originate(Originates.line(UUID.fromString(uuid), extension, ringFor));
        } catch (IllegalArgumentException e) {
            end(clock.instant(), "not a command: " + e.getMessage(), true);
            return;
        }
        switch (Asked.begin(client, call, uuid)) {
            case Asked.Answer<EslJob> _ -> {
                // its events tell the rest
            }
            case Asked.Refused<EslJob>(String why) -> end(clock.instant(), why, false);
            case Asked.Unknown<EslJob>(String why, boolean maybeDone) -> {
                if (maybeDone) {
                    LOG.warn("line {}: the switch may or may not have been told ({})", uuid, why);
                    patience = SECOND_LOOK;
                } else {
                    end(clock.instant(), "no connection to the switch", false);
                }
            }
        }
    }

    @Override
    public LineSignal next() throws InterruptedException {
        while (signals.isEmpty()) {
            take(inbox.poll(patience.toMillis()));
        }
        return signals.remove();
    }

    @Override
    public void end() {
        switch (Asked.to(client, EslCommand.uuidKill(uuid, "NORMAL_CLEARING"))) {
            case Asked.Answer<String> _ -> {
                // its last event tells
            }
            // its end was missed, or is on its way
            case Asked.Refused<String> _ -> inbox.put(new Inbox.Reconnected());
            case Asked.Unknown<String> unknown ->
                LOG.warn("line {}: the switch could not be told to end it ({})", uuid, unknown.why());
        }
    }

    @Override
    public void close() {
        inboxes.remove(uuid, inbox);
    }

    private void take(Inbox.@Nullable Item item) {
        switch (item) {
            case null -> askAfterIt();
            case Inbox.Heard heard -> hear(heard);
            case Inbox.Reconnected _, Inbox.SwitchRestarted _ -> askAfterIt();
            case Inbox.SwitchIsAway _ -> outOfReach();
            case Inbox.SwitchStaysAway _ -> end(clock.instant(), "the switch stays away", false);
            case Inbox.Nudged _ -> {
                // nobody nudges a line
            }
        }
    }

    /// Asks the switch how the line stands.
    void askAfterIt() {
        switch (Asked.channel(client, uuid)) {
            case Asked.Answer<EslEvent>(EslEvent channel) -> {
                missing = false;
                patience = SILENCE;
                seen = true;
                if (channel.micros("Caller-Channel-Answered-Time").isPresent()) {
                    answered(clock.instant());
                }
            }
            case Asked.Refused<EslEvent> _ -> missing();
            // asked again at the reconnection
            case Asked.Unknown<EslEvent> _ -> patience = SILENCE;
        }
    }

    private void missing() {
        if (missing) {
            String why = refusal == null ? "it ended while nobody was watching" : refusal;
            end(clock.instant(), why, HangupCauses.isAgents(why));
        } else {
            missing = true;
            patience = up ? LAST_WORDS : SECOND_LOOK;
        }
    }

    private void hear(Inbox.Heard heard) {
        patience = missing || refusal != null ? SECOND_LOOK : SILENCE;
        switch (heard.event().name()) {
            case "CHANNEL_CREATE", "CHANNEL_PROGRESS", "CHANNEL_PROGRESS_MEDIA" -> seen = true;
            case "CHANNEL_ANSWER" -> answered(heard.at());
            case "CHANNEL_HANGUP_COMPLETE", "CHANNEL_DESTROY" -> hungUp(heard);
            case "BACKGROUND_JOB" -> jobEnded(heard);
            default -> {
                // customers come and go
            }
        }
    }

    private void answered(Instant at) {
        seen = true;
        if (!up && !gone) {
            up = true;
            signals.add(new LineSignal.Up(at));
        }
    }

    private void hungUp(Inbox.Heard heard) {
        Optional<String> cause = heard.event().header("Hangup-Cause");
        if (cause.isPresent() || seen) {
            boolean byAgent = up
                    ? heard.event().header("variable_sip_hangup_disposition").equals(Optional.of(AGENT_HUNG_UP))
                    : HangupCauses.isAgents(cause.orElse(""));
            end(heard.at(), cause.orElse("NORMAL_UNSPECIFIED"), byAgent);
        }
    }

    private void jobEnded(Inbox.Heard heard) {
        String body = heard.event().body().strip();
        if (body.startsWith("+OK")) {
            // where the answer itself went missing
            answered(heard.at());
            return;
        }
        String why = body.startsWith("-ERR ") ? body.substring("-ERR ".length()) : body;
        if (seen) {
            // the channel's own end tells more and comes within moments
            refusal = why;
            patience = SECOND_LOOK;
        } else {
            end(heard.at(), why, HangupCauses.isAgents(why));
        }
    }

    private void outOfReach() {
        if (!gone) {
            gone = true;
            signals.add(new LineSignal.OutOfReach(clock.instant()));
        }
    }

    private void end(Instant at, String cause, boolean byAgent) {
        if (!gone) {
            gone = true;
            signals.add(new LineSignal.Gone(at, cause, byAgent));
        }
    }
}
