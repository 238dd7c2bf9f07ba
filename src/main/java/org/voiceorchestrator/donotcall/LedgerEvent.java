package org.voiceorchestrator.donotcall;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// What happened to a number's place on a list.
@Serdeable
public enum LedgerEvent {
    /// It came onto the list.
    @JsonProperty("added")
    ADDED,
    /// Its expiry, source or reason is another one from now on.
    @JsonProperty("changed")
    CHANGED,
    /// It was asked for again, and nothing had to be changed.
    @JsonProperty("asked")
    ASKED,
    /// Somebody took it off the list.
    @JsonProperty("removed")
    REMOVED,
    /// Its time was over.
    @JsonProperty("expired")
    EXPIRED
}
