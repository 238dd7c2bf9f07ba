package org.voiceorchestrator.recording;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.DataFolder;

/// Where the recording of a call lies, for the switch that writes it and for us who read it.
@Singleton
public final class RecordingPaths {
    private static final Pattern RELATIVE = Pattern.compile("[0-9]{4}/[0-9]{2}/[0-9]{2}/[0-9a-f-]{36}\\.wav");
    private static final Pattern SPEAKABLE = Pattern.compile("(/[A-Za-z0-9_.-]{1,64}){0,12}");
    private static final Logger LOG = LoggerFactory.getLogger(RecordingPaths.class);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final String switchDirectory;
    private final boolean speakable;

    RecordingPaths(RecordingSettings settings, DataFolder data) {
        directory = settings.directory().isEmpty()
                ? data.resolve("recordings")
                : Path.of(settings.directory()).toAbsolutePath().normalize();
        String seen = settings.switchDirectory().isEmpty() ? directory.toString() : settings.switchDirectory();
        switchDirectory = seen.endsWith("/") ? seen.substring(0, seen.length() - 1) : seen;
        speakable = SPEAKABLE.matcher(switchDirectory).matches();
        if (!speakable) {
            LOG.warn(
                    "no call can be recorded: {} has characters that cannot stand in a command to the switch; set"
                            + " DIALER_RECORDINGS_DIRECTORY to a path of letters, digits, dots, hyphens, underscores",
                    switchDirectory);
        }
    }

    /// The place of one recording.
    ///
    /// @param relative as the call log keeps it
    /// @param forSwitch absolute, as the switch is told
    public record RecordingPath(String relative, String forSwitch) {}

    /// @param now when the call begins; its day becomes part of the path
    /// @return empty when the directory cannot be named in a command to the switch; that was logged at the start
    public Optional<RecordingPath> forCall(UUID callId, Instant now) {
        String relative = DAY.format(now) + "/" + callId + ".wav";
        return speakable
                ? Optional.of(new RecordingPath(relative, switchDirectory + "/" + relative))
                : Optional.empty();
    }

    /// @param told an absolute path as the switch tells it, in `Record-File-Path` of RECORD_STOP
    /// @return empty when it is none of ours
    Optional<String> relativeOf(String told) {
        String prefix = switchDirectory + "/";
        return Optional.of(told)
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()))
                .filter(path -> RELATIVE.matcher(path).matches());
    }

    /// The file, if it is there and in its directory, wherever links may lead.
    Optional<Path> file(String relative) {
        if (!RELATIVE.matcher(relative).matches()) {
            return Optional.empty();
        }
        try {
            Path file = directory.resolve(relative).toRealPath();
            return Optional.of(file).filter(found -> found.startsWith(realDirectory()) && Files.isRegularFile(found));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path realDirectory() {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            return directory;
        }
    }

    /// The directory as this process sees it.
    public Path directory() {
        return directory;
    }
}
