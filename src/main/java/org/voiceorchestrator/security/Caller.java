package org.voiceorchestrator.security;

import io.micronaut.security.authentication.Authentication;
import java.util.Optional;
import org.voiceorchestrator.database.Names;

/// Who sent a request.
///
/// @param agentId the agent that this user is, for role agent; empty for others
public record Caller(String username, Role role, Optional<Long> agentId) {
    static final String AGENT_CLAIM = "agent_id";

    public static Caller of(Authentication authentication) {
        Role role = authentication.getRoles().stream()
                .map(name -> Names.parse(Role.class, name))
                .findFirst()
                .orElseThrow();
        Optional<Long> agent = Optional.ofNullable(
                        authentication.getAttributes().get(AGENT_CLAIM))
                .map(id -> Long.valueOf(id.toString()));
        return new Caller(authentication.getName(), role, agent);
    }

    /// The agent to whose rows this caller is confined: agents see their own only. An agent's user that belongs to no
    /// agent sees none (id 0).
    public Optional<Long> confinedTo() {
        return role == Role.AGENT ? Optional.of(agentId.orElse(0L)) : Optional.empty();
    }

    public boolean mayTouchAgent(long id) {
        return confinedTo().map(own -> own == id).orElse(true);
    }
}
