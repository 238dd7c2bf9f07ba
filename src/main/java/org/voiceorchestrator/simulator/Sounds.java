package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.voiceorchestrator.simulator.Channel.Playback;
import org.voiceorchestrator.simulator.OriginateCommand.Application;

/// Plays sounds to legs: the events and the time that each takes. How long a file is says the scenario.
final class Sounds {
    /// Of a second of sound.
    private static final int SAMPLES = 8000;

    private final SwitchTime time;
    private final ChannelEvents events;
    private final Scenario scenario;

    Sounds(SwitchTime time, ChannelEvents events, Scenario scenario) {
        this.time = time;
        this.events = events;
        this.scenario = scenario;
    }

    /// A file that does not exist is no error: the application is over at once, and no PLAYBACK_START was told.
    ///
    /// @param then not run when the sound is cut off by what ends the leg or sends it elsewhere
    void play(Channel leg, Application application, Runnable then) {
        stop(leg, "break");
        // its own application when it is no broadcast into another one
        var outer = application.equals(leg.application) ? null : leg.application;
        leg.application = application;
        events.tellApplication("CHANNEL_EXECUTE", leg);
        var length = scenario.lengthOf(application.arguments());
        if (length.isZero()) {
            events.tellApplication("CHANNEL_EXECUTE_COMPLETE", leg);
            leg.application = outer;
            then.run();
            return;
        }
        events.tell("PLAYBACK_START", leg, headers -> describe(application.arguments(), headers));
        var end = time.after(length, () -> finish(leg));
        leg.owns(end);
        leg.playback = new Playback(application, outer, time.micros(), end, then);
    }

    private void finish(Channel leg) {
        var playing = leg.playback;
        if (playing != null) {
            stop(leg, "done");
            playing.then().run();
        }
    }

    /// Cuts off what the leg hears, if it hears anything.
    ///
    /// @return the rest of what was planned for the leg
    Runnable stop(Channel leg, String status) {
        var playing = leg.playback;
        if (playing == null) {
            return () -> {};
        }
        leg.playback = null;
        playing.end().cancel();
        long millis = Duration.ofNanos((time.micros() - playing.startedMicros()) * 1000)
                .toMillis();
        var samples = Long.toString(millis * SAMPLES / 1000);
        leg.variables.put("playback_last_offset_pos", samples);
        leg.variables.put("playback_seconds", Long.toString(millis / 1000));
        leg.variables.put("playback_ms", Long.toString(millis));
        leg.variables.put("playback_samples", samples);
        events.tell("PLAYBACK_STOP", leg, headers -> {
            describe(playing.application().arguments(), headers);
            headers.put("Playback-Status", status);
        });
        events.tellApplication("CHANNEL_EXECUTE_COMPLETE", leg);
        leg.application = playing.outer();
        return playing.then();
    }

    private static void describe(String file, Map<String, String> headers) {
        for (var type : List.of("local_stream", "tone_stream")) {
            if (file.startsWith(type + ":")) {
                headers.put("Playback-File-Type", type);
            }
        }
        headers.put("Playback-File-Path", file);
    }
}
