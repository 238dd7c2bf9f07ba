package org.voiceorchestrator.leadimport;

import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far an import is, as its listeners are told; the fields are those of the log.
@Serdeable
public record ImportEvent(
        long id,
        UUID importId,
        ImportStatus status,
        ImportStage stage,
        long rowsRead,
        long rowsImported,
        long bytesRead,
        long fileSizeBytes,
        int percentage,
        long totalRows,
        long successfulImports,
        long failedImports,
        long skippedRows,
        String summary,
        @Nullable String cancelledBy) {

    boolean isLast() {
        return switch (status) {
            case PENDING, PROCESSING -> false;
            case COMPLETED, FAILED, PARTIAL -> true;
        };
    }
}
