package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;

/// Takes the calls that people have ordered.
@Singleton
final class OrderedCalls {
    /// Nobody expects their phone to ring any more; the switch has not heard of the call, so it is safe to drop it.
    private static final Duration TOO_LATE = Duration.ofSeconds(10);

    private static final String TAKE = """
            UPDATE call_logs AS c
            SET worker_id = :me
            FROM (
                SELECT o.id, r.dialed, r.ordered_at, a.extension, g.ring_seconds,
                       coalesce(g.record_calls, false) AS record_calls, coalesce(g.abandoned_message, '') AS abandoned_message
                FROM call_logs AS o
                JOIN call_orders AS r ON r.call_id = o.call_id
                JOIN agents AS a ON a.id = o.agent_id
                LEFT JOIN campaigns AS g ON g.id = o.campaign_id
                WHERE o.worker_id = :nobody
                  AND o.ended_at IS NULL
                  AND (coalesce(o.node_id, 0) = ANY (:nodes) OR r.ordered_at <= :in_time)
                ORDER BY o.id
                LIMIT :most
                FOR UPDATE OF o SKIP LOCKED
            ) AS ordered
            WHERE c.id = ordered.id
            RETURNING c.call_id, c.agent_leg_uuid, coalesce(c.node_id, 0) AS node, c.gateway, c.caller_id, c.agent_first, c.over_line,
                      ordered.dialed,
                      ordered.extension, ordered.ring_seconds, ordered.record_calls, ordered.abandoned_message,
                      '' AS broadcast_message, ARRAY[]::text[] AS broadcast_keys,
                      'preview' AS mode, ordered.ordered_at > :in_time AS in_time
            """;

    private final Database database;

    OrderedCalls(Database database) {
        this.database = database;
    }

    /// A call that this worker, and nobody else, is to begin.
    ///
    /// @param inTime false: it was ordered too long ago, and is to be closed without having been begun
    record Ordered(Claim claim, boolean inTime) {}

    /// @param nodes the switches that can be reached from here
    List<Ordered> take(UUID worker, int most, Set<Long> nodes, Instant now) {
        return database.sql(TAKE)
                .with("me", worker)
                .with("nobody", CallOrders.NOBODY)
                .with("most", most)
                .with("nodes", nodes)
                .with("in_time", now.minus(TOO_LATE))
                .list(row -> new Ordered(claim(row), row.bool("in_time")));
    }

    private static Claim claim(Row row) {
        return new Claim(
                row.uuid("call_id"),
                row.uuid("agent_leg_uuid"),
                row.bigint("node"),
                row.text("gateway"),
                row.text("dialed"),
                row.text("caller_id"),
                row.bool("over_line") ? null : row.text("extension"),
                row.bool("agent_first"),
                row.bool("over_line") ? row.uuid("agent_leg_uuid") : null,
                false,
                CallOpener.rules(row));
    }
}
