package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.util.List;

/// `uuid_record`: the events of a recording. No file is written, there is no sound to write.
final class Recordings {
    static final String USAGE = "-USAGE: <uuid> [start|stop|mask|unmask] <path> [<limit>] [<recording_vars>]\n";
    private static final String SUCCESS = "+OK Success\n";
    private static final String CANNOT_STOP = "-ERR Cannot stop record session!\n";

    private final SwitchTime time;
    private final ChannelEvents events;

    Recordings(SwitchTime time, ChannelEvents events) {
        this.time = time;
        this.events = events;
    }

    String start(Channel leg, String path, String limitSeconds) {
        if (!path.endsWith(".wav") || path.startsWith("/proc/") || leg.ended()) {
            return "-ERR Cannot record session!\n";
        }
        if (leg.recordings.add(path)) {
            events.tell("RECORD_START", leg, headers -> headers.put("Record-File-Path", path));
            if (limitSeconds.matches("[1-9][0-9]{0,8}")) {
                var limit = Duration.ofSeconds(Long.parseLong(limitSeconds));
                leg.owns(time.after(limit, () -> stop(leg, path)));
            }
        }
        return SUCCESS;
    }

    String stop(Channel leg, String path) {
        var stopped = path.equals("all") ? List.copyOf(leg.recordings) : List.of(path);
        boolean any = false;
        for (var one : stopped) {
            if (leg.recordings.remove(one)) {
                any = true;
                tellStopped(leg, one, "success-maxtime");
            }
        }
        return any ? SUCCESS : CANNOT_STOP;
    }

    String mask(Channel leg, String path) {
        return leg.recordings.contains(path) ? SUCCESS : "-ERR Cannot mask record session!\n";
    }

    void stopAll(Channel leg) {
        leg.recordings.forEach(path -> tellStopped(leg, path, "success-silence"));
        leg.recordings.clear();
    }

    /// The causes are as odd as the real switch's.
    private void tellStopped(Channel leg, String path, String cause) {
        leg.variables.put("record_completion_cause", cause);
        events.tell("RECORD_STOP", leg, headers -> {
            headers.put("Record-File-Path", path);
            headers.put("Record-Completion-Cause", cause);
        });
    }
}
