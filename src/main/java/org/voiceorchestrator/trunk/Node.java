package org.voiceorchestrator.trunk;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A switch that calls go over.
///
/// @param name unique, for people
/// @param host where its event socket listens
/// @param passwordVariable the environment variable that holds the event socket's password; the password itself is
/// nowhere else
/// @param lines calls at once, over all its trunks; null: no limit of its own
/// @param callsPerSecond calls begun in any second, likewise
/// @param links how the processes that dial stand with it; empty where none of them has said so
@Serdeable
public record Node(
        long id,
        String name,
        String host,
        int port,
        String passwordVariable,
        @Nullable Integer lines,
        @Nullable Integer callsPerSecond,
        boolean isActive,
        Instant createdAt,
        Instant updatedAt,
        List<SwitchLink> links) {
    Node with(List<SwitchLink> itsLinks) {
        return new Node(
                id,
                name,
                host,
                port,
                passwordVariable,
                lines,
                callsPerSecond,
                isActive,
                createdAt,
                updatedAt,
                itsLinks);
    }
}
