package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.util.function.Consumer;
import org.voiceorchestrator.simulator.Channel.State;
import org.voiceorchestrator.simulator.OriginateCommand.Application;

/// The originate command, from its arguments to what it prints, and the application that runs on the leg.
final class Originator {
    /// No sound file exists here; every one is this long.
    private static final Duration PLAYBACK = Duration.ofSeconds(5);

    private final SwitchTime time;
    private final ChannelEvents events;
    private final Placing placing;
    private final Bridges bridges;
    private final Endings endings;

    Originator(SwitchTime time, ChannelEvents events, Placing placing, Bridges bridges, Endings endings) {
        this.time = time;
        this.events = events;
        this.placing = placing;
        this.bridges = bridges;
        this.endings = endings;
    }

    void originate(String arguments, Consumer<String> out) {
        var command = OriginateCommand.parse(arguments);
        if (command.isEmpty()) {
            out.accept(OriginateCommand.USAGE);
            return;
        }
        placing.place(new Placing.Request(command.get().dial(), null, new Job(command.get(), out)));
    }

    /// The wait of a command for its leg. It hears of one ending, later ones are no news.
    private final class Job implements Placement {
        private final OriginateCommand command;
        private final Consumer<String> out;
        private boolean over;

        Job(OriginateCommand command, Consumer<String> out) {
            this.command = command;
            this.out = out;
        }

        @Override
        public boolean takesEarlyMedia() {
            var ignore = command.dial().variables().getOrDefault("ignore_early_media", "");
            return !ignore.equals("true") && !ignore.equals("consume");
        }

        @Override
        public void connected(Channel leg) {
            over = true;
            boolean applicationFirst = leg.dice.nextInt(20) == 0;
            if (applicationFirst) {
                run(leg, command.application());
                out.accept("+OK " + leg.uuid + "\n");
            } else {
                out.accept("+OK " + leg.uuid + "\n");
                run(leg, command.application());
            }
        }

        @Override
        public void failed(HangupCause cause) {
            if (!over) {
                over = true;
                out.accept("-ERR " + cause + "\n");
            }
        }
    }

    private void run(Channel leg, Application application) {
        leg.application = application;
        leg.state = State.CS_EXECUTE;
        switch (application.name()) {
            case "park" -> endings.park(leg);
            case "bridge" -> {
                events.tellApplication("CHANNEL_EXECUTE", leg);
                bridges.dial(leg, application.arguments());
            }
            case "playback" -> {
                events.tellApplication("CHANNEL_EXECUTE", leg);
                leg.owns(time.after(PLAYBACK, () -> endings.kill(leg, HangupCause.NORMAL_CLEARING)));
            }
            case "hangup" ->
                endings.kill(leg, HangupCause.of(application.arguments()).orElse(HangupCause.NORMAL_CLEARING));
            case "" -> endings.kill(leg, HangupCause.NO_ROUTE_DESTINATION);
            default -> endings.kill(leg, HangupCause.DESTINATION_OUT_OF_ORDER);
        }
    }
}
