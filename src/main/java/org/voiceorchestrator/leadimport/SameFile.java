package org.voiceorchestrator.leadimport;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An earlier import of the same bytes into the same campaign, of which something was stored.
///
/// @param undoneAt when its leads were taken back; null: never
@Serdeable
public record SameFile(
        UUID importId,
        long id,
        String filename,
        Instant createdAt,
        String uploadedBy,
        long totalRows,
        long successfulImports,
        long failedImports,
        long skippedRows,
        @Nullable Instant undoneAt) {}
