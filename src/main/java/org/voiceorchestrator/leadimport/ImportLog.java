package org.voiceorchestrator.leadimport;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The record of a file that was sent.
///
/// @param campaign id of the campaign, null when it was deleted since
/// @param campaignId the campaign's name for people, which outlives it
/// @param uploadedBy who sent it
/// @param stage what is being done; rows, bytes and percentage are written about once a second while it runs
/// @param rowsImported rows that have become leads; nobody sees these before the import is over
/// @param cancelledBy who cancelled it; while it is open it ends at its next row
/// @param undoneAt when its leads were taken back
/// @param removedLeads how many leads were taken back
/// @param sameFileAs an earlier import of the same bytes into the same campaign
/// @param errorLog the first 1000 rows that did not become leads
/// @param totalErrors how many rows did not
@Serdeable
public record ImportLog(
        long id,
        UUID importId,
        String filename,
        long fileSizeBytes,
        String sha256,
        String uploadedBy,
        @Nullable Long campaign,
        String campaignId,
        ImportStatus status,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        long totalRows,
        long successfulImports,
        long failedImports,
        long skippedRows,
        double successRate,
        String summary,
        ImportStage stage,
        long rowsRead,
        long rowsImported,
        long bytesRead,
        int percentage,
        @Nullable String cancelledBy,
        @Nullable Instant undoneAt,
        @Nullable String undoneBy,
        long removedLeads,
        @Nullable SameFile sameFileAs,
        List<RowError> errorLog,
        long totalErrors) {

    ImportLog withErrorLog(List<RowError> errors) {
        return new ImportLog(
                id,
                importId,
                filename,
                fileSizeBytes,
                sha256,
                uploadedBy,
                campaign,
                campaignId,
                status,
                createdAt,
                startedAt,
                completedAt,
                totalRows,
                successfulImports,
                failedImports,
                skippedRows,
                successRate,
                summary,
                stage,
                rowsRead,
                rowsImported,
                bytesRead,
                percentage,
                cancelledBy,
                undoneAt,
                undoneBy,
                removedLeads,
                sameFileAs,
                errors,
                totalErrors);
    }
}
