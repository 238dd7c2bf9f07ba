package org.voiceorchestrator.lead;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// How large a customer is; a lead may have none.
@Serdeable
public enum CustomerSegment {
    /// A very small shop.
    @JsonProperty("micro")
    MICRO,
    /// A small one.
    @JsonProperty("small")
    SMALL,
    /// In between.
    @JsonProperty("medium")
    MEDIUM,
    /// A large one.
    @JsonProperty("large")
    LARGE
}
