package org.voiceorchestrator.recording;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import org.voiceorchestrator.database.StartRefused;

/// Where recordings are, and how long.
///
/// @param directory as this process sees it; empty: `recordings` in the data folder
/// @param switchDirectory as FreeSWITCH sees it; empty: the same
/// @param keepDays so many days after the call a recording is deleted; 0: never
@Context
@ConfigurationProperties("dialer.recordings")
public record RecordingSettings(
        @Bindable(defaultValue = "") String directory,
        @Bindable(defaultValue = "") String switchDirectory,
        @Bindable(defaultValue = "0") int keepDays) {
    public RecordingSettings {
        if (!switchDirectory.matches("(/[A-Za-z0-9_.-]+)*/?")) {
            throw new StartRefused("DIALER_RECORDINGS_SWITCH_DIRECTORY must be an absolute path of letters, digits,"
                    + " dots, hyphens and underscores: it becomes part of commands to the switch");
        }
        if (keepDays < 0 || keepDays > 36_500) {
            throw new StartRefused("DIALER_RECORDINGS_KEEP_DAYS must be a number from 0 (for ever) to 36500");
        }
    }
}
