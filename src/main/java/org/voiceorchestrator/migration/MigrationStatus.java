package org.voiceorchestrator.migration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// How far a migration has come.
@Serdeable
public enum MigrationStatus {
    /// The files are read; nothing is made yet.
    @JsonProperty("checking")
    CHECKING,
    /// Files become leads, one after another.
    @JsonProperty("importing")
    IMPORTING,
    /// Every file that was not left out is in and verified; after a dry run: would be.
    @JsonProperty("completed")
    COMPLETED,
    /// Some file is not in, or not verified; the files and the summary say which and why.
    @JsonProperty("failed")
    FAILED,
    /// The process ended in the middle. Run again, it continues.
    @JsonProperty("interrupted")
    INTERRUPTED
}
