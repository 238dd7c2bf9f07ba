package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Sql;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Audit;

/// Takes back the leads of an import that nobody has called or changed. One transaction; the figures of the campaign
/// follow by themselves.
@Singleton
final class ImportUndo {
    private static final String LOCK = """
            SELECT id
            FROM import_logs
            WHERE id = :log
            FOR UPDATE
            """;

    /// All leads of an import have one time of creation, which lies within the import: so they are found by the index
    /// that the campaign's lists use, and imports need no index for this.
    private static final String OF_IMPORT = """
            l.campaign_id = :campaign
              AND l.created_at BETWEEN :started AND :completed
              AND l.import_log_id = :log
            """;

    /// The conditions on the lead's own row are looked at once more when a claim has held it meanwhile: who is being
    /// dialed stays.
    private static final String REMOVE = """
            DELETE FROM leads AS l
            WHERE %s
              AND l.status = 'pending'
              AND l.attempt_count = 0
              AND l.live_call_id IS NULL
              AND l.last_call_date IS NULL
              AND l.updated_at = l.created_at
              AND NOT EXISTS (SELECT FROM call_logs AS c WHERE c.lead_id = l.id)
            """.formatted(OF_IMPORT);

    private static final String KEPT = """
            SELECT count(*) FILTER (WHERE live) AS being_dialed,
                   count(*) FILTER (WHERE called AND NOT live) AS called,
                   count(*) FILTER (WHERE NOT called AND NOT live) AS changed
            FROM (SELECT l.live_call_id IS NOT NULL OR l.status = 'dialing' AS live,
                         l.attempt_count > 0
                             OR l.last_call_date IS NOT NULL
                             OR EXISTS (SELECT FROM call_logs AS c WHERE c.lead_id = l.id) AS called
                  FROM leads AS l
                  WHERE %s) AS leads_left
            """.formatted(OF_IMPORT);

    private static final String NOTE = """
            UPDATE import_logs
            SET undone_at = :now,
                undone_by = :by,
                removed_leads = :removed
            WHERE id = :log
            """;

    private final Database database;
    private final ImportLogs logs;
    private final Audit audit;
    private final Clock clock;

    ImportUndo(Database database, ImportLogs logs, Audit audit, Clock clock) {
        this.database = database;
        this.logs = logs;
        this.audit = audit;
        this.clock = clock;
    }

    /// Done twice it changes nothing the second time, and says so.
    ///
    /// @throws Detail 404 when there is no such import
    /// @throws RuleViolation when it is still running, or has stored nothing
    UndoReport undo(String id, String by) {
        long found = logs.find(id).orElseThrow(Detail::notFound).id();
        return database.inTransaction(() -> {
            database.sql(LOCK).with("log", found).one(row -> row.bigint("id"));
            ImportLog log = logs.get(found);
            refuseWhatCannotBeUndone(log);
            Instant before = log.undoneAt();
            String undoneBy = log.undoneBy();
            if (before != null && undoneBy != null) {
                return UndoReport.of(log, kept(log), true, before, undoneBy, log.removedLeads());
            }
            return remove(log, by, clock.instant());
        });
    }

    private UndoReport remove(ImportLog log, String by, Instant now) {
        int removed = ofImport(REMOVE, log).update();
        database.sql(NOTE)
                .with("log", log.id())
                .with("by", by)
                .with("removed", removed)
                .with("now", now)
                .update();
        audit.record(by, "undo", "import_log", log.id(), Map.of("campaign", log.campaignId(), "leads", removed));
        return UndoReport.of(log, kept(log), false, now, by, removed);
    }

    private KeptLeads kept(ImportLog log) {
        return ofImport(KEPT, log)
                .one(row -> new KeptLeads(row.bigint("called"), row.bigint("being_dialed"), row.bigint("changed")));
    }

    private Sql ofImport(String statement, ImportLog log) {
        return database.sql(statement)
                .with("log", log.id())
                .with("campaign", log.campaign())
                .with("started", log.startedAt())
                .with("completed", log.completedAt());
    }

    private static void refuseWhatCannotBeUndone(ImportLog log) {
        switch (log.status()) {
            case PENDING, PROCESSING ->
                throw RuleViolation.conflict(
                        "Import " + log.importId() + " is still running; cancel it, or undo it when it is over");
            case FAILED ->
                throw RuleViolation.conflict(
                        "Import " + log.importId() + " has stored no leads; there is nothing to undo");
            case COMPLETED, PARTIAL -> {}
        }
    }
}
