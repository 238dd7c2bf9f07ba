package org.voiceorchestrator.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// What a user is here for.
@Serdeable
public enum Role {
    /// May do everything.
    @JsonProperty(Roles.ADMIN)
    ADMIN,
    /// Runs campaigns: campaigns, leads, uploads, agents, logs.
    @JsonProperty(Roles.SUPERVISOR)
    SUPERVISOR,
    /// Talks: own leads, own calls, own state.
    @JsonProperty(Roles.AGENT)
    AGENT,
    /// Looks: lists and statistics.
    @JsonProperty(Roles.VIEWER)
    VIEWER,
    /// A script: agents, campaigns, uploads.
    @JsonProperty(Roles.SERVICE)
    SERVICE
}
