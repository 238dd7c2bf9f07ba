package org.voiceorchestrator.call;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// What people have done with a live call.
@Serdeable
public enum CallAction {
    /// It is ended, also while it rings.
    @JsonProperty("hangup")
    HANGUP,
    /// The customer hears music.
    @JsonProperty("hold")
    HOLD,
    /// Both hear each other again.
    @JsonProperty("unhold")
    UNHOLD,
    /// Another agent gets it.
    @JsonProperty("transfer")
    TRANSFER
}
