package org.voiceorchestrator.lead;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// Where a lead stands.
@Serdeable
public enum LeadStatus {
    /// Waits to be called, once its time has come.
    @JsonProperty("pending")
    PENDING,
    /// A call is on the line.
    @JsonProperty("dialing")
    DIALING,
    /// An agent says it has been called.
    @JsonProperty("called")
    CALLED,
    /// Left out by hand.
    @JsonProperty("skipped")
    SKIPPED,
    /// Answered and talked to.
    @JsonProperty("completed")
    COMPLETED,
    /// No attempts are left, or there is no such number.
    @JsonProperty("failed")
    FAILED,
    /// Must not be called.
    @JsonProperty("do_not_call")
    DO_NOT_CALL
}
