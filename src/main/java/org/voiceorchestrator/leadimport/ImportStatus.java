package org.voiceorchestrator.leadimport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// How far a file has come.
@Serdeable
public enum ImportStatus {
    /// Accepted, not yet begun.
    @JsonProperty("pending")
    PENDING,
    /// Being read; nothing of it can be seen before it is closed.
    @JsonProperty("processing")
    PROCESSING,
    /// Every row became a lead.
    @JsonProperty("completed")
    COMPLETED,
    /// No row became a lead, or the import broke off.
    @JsonProperty("failed")
    FAILED,
    /// Some rows became leads; the others are in the log.
    @JsonProperty("partial")
    PARTIAL
}
