package org.voiceorchestrator.simulator;

import java.util.List;
import org.voiceorchestrator.simulator.Channel.State;
import org.voiceorchestrator.simulator.OriginateCommand.Application;

/// What a leg does when it has been answered or was sent elsewhere: one application after the other, and when the
/// last is over it is hung up.
final class Applications {
    private final Endings endings;
    private final Bridges bridges;
    private final Sounds sounds;
    private final Answering answering;
    private final ChannelEvents events;

    Applications(Endings endings, Bridges bridges, Sounds sounds, Answering answering, ChannelEvents events) {
        this.endings = endings;
        this.bridges = bridges;
        this.sounds = sounds;
        this.answering = answering;
        this.events = events;
    }

    void run(Channel leg, List<Application> applications) {
        if (leg.ended()) {
            return;
        }
        if (applications.isEmpty()) {
            endings.kill(leg, HangupCause.NORMAL_CLEARING);
            return;
        }
        var application = applications.getFirst();
        var rest = applications.subList(1, applications.size());
        leg.state = State.CS_EXECUTE;
        if (Answering.knows(application)) {
            answering.run(leg, application);
            run(leg, rest);
            return;
        }
        leg.application = application;
        switch (application.name()) {
            case "park" -> endings.park(leg);
            case "bridge" -> bridges.dial(leg, application.arguments());
            case "playback" -> sounds.play(leg, application, () -> run(leg, rest));
            case "hangup" -> {
                events.tellApplication("CHANNEL_EXECUTE", leg);
                endings.kill(leg, causeOf(application));
            }
            case "" -> endings.kill(leg, HangupCause.NO_ROUTE_DESTINATION);
            default -> endings.kill(leg, HangupCause.DESTINATION_OUT_OF_ORDER);
        }
    }

    /// Beside what the leg does already.
    void runWithin(Channel leg, Application application) {
        if (leg.ended() || !leg.connected) {
            return;
        }
        if (Answering.knows(application)) {
            answering.run(leg, application);
            return;
        }
        switch (application.name()) {
            case "playback" -> sounds.play(leg, application, () -> {});
            case "hangup" -> endings.kill(leg, causeOf(application));
            default -> endings.kill(leg, HangupCause.DESTINATION_OUT_OF_ORDER);
        }
    }

    private static HangupCause causeOf(Application hangup) {
        return HangupCause.of(hangup.arguments()).orElse(HangupCause.NORMAL_CLEARING);
    }
}
