package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.telephony.CallPlacer.Reached;

/// Takes over the open calls that nobody follows: those of workers that are gone, and those in this worker's own name
/// that it knows nothing of. Such there are when the answer to a claim was lost on its way from the database.
@Singleton
final class StuckCallRescuer {
    private static final String TAKE_OVER = """
            UPDATE call_logs AS c
            SET worker_id = :me
            FROM (
                SELECT o.id
                FROM call_logs AS o
                LEFT JOIN workers AS w ON w.id = o.worker_id
                WHERE o.ended_at IS NULL
                  AND CASE WHEN o.worker_id = :me
                           THEN o.call_id <> ALL (:followed::uuid[])
                           ELSE w.id IS NULL OR w.heartbeat_at < :dead_since
                      END
                ORDER BY o.id
                LIMIT :most
                FOR UPDATE OF o SKIP LOCKED
            ) AS orphan
            WHERE c.id = orphan.id
            RETURNING c.call_id, c.answered_at IS NOT NULL AS answered, c.bridged_at IS NOT NULL AS bridged
            """;

    private final Database database;
    private final WorkerLease lease;

    StuckCallRescuer(Database database, WorkerLease lease) {
        this.database = database;
        this.lease = lease;
    }

    /// A call that nobody followed and that is ours now.
    record Orphan(UUID callId, Reached reached) {}

    /// @param followed the calls that this worker follows; no claim may be under way
    List<Orphan> takeOver(Instant now, int most, Set<UUID> followed) {
        return database.sql(TAKE_OVER)
                .with("me", lease.worker())
                .with("dead_since", now.minus(lease.length()))
                .with("most", most)
                .with("followed", followed)
                .list(row -> new Orphan(row.uuid("call_id"), reached(row.bool("answered"), row.bool("bridged"))));
    }

    private static Reached reached(boolean answered, boolean bridged) {
        if (bridged) {
            return Reached.BRIDGE;
        }
        return answered ? Reached.ANSWER : Reached.NOTHING;
    }
}
