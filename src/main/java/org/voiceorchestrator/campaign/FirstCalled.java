package org.voiceorchestrator.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// Whose phone rings first.
@Serdeable
public enum FirstCalled {
    /// The customer is connected with an agent when they have answered.
    @JsonProperty("customer")
    CUSTOMER,
    /// The customer is called when the agent has picked up, who hears it ring.
    @JsonProperty("agent")
    AGENT
}
