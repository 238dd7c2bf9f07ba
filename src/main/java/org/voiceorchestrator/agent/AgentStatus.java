package org.voiceorchestrator.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// What an agent is doing. What is stored is what was said last; what is shown follows from the live calls as well.
@Serdeable
public enum AgentStatus {
    /// Not here.
    @JsonProperty("offline")
    OFFLINE,
    /// Ready for a call.
    @JsonProperty("available")
    AVAILABLE,
    /// A customer is being called for this agent.
    @JsonProperty("reserved")
    RESERVED,
    /// Talking.
    @JsonProperty("on_call")
    ON_CALL,
    /// Writing up the last call: soon available again.
    @JsonProperty("wrap_up")
    WRAP_UP,
    /// Here, but not to be given calls.
    @JsonProperty("on_break")
    ON_BREAK
}
