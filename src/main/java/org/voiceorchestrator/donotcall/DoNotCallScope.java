package org.voiceorchestrator.donotcall;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// Whose list it is.
@Serdeable
public enum DoNotCallScope {
    /// Over all campaigns.
    @JsonProperty("company")
    COMPANY,
    /// In one campaign only.
    @JsonProperty("campaign")
    CAMPAIGN
}
