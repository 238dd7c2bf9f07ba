package org.voiceorchestrator.recording;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.recording.Recordings.Recorded;

/// Deletes recordings whose time is over.
@Singleton
public final class RecordingUpkeep {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingUpkeep.class);
    private static final int AT_ONCE = 500;

    private final Recordings recordings;
    private final RecordingPaths paths;
    private final RecordingSettings settings;

    RecordingUpkeep(Recordings recordings, RecordingPaths paths, RecordingSettings settings) {
        this.recordings = recordings;
        this.paths = paths;
        this.settings = settings;
    }

    /// A file that cannot be deleted is logged and met again the next time.
    ///
    /// @return how many call logs have none any more
    public int deleteOld(Instant now) {
        if (settings.keepDays() == 0) {
            return 0;
        }
        Instant before = now.minus(Duration.ofDays(settings.keepDays()));
        int deleted = 0;
        Optional<Recorded> last = Optional.empty();
        List<Recorded> some;
        do {
            some = recordings.over(before, last, AT_ONCE);
            for (Recorded one : some) {
                deleted += delete(one, now) ? 1 : 0;
            }
            last = some.isEmpty() ? last : Optional.of(some.getLast());
        } while (some.size() == AT_ONCE);
        return deleted;
    }

    private boolean delete(Recorded recorded, Instant now) {
        try {
            Optional<Path> file = paths.file(recorded.path());
            if (file.isPresent()) {
                Files.delete(file.get());
            }
            recordings.forget(recorded.callId(), now);
            return true;
        } catch (IOException e) {
            LOG.error("the recording of call {} cannot be deleted: {}", recorded.callId(), e.toString());
            return false;
        }
    }
}
