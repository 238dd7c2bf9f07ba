package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.telephony.CallPlacer.Reached;

/// Takes over the open calls of workers that are gone.
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
                  AND o.worker_id <> :me
                  AND (w.id IS NULL OR w.heartbeat_at < :dead_since)
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

    /// A call that was somebody else's and is ours now.
    record Orphan(UUID callId, Reached reached) {}

    List<Orphan> takeOver(Instant now, int most) {
        return database.sql(TAKE_OVER)
                .with("me", lease.worker())
                .with("dead_since", now.minus(lease.length()))
                .with("most", most)
                .list(row -> new Orphan(row.uuid("call_id"), reached(row.bool("answered"), row.bool("bridged"))));
    }

    private static Reached reached(boolean answered, boolean bridged) {
        if (bridged) {
            return Reached.BRIDGE;
        }
        return answered ? Reached.ANSWER : Reached.NOTHING;
    }
}
