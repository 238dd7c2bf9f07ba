package org.voiceorchestrator.simulator;

import java.util.List;
import org.voiceorchestrator.simulator.Channel.AnswerState;
import org.voiceorchestrator.simulator.Channel.CallState;
import org.voiceorchestrator.simulator.OriginateCommand.Application;

/// The answer of a leg, and the applications that are over at once: what `execute_on_answer` names may be one of
/// these.
final class Answering {
    private static final String ON_ANSWER = "execute_on_answer";

    private final SwitchTime time;
    private final ChannelEvents events;
    private final Channels channels;
    private final Recordings recordings;

    Answering(SwitchTime time, ChannelEvents events, Channels channels, Recordings recordings) {
        this.time = time;
        this.events = events;
        this.channels = channels;
        this.recordings = recordings;
    }

    void answer(Channel leg) {
        leg.times.answered = time.micros();
        leg.answerState = AnswerState.ANSWERED;
        channels.answered(leg);
        events.tell("CHANNEL_ANSWER", leg);
        leg.variables.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith(ON_ANSWER))
                .map(variable -> Application.ofLine(variable.getValue()))
                .toList()
                .forEach(application -> run(leg, application));
        leg.callState = CallState.ACTIVE;
        leg.variables.put("endpoint_disposition", "ANSWER");
        events.tell("CALL_UPDATE", leg);
    }

    static boolean knows(Application application) {
        return List.of("answer", "pre_answer", "set", "record_session", "stop_record_session")
                .contains(application.name());
    }

    /// One that is not known is told of and does nothing.
    void run(Channel leg, Application application) {
        var outer = leg.application;
        leg.application = application;
        events.tellApplication("CHANNEL_EXECUTE", leg);
        switch (application.name()) {
            case "answer" -> {
                if (!leg.answered()) {
                    answer(leg);
                }
            }
            case "set" -> set(leg, application.arguments());
            case "record_session" -> record(leg, application.arguments());
            case "stop_record_session" -> recordings.stop(leg, application.arguments());
            default -> {}
        }
        events.tellApplication("CHANNEL_EXECUTE_COMPLETE", leg);
        leg.application = outer;
    }

    private static void set(Channel leg, String assignment) {
        int equals = assignment.indexOf('=');
        if (equals > 0) {
            leg.variables.put(assignment.substring(0, equals), assignment.substring(equals + 1));
        }
    }

    /// `path [+limit]`
    private void record(Channel leg, String arguments) {
        var words = arguments.strip().split(" +", 2);
        recordings.start(leg, words[0], words.length > 1 ? words[1].replace("+", "") : "");
    }
}
