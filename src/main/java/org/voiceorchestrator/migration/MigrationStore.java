package org.voiceorchestrator.migration;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Json;

/// Writes down how far a migration has come.
@Singleton
final class MigrationStore {
    private static final String OPEN = """
            INSERT INTO migrations (source, origin, started_by, started_as, folder, dry_run, activate, skip_bad,
                                    duration_days, extensions, first_extension, passed_over, status, created_at)
            VALUES (:source, :origin, :by, :role, :folder, :dry_run, :activate, :skip_bad,
                    :days, :extensions::jsonb, :first, :passed_over, 'checking', :now)
            RETURNING id
            """;

    private static final String PLAN = """
            INSERT INTO migration_files (migration_id, file_name, size_bytes, sha256, campaign_key, agent_key,
                                         extension, agent_created, campaign_created, status, already_in,
                                         import_log_id, total_rows, imported, duplicates, rejected, reasons, verified,
                                         campaign_status, problem)
            VALUES (:migration, :file, :size, :sha256, :campaign, :agent,
                    :extension, :agent_created, :campaign_created, :status, :already_in,
                    :log, :rows, :imported, :duplicates, :rejected, :reasons::jsonb, :verified,
                    :campaign_status, :problem)
            ON CONFLICT (migration_id, file_name) DO UPDATE
            SET size_bytes = excluded.size_bytes,
                sha256 = excluded.sha256,
                campaign_key = excluded.campaign_key,
                agent_key = excluded.agent_key,
                extension = excluded.extension,
                agent_created = excluded.agent_created,
                campaign_created = excluded.campaign_created,
                status = excluded.status,
                already_in = excluded.already_in,
                import_log_id = excluded.import_log_id,
                total_rows = excluded.total_rows,
                imported = excluded.imported,
                duplicates = excluded.duplicates,
                rejected = excluded.rejected,
                reasons = excluded.reasons,
                verified = excluded.verified,
                campaign_status = excluded.campaign_status,
                problem = excluded.problem
            """;

    private static final String LINK = """
            UPDATE migration_files
            SET agent_id = :agent,
                campaign_id = :campaign
            WHERE migration_id = :migration
              AND file_name = :file
            """;

    private static final String FINISH = """
            UPDATE migrations
            SET status = :status,
                summary = :summary,
                bytes_done = CASE :status WHEN 'completed' THEN bytes_total ELSE bytes_done END,
                finished_at = :now
            WHERE id = :id
            """;

    private static final String INTERRUPT_UNFINISHED = """
            UPDATE migrations
            SET status = 'interrupted',
                summary = 'The process that worked at it has ended. Run it again: what is in is not sent twice.',
                finished_at = :now
            WHERE finished_at IS NULL
            """;

    private static final String REOPEN = """
            UPDATE migrations
            SET status = 'checking',
                summary = '',
                bytes_done = 0,
                finished_at = NULL
            WHERE id = :id
            """;

    private final Database database;
    private final Json json;
    private final Clock clock;

    MigrationStore(Database database, Json json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /// Belongs to who holds the lock: others that are not finished have lost their process.
    ///
    /// @param folder of the data folder's `migrations`; empty for files that lie elsewhere
    /// @return the id
    long open(MigrationOrder order, String folder) {
        MigrationOptions options = order.options();
        interruptUnfinished();
        return database.sql(OPEN)
                .with("source", Migration.TELECARD)
                .with("origin", order.origin())
                .with("by", order.by().username())
                .with("role", order.by().role())
                .with("folder", folder)
                .with("dry_run", options.dryRun())
                .with("activate", options.activate())
                .with("skip_bad", options.skipBad())
                .with("days", options.durationDays())
                .with("extensions", json.write(options.extensions().listed()))
                .with("first", options.extensions().first())
                .with("passed_over", order.files().passedOver())
                .with("now", clock.instant())
                .one(row -> row.bigint("id"));
    }

    /// Belongs to who holds the lock.
    void interruptUnfinished() {
        database.sql(INTERRUPT_UNFINISHED).with("now", clock.instant()).update();
    }

    void reopen(long id) {
        database.sql(REOPEN).with("id", id).update();
    }

    void save(long id, List<MigrationFile> files) {
        database.inTransaction(() -> files.forEach(file -> save(id, file)));
    }

    void save(long id, MigrationFile file) {
        RowCounts counts = file.counts();
        database.sql(PLAN)
                .with("migration", id)
                .with("file", file.fileName())
                .with("size", file.sizeBytes())
                .with("sha256", file.sha256())
                .with("campaign", file.campaignId())
                .with("agent", file.agentId())
                .with("extension", file.extension())
                .with("agent_created", file.agentCreated())
                .with("campaign_created", file.campaignCreated())
                .with("status", file.status())
                .with("already_in", file.alreadyIn())
                .with("log", file.importLog())
                .with("rows", counts.rows())
                .with("imported", counts.imported())
                .with("duplicates", counts.duplicates())
                .with("rejected", counts.rejected())
                .with("reasons", json.write(counts.reasons()))
                .with("verified", file.verified())
                .with("campaign_status", file.campaignStatus())
                .with("problem", file.problem())
                .update();
    }

    /// Belongs into the transaction that makes the agent and the campaign.
    void link(long id, String fileName, long agent, long campaign) {
        database.sql(LINK)
                .with("migration", id)
                .with("file", fileName)
                .with("agent", agent)
                .with("campaign", campaign)
                .update();
    }

    void importing(long id) {
        database.sql("UPDATE migrations SET status = 'importing' WHERE id = :id")
                .with("id", id)
                .update();
    }

    void progress(long id, long bytesDone, long bytesTotal) {
        database.sql("""
                        UPDATE migrations
                        SET bytes_done = :done,
                            bytes_total = :total
                        WHERE id = :id
                        """)
                .with("id", id)
                .with("done", bytesDone)
                .with("total", bytesTotal)
                .update();
    }

    void finish(long id, MigrationStatus status, String summary) {
        database.sql(FINISH)
                .with("id", id)
                .with("status", status)
                .with("summary", summary)
                .with("now", clock.instant())
                .update();
    }
}
