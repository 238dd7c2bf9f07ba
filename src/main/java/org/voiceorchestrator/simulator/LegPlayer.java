package org.voiceorchestrator.simulator;

import java.util.Optional;
import org.voiceorchestrator.simulator.CallScript.Decision;
import org.voiceorchestrator.simulator.Channel.AnswerState;
import org.voiceorchestrator.simulator.Channel.CallState;
import org.voiceorchestrator.simulator.Channel.State;

/// Plays a leg from its creation to the answer or the refusal.
final class LegPlayer {
    /// As it was recorded: 260 ms.
    private static final String DTMF_SAMPLES = "2080";

    private static final int DEFAULT_TIMEOUT_SECONDS = 60;

    private final SwitchTime time;
    private final ChannelEvents events;
    private final Channels channels;
    private final Endings endings;
    private final Answering answering;

    LegPlayer(SwitchTime time, ChannelEvents events, Channels channels, Endings endings, Answering answering) {
        this.time = time;
        this.events = events;
        this.channels = channels;
        this.endings = endings;
        this.answering = answering;
    }

    void play(Channel leg, CallScript script) {
        leg.times.created = time.micros();
        channels.add(leg);
        leg.state = State.CS_NONE;
        events.tell("CHANNEL_OUTGOING", leg);
        leg.state = State.CS_INIT;
        events.tell("CHANNEL_CREATE", leg);
        events.tell("CHANNEL_ORIGINATE", leg);
        leg.state = State.CS_CONSUME_MEDIA;
        limit(leg, "originate_timeout", HangupCause.NO_ANSWER);
        limit(leg, "leg_timeout", HangupCause.ALLOTTED_TIMEOUT);
        if (leg.variable("originate_timeout").isEmpty()
                && leg.variable("leg_timeout").isEmpty()) {
            leg.owns(time.after(
                    time.untilEpochSecond(DEFAULT_TIMEOUT_SECONDS), () -> endings.kill(leg, HangupCause.NO_ANSWER)));
        }
        leg.owns(time.after(script.pdd(), () -> progress(leg, script.progress())));
        if (!(script.decision() instanceof Decision.Never)) {
            // not planned when the first is due: a late timer would make the second later still
            var decided = script.pdd().plus(script.untilDecision());
            leg.owns(time.after(decided, () -> decide(leg, script.decision())));
        }
    }

    private void limit(Channel leg, String variable, HangupCause cause) {
        var seconds = leg.variable(variable);
        if (seconds.matches("[0-9]{1,6}")) {
            leg.owns(time.after(time.untilEpochSecond(Integer.parseInt(seconds)), () -> endings.kill(leg, cause)));
        }
    }

    private void progress(Channel leg, CallScript.Progress progress) {
        switch (progress) {
            case NOTHING -> {}
            case RINGING -> {
                leg.times.progress = time.micros();
                events.tell("CHANNEL_PROGRESS", leg);
                leg.callState = CallState.RINGING;
            }
            case EARLY_MEDIA -> earlyMedia(leg);
        }
    }

    private void earlyMedia(Channel leg) {
        leg.times.progressMedia = time.micros();
        leg.answerState = AnswerState.EARLY;
        events.tell("CHANNEL_PROGRESS_MEDIA", leg);
        leg.callState = CallState.EARLY;
        if (leg.placement.takesEarlyMedia()) {
            connect(leg);
        }
    }

    private static void connect(Channel leg) {
        leg.connected = true;
        leg.placement.connected(leg);
    }

    private void decide(Channel leg, Decision decision) {
        switch (decision) {
            case Decision.Never() -> {}
            case Decision.Refuses(int status) ->
                endings.end(leg, HangupCause.ofSip(status), new Farewell.Refused(status));
            case Decision.AnswersAndIsGone() -> {
                answer(leg);
                endings.end(leg, HangupCause.NORMAL_CLEARING, new Farewell.ReceivedBye());
            }
            case Decision.Answers(var talk, var keys) -> {
                answer(leg);
                talk.ifPresent(planned -> plan(leg, planned));
                keys.forEach(key -> leg.owns(time.after(key.after(), () -> press(leg, key.digit()))));
                if (!leg.connected) {
                    connect(leg);
                }
            }
        }
    }

    private void plan(Channel leg, CallScript.Talk talk) {
        switch (talk.whoHangsUp()) {
            case CALLEE ->
                leg.owns(time.after(
                        talk.length(),
                        () -> endings.end(leg, HangupCause.NORMAL_CLEARING, new Farewell.ReceivedBye())));
            case OTHER_LEG -> leg.otherHangsUpAfter = Optional.of(talk.length());
        }
    }

    private void press(Channel leg, char digit) {
        events.tell("DTMF", leg, headers -> {
            headers.put("DTMF-Digit", Character.toString(digit));
            headers.put("DTMF-Duration", DTMF_SAMPLES);
            headers.put("DTMF-Source", "RTP");
        });
    }

    private void answer(Channel leg) {
        leg.cancelTimers();
        answering.answer(leg);
    }
}
