package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.DialingMode;
import org.voiceorchestrator.campaign.DialingRules;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.telephony.CallPlacer.Reached;

/// Takes over the open calls that nobody follows: those of workers that are gone, and those in this worker's own name
/// that it knows nothing of. Such there are when the answer to a claim was lost on its way from the database.
@Singleton
final class StuckCallRescuer {
    private static final String TAKE_OVER = """
            UPDATE call_logs AS c
            SET worker_id = :me
            FROM (
                SELECT o.id, a.extension, c.ring_seconds, coalesce(c.record_calls, false) AS record_calls,
                       CASE o.source WHEN 'campaign' THEN c.mode ELSE 'preview' END AS mode,
                       coalesce(c.broadcast_message, '') AS broadcast_message,
                       coalesce(c.abandoned_message, '') AS abandoned_message,
                       %s
                FROM call_logs AS o
                LEFT JOIN campaigns AS c ON c.id = o.campaign_id
                LEFT JOIN agents AS a ON a.id = o.agent_id
                LEFT JOIN workers AS w ON w.id = o.worker_id
                WHERE o.ended_at IS NULL
                  AND coalesce(o.node_id, 0) = ANY (:nodes)
                  AND o.worker_id <> :nobody
                  AND CASE WHEN o.worker_id = :me
                           THEN o.call_id <> ALL (:followed::uuid[])
                           ELSE w.id IS NULL OR w.heartbeat_at < :dead_since
                      END
                ORDER BY o.id
                LIMIT :most
                FOR UPDATE OF o SKIP LOCKED
            ) AS orphan
            WHERE c.id = orphan.id
            RETURNING c.call_id, c.agent_leg_uuid, coalesce(c.node_id, 0) AS node, c.gateway, c.phone_number, c.caller_id,
                      c.without_agent, c.over_line, c.agent_first, c.source = 'softphone' AS own,
                      c.agent_asked_at, c.answered_at, c.bridged_at, c.agent_left_at,
                      orphan.extension, orphan.ring_seconds, orphan.record_calls, orphan.mode,
                      orphan.broadcast_message, orphan.abandoned_message, orphan.broadcast_keys
            """.formatted(DialingRules.KEYS);

    private final Database database;
    private final WorkerLease lease;

    StuckCallRescuer(Database database, WorkerLease lease) {
        this.database = database;
        this.lease = lease;
    }

    /// A call that nobody followed and that is ours now.
    ///
    /// @param answeredAt since when somebody waits for an agent; null: nobody does
    /// @param asked whether it is somebody who pressed a key for an agent
    /// @param staleLeg the call to an agent that was made for them; null: none was
    /// @param talksWith the leg of the agent whom we have connected with the customer; null: we have not
    record Orphan(
            Claim claim,
            Reached reached,
            @Nullable Instant answeredAt,
            boolean asked,
            @Nullable UUID staleLeg,
            @Nullable UUID talksWith) {}

    /// @param nodes the switches that can be asked
    /// @param followed the calls that this worker follows; no claim may be under way
    List<Orphan> takeOver(Instant now, int most, Set<Long> nodes, Set<UUID> followed) {
        return database.sql(TAKE_OVER)
                .with("me", lease.worker())
                .with("nobody", CallOrders.NOBODY)
                .with("dead_since", now.minus(lease.length()))
                .with("most", most)
                .with("nodes", nodes)
                .with("followed", followed)
                .list(StuckCallRescuer::orphan);
    }

    private static Orphan orphan(Row row) {
        boolean left = row.instantOrNull("agent_left_at") != null;
        boolean overLine = row.bool("over_line") && !left;
        Instant answered = row.instantOrNull("answered_at");
        boolean bridged = row.instantOrNull("bridged_at") != null;
        String extension = row.textOrNull("extension");
        // an agent may have been taken from it since it was begun
        boolean connectedByUs = row.bool("without_agent") || overLine || extension == null || left;
        Claim claim = new Claim(
                row.uuid("call_id"),
                row.uuid("agent_leg_uuid"),
                row.bigint("node"),
                row.text("gateway"),
                row.text("phone_number"),
                row.text("caller_id"),
                connectedByUs ? null : extension,
                row.bool("agent_first"),
                overLine ? row.uuid("agent_leg_uuid") : null,
                row.bool("own"),
                CallOpener.rules(row));
        Instant asked = row.instantOrNull("agent_asked_at");
        boolean broadcast = claim.rules().mode() == DialingMode.BROADCAST;
        boolean waits = connectedByUs && (asked != null || !broadcast) && answered != null && !bridged;
        return new Orphan(
                claim,
                reached(answered != null, bridged),
                waits && asked != null ? asked : waits ? answered : null,
                asked != null,
                waits && extension != null && !overLine ? claim.agentLegId() : null,
                bridged && connectedByUs && extension != null && !left ? claim.agentLegId() : null);
    }

    private static Reached reached(boolean answered, boolean bridged) {
        if (bridged) {
            return Reached.BRIDGE;
        }
        return answered ? Reached.ANSWER : Reached.NOTHING;
    }
}
