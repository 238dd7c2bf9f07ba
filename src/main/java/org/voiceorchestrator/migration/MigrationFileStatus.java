package org.voiceorchestrator.migration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// How far a file of a migration has come.
@Serdeable
public enum MigrationFileStatus {
    /// It can be imported, and has not been yet; the counts are what is expected.
    @JsonProperty("waiting")
    WAITING,
    /// Its rows become leads.
    @JsonProperty("importing")
    IMPORTING,
    /// It is in: by this run, or by an earlier import of the same bytes.
    @JsonProperty("imported")
    IMPORTED,
    /// Its import broke off and nothing of it was stored. It is sent again by the next run.
    @JsonProperty("broken")
    BROKEN,
    /// Its name or its content is no good; nothing was made of it.
    @JsonProperty("unusable")
    UNUSABLE
}
