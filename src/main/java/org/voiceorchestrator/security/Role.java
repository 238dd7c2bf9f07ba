package org.voiceorchestrator.security;

/// What a user is here for. The names as annotations take them are in [Roles].
public enum Role {
    /// May do everything.
    ADMIN,
    /// Runs campaigns: campaigns, leads, uploads, agents, logs.
    SUPERVISOR,
    /// Talks: own leads, own calls, own state.
    AGENT,
    /// Looks: lists and statistics.
    VIEWER,
    /// A script: agents, campaigns, uploads.
    SERVICE
}
