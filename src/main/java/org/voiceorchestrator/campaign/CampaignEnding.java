package org.voiceorchestrator.campaign;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.security.Audit;

/// Completes the campaigns whose days have passed.
@Singleton
public final class CampaignEnding {
    private final Database database;
    private final Audit audit;

    CampaignEnding(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /// To be called every so often. A day is 24 hours, counted from the first activation.
    ///
    /// @return how many it completed
    public int completeOverdue(Instant now) {
        return database.inTransaction(() -> {
            List<Long> overdue = database.sql("""
                            UPDATE campaigns
                            SET status = 'completed', completed_at = :now, updated_at = :now
                            WHERE status = 'active'
                              AND started_at + duration_days * interval '24 hours' <= :now
                            RETURNING id
                            """).with("now", now).list(row -> row.bigint("id"));
            overdue.forEach(id -> audit.record(
                    "system", "complete", CampaignAdministration.ENTITY, id, Map.of("reason", "its days have passed")));
            return overdue.size();
        });
    }
}
