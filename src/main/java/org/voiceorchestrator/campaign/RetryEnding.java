package org.voiceorchestrator.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// How a call ended after which a lead may be called again.
@Serdeable
public enum RetryEnding {
    /// The line was busy, or the customer refused the call.
    @JsonProperty("busy")
    BUSY,
    /// Nobody picked up.
    @JsonProperty("no_answer")
    NO_ANSWER,
    /// The network did not put it through, or it was cancelled.
    @JsonProperty("failed")
    FAILED,
    /// The customer answered, and no agent came on the line.
    @JsonProperty("abandoned")
    ABANDONED,
    /// What became of it is not known.
    @JsonProperty("lost")
    LOST
}
