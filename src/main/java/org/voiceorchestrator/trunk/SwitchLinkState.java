package org.voiceorchestrator.trunk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// How a process that dials stands with a switch.
@Serdeable
public enum SwitchLinkState {
    /// It can place calls there.
    @JsonProperty("connected")
    CONNECTED,
    /// The switch is being shut down: it still talks, and takes no new calls.
    @JsonProperty("going_down")
    GOING_DOWN,
    /// There is no connection; tried again by itself.
    @JsonProperty("away")
    AWAY
}
