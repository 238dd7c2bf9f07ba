package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.once.Forms;

/// The logs of imports and their rejected rows.
@Singleton
public final class ImportLogs {
    static final int ERROR_LOG = 1000;
    /// A page holds no more errors than this; it is the full error log of each up to the usual page of 50.
    private static final int ERRORS_ON_A_PAGE = 50_000;

    private static final String OPEN = """
            INSERT INTO import_logs (import_id, filename, file_size_bytes, sha256, uploaded_by, campaign_id,
                                     campaign_key, status, header, created_at)
            VALUES (:import, :filename, :size, :sha256, :by, :campaign, :key, 'pending', :header, :now)
            RETURNING id
            """;

    private static final String CLOSE = """
            UPDATE import_logs
            SET status = :status,
                total_rows = :total,
                successful_imports = :successful,
                failed_imports = :failed,
                skipped_rows = :skipped,
                summary = :summary,
                stage = 'done',
                rows_read = :total,
                rows_imported = :successful,
                bytes_read = file_size_bytes,
                completed_at = :now
            WHERE id = :id
              AND status = 'processing'
              AND cancelled_by IS NULL
            """;

    private static final String FAIL = """
            UPDATE import_logs
            SET status = 'failed',
                summary = coalesce('Cancelled by ' || cancelled_by || '. Nothing was stored.', :summary),
                stage = 'done',
                rows_imported = 0,
                completed_at = :now
            WHERE id = :id
              AND status IN ('pending', 'processing')
            """;

    private static final String NOTE = """
            UPDATE import_logs
            SET stage = :stage,
                rows_read = :rows_read,
                rows_imported = :rows_imported,
                bytes_read = :bytes_read
            WHERE id = :id
              AND status = 'processing'
            """;

    private static final String FIRST_ERRORS = """
            SELECT log.id AS log, rejected.row_number, rejected.number, rejected.code, rejected.error
            FROM unnest(:ids::bigint[]) AS log (id)
            CROSS JOIN LATERAL (
                SELECT row_number, number, code, error
                FROM import_rejects
                WHERE import_log_id = log.id
                ORDER BY row_number
                LIMIT :limit
            ) AS rejected
            ORDER BY log.id, rejected.row_number
            """;

    private final Database database;

    ImportLogs(Database database) {
        this.database = database;
    }

    long open(ImportOrder order, ImportCampaigns.Target campaign, List<String> header, Instant now) {
        return database.inTransaction(() -> {
            long id = insert(order, campaign, header, now);
            Forms.ledTo(id);
            return id;
        });
    }

    private long insert(ImportOrder order, ImportCampaigns.Target campaign, List<String> header, Instant now) {
        return database.sql(OPEN)
                .with("import", UUID.randomUUID())
                .with("filename", order.file().name())
                .with("size", order.file().size())
                .with("sha256", order.file().sha256())
                .with("by", order.uploadedBy())
                .with("campaign", campaign.id())
                .with("key", campaign.campaignId())
                .with("header", header)
                .with("now", now)
                .one(row -> row.bigint("id"));
    }

    void begin(long id, Instant now) {
        int begun = database.sql("""
                        UPDATE import_logs
                        SET status = 'processing',
                            started_at = :now
                        WHERE id = :id
                          AND status = 'pending'
                        """).with("id", id).with("now", now).update();
        expectOne(begun, id);
    }

    /// Held to the end of the transaction: a log that is open while nobody holds its lock has lost its process.
    void lock(long id) {
        database.sql("SELECT pg_advisory_xact_lock(hashtextextended('import ' || :id, 0))")
                .with("id", id)
                .one(_ -> true);
    }

    boolean tryLock(long id) {
        return database.sql("SELECT pg_try_advisory_xact_lock(hashtextextended('import ' || :id, 0)) AS free")
                .with("id", id)
                .one(row -> row.bool("free"));
    }

    /// Belongs into the transaction that adds the leads.
    ///
    /// @throws ImportCancelled when somebody has cancelled it meanwhile
    void close(long id, ImportCounts counts, Instant now) {
        int closed = database.sql(CLOSE)
                .with("id", id)
                .with("status", counts.status())
                .with("total", counts.total())
                .with("successful", counts.successful())
                .with("failed", counts.failed())
                .with("skipped", counts.skipped())
                .with("summary", counts.summary())
                .with("now", now)
                .update();
        if (closed == 0) {
            cancelledBy(id).ifPresent(by -> {
                throw new ImportCancelled(by);
            });
        }
        expectOne(closed, id);
    }

    /// How far it has come. Not to be called in the import's own transaction, in which nobody would see it.
    void note(long id, ImportProgress.State state) {
        database.sql(NOTE)
                .with("id", id)
                .with("stage", state.stage())
                .with("rows_read", state.rowsRead())
                .with("rows_imported", state.rowsImported())
                .with("bytes_read", state.bytesRead())
                .update();
    }

    /// Asks whoever runs it to stop.
    ///
    /// @return whether it was open, and nobody had asked before
    boolean cancel(long id, String by) {
        return database.sql("""
                        UPDATE import_logs
                        SET cancelled_by = :by
                        WHERE id = :id
                          AND status IN ('pending', 'processing')
                          AND cancelled_by IS NULL
                        """).with("id", id).with("by", by).update() == 1;
    }

    Optional<String> cancelledBy(long id) {
        return database.sql("SELECT cancelled_by FROM import_logs WHERE id = :id AND cancelled_by IS NOT NULL")
                .with("id", id)
                .first(row -> row.text("cancelled_by"));
    }

    /// @return whether it was open
    boolean fail(long id, String summary, Instant now) {
        return database.sql(FAIL)
                        .with("id", id)
                        .with("summary", summary)
                        .with("now", now)
                        .update()
                == 1;
    }

    List<Long> openSinceBefore(Instant moment) {
        return database.sql("""
                        SELECT id
                        FROM import_logs
                        WHERE completed_at IS NULL
                          AND created_at < :moment
                        ORDER BY created_at
                        LIMIT 1000
                        """).with("moment", moment).list(row -> row.bigint("id"));
    }

    ImportLog get(long id) {
        return find(Long.toString(id)).orElseThrow();
    }

    /// By the id or the import_id.
    public Optional<ImportLog> find(String id) {
        Conditions conditions = new Conditions();
        if (id.matches("[0-9]{1,18}")) {
            conditions.add("id = :id", "id", Long.valueOf(id));
        } else if (id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            conditions.add("import_id = :id", "id", UUID.fromString(id));
        } else {
            return Optional.empty();
        }
        return database.sql(ImportLogRow.SELECT + conditions.where())
                .with(conditions.values())
                .first(ImportLogRow::log)
                .map(log -> withErrors(List.of(log)).getFirst());
    }

    public Page<ImportLog> list(ListRequest request) {
        Conditions conditions = new Conditions();
        request.filter("campaign")
                .ifPresent(id -> conditions.add("campaign_id = :campaign", "campaign", Long.valueOf(id)));
        request.filter("status").ifPresent(status -> conditions.add("status = :status", "status", status));
        if (!request.search().isEmpty()) {
            conditions.search(request.search(), List.of("filename", "campaign_key"));
        }
        long count = database.sql("SELECT count(*) FROM import_logs " + conditions.where())
                .with(conditions.values())
                .one(row -> row.bigint("count"));
        request.cursor().ifPresent(_ -> conditions.add(request.after(), request.afterValues()));
        List<ImportLog> logs = database.sql(ImportLogRow.SELECT + conditions.where() + " ORDER BY " + request.orderBy()
                        + " LIMIT :limit OFFSET :offset")
                .with(conditions.values())
                .with("limit", request.limit())
                .with("offset", request.offset())
                .list(ImportLogRow::log);
        return request.page(ListRequest.Count.exactly(count), withErrors(logs), ImportLogs::orderedField);
    }

    private static Object orderedField(ImportLog log, String field) {
        return switch (field) {
            case "created_at" -> log.createdAt();
            case "id" -> log.id();
            default -> throw new IllegalArgumentException("import logs are not ordered by " + field);
        };
    }

    private List<ImportLog> withErrors(List<ImportLog> logs) {
        Map<Long, List<RowError>> errors = database
                .sql(FIRST_ERRORS)
                .with("ids", logs.stream().map(ImportLog::id).toList())
                .with("limit", Math.min(ERROR_LOG, ERRORS_ON_A_PAGE / Math.max(1, logs.size())))
                .list(row -> Map.entry(row.bigint("log"), error(row)))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return logs.stream()
                .map(log -> log.withErrorLog(errors.getOrDefault(log.id(), List.of())))
                .toList();
    }

    private static RowError error(Row row) {
        return new RowError(row.bigint("row_number"), row.text("number"), row.text("error"), row.text("code"));
    }

    private static void expectOne(int rows, long id) {
        if (rows != 1) {
            throw new IllegalStateException("import " + id + " was closed by somebody else");
        }
    }
}
