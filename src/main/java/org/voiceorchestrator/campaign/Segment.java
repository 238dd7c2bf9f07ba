package org.voiceorchestrator.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// Which customers a campaign or a lead is about.
@Serdeable
public enum Segment {
    /// Asked to be called again.
    @JsonProperty("follow_up")
    FOLLOW_UP,
    /// Buy regularly.
    @JsonProperty("active")
    ACTIVE,
    /// Buy more and more.
    @JsonProperty("growth")
    GROWTH,
    /// Bought regularly and are about to stop.
    @JsonProperty("active_churn")
    ACTIVE_CHURN,
    /// Bought more and more and are about to stop.
    @JsonProperty("growth_churn")
    GROWTH_CHURN,
    /// Have not bought yet.
    @JsonProperty("acquisition")
    ACQUISITION
}
