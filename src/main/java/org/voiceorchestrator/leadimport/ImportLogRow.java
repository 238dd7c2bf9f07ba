package org.voiceorchestrator.leadimport;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Row;

/// An import log as it is read from its table; its errors come from another.
final class ImportLogRow {
    /// To be followed by conditions and an order on the columns of the log.
    static final String SELECT = """
            SELECT id, import_id, filename, file_size_bytes, sha256, uploaded_by, campaign_id, campaign_key, status,
                   created_at, started_at, completed_at, total_rows, successful_imports, failed_imports, skipped_rows,
                   summary, stage, rows_read, rows_imported, bytes_read, cancelled_by, undone_at, undone_by,
                   removed_leads, same.*
            FROM import_logs AS log
            LEFT JOIN LATERAL (
                SELECT earlier.id AS same_id, earlier.import_id AS same_import_id, earlier.filename AS same_filename,
                       earlier.created_at AS same_created_at, earlier.uploaded_by AS same_uploaded_by,
                       earlier.total_rows AS same_total_rows, earlier.successful_imports AS same_successful_imports,
                       earlier.failed_imports AS same_failed_imports, earlier.skipped_rows AS same_skipped_rows,
                       earlier.undone_at AS same_undone_at
                FROM import_logs AS earlier
                WHERE earlier.campaign_id = log.campaign_id
                  AND earlier.sha256 = log.sha256
                  AND earlier.id < log.id
                  AND earlier.successful_imports > 0
                ORDER BY earlier.id DESC
                LIMIT 1
            ) AS same ON true
            """;

    /// The same, before there is a log.
    static final String SAME_FILE = """
            SELECT id AS same_id, import_id AS same_import_id, filename AS same_filename,
                   created_at AS same_created_at, uploaded_by AS same_uploaded_by,
                   total_rows AS same_total_rows, successful_imports AS same_successful_imports,
                   failed_imports AS same_failed_imports, skipped_rows AS same_skipped_rows,
                   undone_at AS same_undone_at
            FROM import_logs
            WHERE campaign_id = :campaign
              AND sha256 = :sha256
              AND successful_imports > 0
            ORDER BY id DESC
            LIMIT 1
            """;

    private ImportLogRow() {}

    static ImportLog log(Row row) {
        ImportCounts counts = new ImportCounts(
                row.bigint("successful_imports"), row.bigint("failed_imports"), row.bigint("skipped_rows"));
        ImportStage stage = row.constant("stage", ImportStage.class);
        long size = row.bigint("file_size_bytes");
        long bytesRead = row.bigint("bytes_read");
        return new ImportLog(
                row.bigint("id"),
                row.uuid("import_id"),
                row.text("filename"),
                size,
                row.text("sha256"),
                row.text("uploaded_by"),
                row.bigintOrNull("campaign_id"),
                row.text("campaign_key"),
                row.constant("status", ImportStatus.class),
                row.instant("created_at"),
                row.instantOrNull("started_at"),
                row.instantOrNull("completed_at"),
                row.bigint("total_rows"),
                counts.successful(),
                counts.failed(),
                counts.skipped(),
                counts.successRate(),
                row.text("summary"),
                stage,
                row.bigint("rows_read"),
                row.bigint("rows_imported"),
                bytesRead,
                percentage(stage, bytesRead, size),
                row.textOrNull("cancelled_by"),
                row.instantOrNull("undone_at"),
                row.textOrNull("undone_by"),
                row.bigint("removed_leads"),
                sameFile(row),
                List.of(),
                counts.failed() + counts.skipped());
    }

    /// 100 when it is over, and not before.
    static int percentage(ImportStage stage, long bytesRead, long size) {
        return switch (stage) {
            case READING, STORING -> size <= 0 ? 0 : (int) Math.min(99, bytesRead * 100 / size);
            case DONE -> 100;
        };
    }

    static @Nullable SameFile sameFile(Row row) {
        Long id = row.bigintOrNull("same_id");
        if (id == null) {
            return null;
        }
        return new SameFile(
                row.uuid("same_import_id"),
                id,
                row.text("same_filename"),
                row.instant("same_created_at"),
                row.text("same_uploaded_by"),
                row.bigint("same_total_rows"),
                row.bigint("same_successful_imports"),
                row.bigint("same_failed_imports"),
                row.bigint("same_skipped_rows"),
                row.instantOrNull("same_undone_at"));
    }
}
