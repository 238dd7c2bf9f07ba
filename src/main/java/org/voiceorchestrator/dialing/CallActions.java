package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallAction;
import org.voiceorchestrator.call.CallActionState;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;

/// What people want done with live calls, as it is written down, and what came of it. Every write shows the worker
/// that follows the call: of one that another has taken over, that one decides.
@Singleton
final class CallActions {
    private static final String OPEN = """
            SELECT a.id, a.call_id, a.action, a.state, a.leg_uuid, a.over_line,
                   CASE WHEN c.agent_left_at IS NULL THEN c.agent_leg_uuid END AS agent_leg_uuid, t.extension
            FROM call_actions AS a
            JOIN call_logs AS c ON c.call_id = a.call_id
            LEFT JOIN agents AS t ON t.id = a.to_agent
            WHERE a.call_id = ANY (:followed::uuid[])
              AND a.settled_at IS NULL
            ORDER BY a.id
            """;

    private static final String TAKE = """
            UPDATE call_actions AS a
            SET state = 'under_way'
            FROM call_logs AS c
            WHERE a.id = :id
              AND a.state = 'ordered'
              AND c.call_id = a.call_id
              AND c.worker_id = :worker
              AND c.ended_at IS NULL
            """;

    private static final String SETTLE = """
            UPDATE call_actions AS a
            SET state = :state, reason = :reason, settled_at = :now
            FROM call_logs AS c
            WHERE a.id = :id
              AND a.settled_at IS NULL
              AND c.call_id = a.call_id
              AND c.worker_id = :worker
            """;

    private static final String HOLD = """
            UPDATE call_logs
            SET held_at = :held
            WHERE call_id = :call
              AND worker_id = :worker
              AND ended_at IS NULL
            """;

    /// The log goes with the agent who talks; who had the call before stands in its metadata.
    private static final String HAND_OVER = """
            UPDATE call_logs AS c
            SET agent_id = a.to_agent,
                agent_leg_uuid = a.leg_uuid,
                over_line = a.over_line,
                transferred_at = :now,
                held_at = NULL,
                metadata = jsonb_set(c.metadata, '{transfers}', coalesce(c.metadata -> 'transfers', '[]')
                    || jsonb_build_object(
                        'from', a.from_agent, 'to', a.to_agent, 'by', a.ordered_by,
                        'at', to_char(:now::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
            FROM call_actions AS a
            WHERE a.id = :id
              AND c.call_id = a.call_id
              AND c.worker_id = :worker
              AND c.ended_at IS NULL
            RETURNING a.from_agent
            """;

    /// The log stays the agent's: nobody else of ours has the call.
    private static final String LEAVE = """
            UPDATE call_logs AS c
            SET bridged_at = coalesce(c.bridged_at, :bridged),
                agent_left_at = greatest(:now, c.bridged_at, c.transferred_at),
                held_at = NULL,
                metadata = jsonb_set(c.metadata, '{transfers}', coalesce(c.metadata -> 'transfers', '[]')
                    || jsonb_build_object(
                        'from', c.agent_id, 'to', NULL, 'by', NULL,
                        'at', to_char(:now::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
            WHERE c.call_id = :call
              AND c.worker_id = :worker
              AND c.ended_at IS NULL
              AND c.agent_left_at IS NULL
              AND c.agent_id IS NOT NULL
            RETURNING c.agent_id, c.agent_left_at
            """;

    /// A call that is over cannot be handled any more; that it is, is what who hangs up wants.
    private static final String CLOSE = """
            UPDATE call_actions
            SET state = CASE action WHEN 'hangup' THEN 'done' ELSE 'failed' END,
                reason = CASE action WHEN 'hangup' THEN '' ELSE 'the call was over' END,
                settled_at = :now
            WHERE call_id = ANY (:calls::uuid[])
              AND settled_at IS NULL
            """;

    private final Database database;
    private final AgentsAfterCalls agents;

    CallActions(Database database, AgentsAfterCalls agents) {
        this.database = database;
        this.agents = agents;
    }

    /// Something to be done.
    ///
    /// @param begun another worker has begun with it
    /// @param agentLeg the leg of the agent who has the call
    /// @param toLeg of a transfer: the leg of the agent who is to have it
    /// @param overLine whether that is a line that is up
    /// @param toExtension of a transfer: their extension
    record Open(
            long id,
            UUID call,
            CallAction action,
            boolean begun,
            @Nullable UUID agentLeg,
            @Nullable UUID toLeg,
            boolean overLine,
            @Nullable String toExtension) {}

    List<Open> open(Set<UUID> followed) {
        return followed.isEmpty()
                ? List.of()
                : database.sql(OPEN).with("followed", followed).list(CallActions::open);
    }

    private static Open open(Row row) {
        return new Open(
                row.bigint("id"),
                row.uuid("call_id"),
                row.constant("action", CallAction.class),
                row.constant("state", CallActionState.class) == CallActionState.UNDER_WAY,
                row.uuidOrNull("agent_leg_uuid"),
                row.uuidOrNull("leg_uuid"),
                row.bool("over_line"),
                row.textOrNull("extension"));
    }

    /// @return false when somebody else has begun with it, or the call is no longer this worker's
    boolean take(Open action, UUID worker) {
        return database.sql(TAKE).with("id", action.id()).with("worker", worker).update() == 1;
    }

    /// @param failure why it failed; empty: it is done
    void settle(long action, UUID worker, Optional<String> failure, Instant now) {
        database.sql(SETTLE)
                .with("id", action)
                .with("worker", worker)
                .with("state", failure.isEmpty() ? CallActionState.DONE : CallActionState.FAILED)
                .with("reason", failure.orElse(""))
                .with("now", now)
                .update();
    }

    void held(UUID call, UUID worker, boolean onHold, Instant at) {
        database.sql(HOLD)
                .with("call", call)
                .with("worker", worker)
                .with("held", onHold ? at : null)
                .update();
    }

    /// One transaction: the call is the other agent's, the first one goes on as behind any talk.
    void handOver(long action, UUID worker, Instant at) {
        database.inTransaction(() -> {
            Optional<Long> from = database.sql(HAND_OVER)
                    .with("id", action)
                    .with("worker", worker)
                    .with("now", at)
                    .first(row -> row.bigint("from_agent"));
            from.ifPresent(agent -> agents.hasTalked(agent, at));
            settle(action, worker, Optional.empty(), at);
        });
    }

    /// One transaction: the call has no agent of ours any more, who had it goes on as behind any talk.
    void leave(UUID call, UUID worker, @Nullable Instant bridged, Instant at) {
        database.inTransaction(() -> database.sql(LEAVE)
                .with("call", call)
                .with("worker", worker)
                .with("bridged", bridged)
                .with("now", at)
                .first(row -> new Left(row.bigint("agent_id"), row.instant("agent_left_at")))
                .map(left -> {
                    agents.hasTalked(left.agent(), left.at());
                    return left;
                }));
    }

    private record Left(long agent, Instant at) {}

    /// Belongs into the transaction that has closed the calls.
    void close(List<UUID> calls, Instant now) {
        database.sql(CLOSE).with("calls", calls).with("now", now).update();
    }
}
