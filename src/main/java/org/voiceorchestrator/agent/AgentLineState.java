package org.voiceorchestrator.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// How far the line to an agent is.
@Serdeable
public enum AgentLineState {
    /// The agent's phone rings for it.
    @JsonProperty("ringing")
    RINGING,
    /// Customers can be put through.
    @JsonProperty("up")
    UP,
    /// Not needed any more: it is being hung up.
    @JsonProperty("ending")
    ENDING
}
