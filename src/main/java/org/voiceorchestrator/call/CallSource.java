package org.voiceorchestrator.call;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// Who wanted a call.
@Serdeable
public enum CallSource {
    /// The campaign called its lead.
    @JsonProperty("campaign")
    CAMPAIGN,
    /// An agent looked at the lead and had it called.
    @JsonProperty("preview")
    PREVIEW,
    /// Somebody ordered it for an agent, to a lead or to any number.
    @JsonProperty("click_to_call")
    CLICK_TO_CALL,
    /// An agent dialed it on their own phone.
    @JsonProperty("softphone")
    SOFTPHONE
}
