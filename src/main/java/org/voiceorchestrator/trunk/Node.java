package org.voiceorchestrator.trunk;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/// A switch that calls go over.
///
/// @param name unique, for people
/// @param host where its event socket listens
/// @param passwordVariable the environment variable that holds the event socket's password; the password itself is
/// nowhere else
@Serdeable
public record Node(
        long id,
        String name,
        String host,
        int port,
        String passwordVariable,
        boolean isActive,
        Instant createdAt,
        Instant updatedAt) {}
