package org.voiceorchestrator.migration;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Json;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Role;

/// The runs of migrations, as they are read.
@Singleton
final class Migrations {
    /// `%s` chooses the migrations. One that is not finished and whose process is gone is interrupted.
    private static final String SELECT = """
            SELECT m.id, m.source, m.origin, m.started_by, m.dry_run, m.activate, m.skip_bad, m.duration_days, m.status,
                   m.summary, m.bytes_total, m.bytes_done, m.passed_over, m.created_at, m.finished_at,
                   f.files, f.verified, f.rows, f.imported, f.duplicates, f.rejected, r.reasons
            FROM (%s) AS m
            CROSS JOIN LATERAL (
                SELECT count(*) AS files,
                       count(*) FILTER (WHERE verified) AS verified,
                       coalesce(sum(total_rows), 0) AS rows,
                       coalesce(sum(imported), 0) AS imported,
                       coalesce(sum(duplicates), 0) AS duplicates,
                       coalesce(sum(rejected), 0) AS rejected
                FROM migration_files
                WHERE migration_id = m.id
            ) AS f
            CROSS JOIN LATERAL (
                SELECT coalesce(jsonb_object_agg(code, n), '{}') AS reasons
                FROM (SELECT key AS code, sum(value::bigint) AS n
                      FROM migration_files
                      CROSS JOIN LATERAL jsonb_each_text(reasons)
                      WHERE migration_id = m.id
                      GROUP BY key) AS sums
            ) AS r
            """;

    private static final String NOW = """
            SELECT *
            FROM (SELECT id, source, origin, started_by, dry_run, activate, skip_bad, duration_days, summary,
                         bytes_total, bytes_done, passed_over, created_at, finished_at,
                         CASE WHEN finished_at IS NULL AND NOT %s THEN 'interrupted' ELSE status END AS status
                  FROM migrations) AS migrations_now
            """.formatted(MigrationLock.IS_HELD);

    private static final String FILES = """
            SELECT file_name, size_bytes, sha256, campaign_key, agent_key, extension, agent_created, campaign_created,
                   status, already_in, import_log_id, total_rows, imported, duplicates, rejected, reasons, verified,
                   campaign_status, problem
            FROM migration_files
            WHERE migration_id = :id
            ORDER BY file_name COLLATE "C"
            """;

    private static final String RESUMABLE = """
            SELECT id, origin, started_by, started_as, folder, dry_run, activate, skip_bad, duration_days, extensions,
                   first_extension, passed_over
            FROM migrations
            WHERE folder <> ''
              AND status = 'interrupted'
            ORDER BY id
            """;

    /// One whose files may still be here.
    record Resumable(
            long id, String origin, String folder, MigrationOptions options, List<String> passedOver, Caller by) {}

    private final Database database;
    private final Json json;

    Migrations(Database database, Json json) {
        this.database = database;
        this.json = json;
    }

    Optional<Migration> find(long id) {
        return database.inSnapshot(() -> database.sql(SELECT.formatted(NOW + "WHERE id = :id"))
                .with("id", id)
                .first(row -> migration(row, files(id))));
    }

    Page<Migration> list(ListRequest request) {
        Conditions conditions = new Conditions();
        request.filter("status").ifPresent(status -> conditions.add("status = :status", "status", status));
        long count = database.sql("SELECT count(*) FROM (" + NOW + conditions.where() + ") AS chosen")
                .with(conditions.values())
                .one(row -> row.bigint("count"));
        request.cursor().ifPresent(_ -> conditions.add(request.after(), request.afterValues()));
        String order = " ORDER BY " + request.orderBy();
        String chosen = NOW + conditions.where() + order + " LIMIT :limit OFFSET :offset";
        return request.page(
                ListRequest.Count.exactly(count),
                database.sql(SELECT.formatted(chosen) + order)
                        .with(conditions.values())
                        .with("limit", request.limit())
                        .with("offset", request.offset())
                        .list(row -> migration(row, null)),
                Migrations::orderedField);
    }

    private static Object orderedField(Migration migration, String field) {
        return switch (field) {
            case "created_at" -> migration.createdAt();
            case "id" -> Objects.requireNonNull(migration.id());
            default -> throw new IllegalArgumentException("migrations are not ordered by " + field);
        };
    }

    List<Resumable> resumable() {
        return database.sql(RESUMABLE).list(row -> {
            Map<String, String> extensions = json.read(row, "extensions").entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
            MigrationOptions options = new MigrationOptions(
                    row.bool("dry_run"),
                    row.bool("activate"),
                    row.bool("skip_bad"),
                    row.integer("duration_days"),
                    new Extensions(extensions, row.integerOrNull("first_extension")));
            Caller by = new Caller(row.text("started_by"), row.constant("started_as", Role.class), Optional.empty());
            return new Resumable(
                    row.bigint("id"), row.text("origin"), row.text("folder"), options, row.texts("passed_over"), by);
        });
    }

    private List<MigrationFile> files(long id) {
        return database.sql(FILES).with("id", id).list(this::file);
    }

    private Migration migration(Row row, @Nullable List<MigrationFile> files) {
        long total = row.bigint("bytes_total");
        return new Migration(
                row.bigint("id"),
                row.text("source"),
                row.text("origin"),
                row.text("started_by"),
                row.bool("dry_run"),
                row.bool("activate"),
                row.bool("skip_bad"),
                row.integer("duration_days"),
                row.constant("status", MigrationStatus.class),
                row.text("summary"),
                total == 0 ? 0 : Math.min(10_000, row.bigint("bytes_done") * 10_000 / total) / 100.0,
                row.texts("passed_over"),
                row.instant("created_at"),
                row.instantOrNull("finished_at"),
                row.bigint("files"),
                row.bigint("verified"),
                counts(row, "rows"),
                files);
    }

    private MigrationFile file(Row row) {
        return new MigrationFile(
                row.text("file_name"),
                row.bigint("size_bytes"),
                row.text("sha256"),
                row.text("campaign_key"),
                row.text("agent_key"),
                row.text("extension"),
                row.bool("agent_created"),
                row.bool("campaign_created"),
                Names.parse(MigrationFileStatus.class, row.text("status")),
                row.bool("already_in"),
                row.bigintOrNull("import_log_id"),
                counts(row, "total_rows"),
                row.bool("verified"),
                row.text("campaign_status"),
                row.text("problem"));
    }

    private RowCounts counts(Row row, String rowsColumn) {
        Map<String, Long> reasons = json.read(row, "reasons").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Long.valueOf(String.valueOf(entry.getValue()))));
        return new RowCounts(
                row.bigint(rowsColumn),
                row.bigint("imported"),
                row.bigint("duplicates"),
                row.bigint("rejected"),
                reasons);
    }
}
