package org.voiceorchestrator.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// How an agent is reached.
@Serdeable
public enum AgentConnection {
    /// The extension rings for each call.
    @JsonProperty("ring")
    RING,
    /// One call to the extension stays up while the agent is available; customers are put through to it at once. An
    /// agent with such a campaign takes the calls of all campaigns on the line, one at a time.
    @JsonProperty("line")
    LINE
}
