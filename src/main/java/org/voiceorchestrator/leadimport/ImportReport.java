package org.voiceorchestrator.leadimport;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of an upload.
///
/// @param id of the import log
/// @param campaignId the campaign's name for people
/// @param errors the first 100 rows that did not become leads
/// @param errorsTruncated whether there are more than those
/// @param totalErrors how many rows did not become leads
/// @param sameFileAs an earlier import of the same bytes into the same campaign
@Serdeable
public record ImportReport(
        long id,
        UUID importId,
        String campaignId,
        String filename,
        ImportStatus status,
        long totalRows,
        long successfulImports,
        long failedImports,
        long skippedRows,
        double successRate,
        List<RowError> errors,
        boolean errorsTruncated,
        long totalErrors,
        String summary,
        @Nullable SameFile sameFileAs) {
    private static final int ERRORS = 100;

    static ImportReport of(ImportLog log) {
        return new ImportReport(
                log.id(),
                log.importId(),
                log.campaignId(),
                log.filename(),
                log.status(),
                log.totalRows(),
                log.successfulImports(),
                log.failedImports(),
                log.skippedRows(),
                log.successRate(),
                log.errorLog().stream().limit(ERRORS).toList(),
                log.totalErrors() > ERRORS,
                log.totalErrors(),
                log.summary(),
                log.sameFileAs());
    }
}
