package org.voiceorchestrator.security;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody, or a script, that can sign in.
///
/// @param agent id of the agent that an agent's user is
@Serdeable
record UserAccount(
        long id,
        String username,
        String role,
        @Nullable Long agent,
        boolean isActive,
        @Nullable Instant lastLoginAt,
        Instant createdAt,
        Instant updatedAt) {}
