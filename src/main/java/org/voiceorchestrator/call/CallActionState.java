package org.voiceorchestrator.call;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// How far something is that is to be done with a call.
@Serdeable
public enum CallActionState {
    /// Written down; who follows the call is told.
    @JsonProperty("ordered")
    ORDERED,
    /// The phone of the agent who is to get the call rings.
    @JsonProperty("under_way")
    UNDER_WAY,
    @JsonProperty("done")
    DONE,
    /// The call is as it was before.
    @JsonProperty("failed")
    FAILED
}
