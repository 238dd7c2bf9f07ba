package org.voiceorchestrator.simulator;

import java.util.List;
import java.util.function.Consumer;

/// The originate command, from its arguments to what it prints, and the application that runs on the leg.
final class Originator {
    private final Placing placing;
    private final Applications applications;

    Originator(Placing placing, Applications applications) {
        this.placing = placing;
        this.applications = applications;
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
                applications.run(leg, List.of(command.application()));
                out.accept("+OK " + leg.uuid + "\n");
            } else {
                out.accept("+OK " + leg.uuid + "\n");
                applications.run(leg, List.of(command.application()));
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
}
