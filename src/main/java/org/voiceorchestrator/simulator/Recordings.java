package org.voiceorchestrator.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `uuid_record` and `record_session`: the events of a recording, and below one directory a file that can be listened
/// to.
final class Recordings {
    static final String USAGE = "-USAGE: <uuid> [start|stop|mask|unmask] <path> [<limit>] [<recording_vars>]\n";
    private static final String SUCCESS = "+OK Success\n";
    private static final String CANNOT_STOP = "-ERR Cannot stop record session!\n";
    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);

    private final SwitchTime time;
    private final ChannelEvents events;
    private final @Nullable Path directory;

    Recordings(SwitchTime time, ChannelEvents events, @Nullable Path directory) {
        this.time = time;
        this.events = events;
        this.directory = directory == null ? null : directory.toAbsolutePath().normalize();
    }

    String start(Channel leg, String path, String limitSeconds) {
        if (!path.endsWith(".wav") || path.startsWith("/proc/") || leg.ended()) {
            return "-ERR Cannot record session!\n";
        }
        if (leg.recordings.putIfAbsent(path, time.micros()) == null) {
            events.tell("RECORD_START", leg, headers -> headers.put("Record-File-Path", path));
            events.tell("MEDIA_BUG_START", leg, mediaBug(path));
            if (limitSeconds.matches("[1-9][0-9]{0,8}")) {
                var limit = Duration.ofSeconds(Long.parseLong(limitSeconds));
                leg.owns(time.after(limit, () -> stop(leg, path)));
            }
        }
        return SUCCESS;
    }

    String stop(Channel leg, String path) {
        var stopped = path.equals("all") ? List.copyOf(leg.recordings.keySet()) : List.of(path);
        boolean any = false;
        for (var one : stopped) {
            var began = leg.recordings.remove(one);
            if (began != null) {
                any = true;
                finish(leg, one, began, "success-maxtime");
            }
        }
        return any ? SUCCESS : CANNOT_STOP;
    }

    String mask(Channel leg, String path) {
        return leg.recordings.containsKey(path) ? SUCCESS : "-ERR Cannot mask record session!\n";
    }

    void stopAll(Channel leg) {
        leg.recordings.forEach((path, began) -> finish(leg, path, began, "success-silence"));
        leg.recordings.clear();
    }

    /// The causes are as odd as the real switch's.
    private void finish(Channel leg, String path, long began, String cause) {
        long millis = (time.micros() - began) / 1000;
        int channels = leg.has("RECORD_STEREO") ? 2 : 1;
        leg.variables.put("record_file_size", Long.toString(SoundFile.size(millis, channels)));
        leg.variables.put("record_samples", Long.toString(SoundFile.samples(millis)));
        leg.variables.put("record_seconds", Long.toString(millis / 1000));
        leg.variables.put("record_ms", Long.toString(millis));
        leg.variables.put("record_completion_cause", cause);
        write(Path.of(path), millis, channels);
        events.tell("RECORD_STOP", leg, headers -> {
            headers.put("Record-File-Path", path);
            headers.put("Record-Completion-Cause", cause);
        });
        events.tell("MEDIA_BUG_STOP", leg, mediaBug(path));
    }

    private static Consumer<Map<String, String>> mediaBug(String path) {
        return headers -> {
            headers.put("Media-Bug-Function", "session_record");
            headers.put("Media-Bug-Target", path);
        };
    }

    private void write(Path path, long millis, int channels) {
        var file = path.toAbsolutePath().normalize();
        if (directory == null || !file.startsWith(directory)) {
            return;
        }
        try {
            SoundFile.write(file, millis, channels);
        } catch (IOException e) {
            LOG.warn("the simulated switch can't write {}: {}", file, e.toString());
        }
    }
}
