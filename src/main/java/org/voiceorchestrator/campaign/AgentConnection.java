package org.voiceorchestrator.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// How an agent is reached.
@Serdeable
public enum AgentConnection {
    /// The extension rings for each call.
    @JsonProperty("ring")
    RING,
    /// One call to the extension stays up all shift; customers are put through to it at once.
    @JsonProperty("line")
    LINE
}
