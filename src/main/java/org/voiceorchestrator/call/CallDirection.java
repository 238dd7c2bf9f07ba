package org.voiceorchestrator.call;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// Who called whom.
@Serdeable
public enum CallDirection {
    /// We called the customer.
    @JsonProperty("outbound")
    OUTBOUND,
    /// The customer called us.
    @JsonProperty("inbound")
    INBOUND
}
