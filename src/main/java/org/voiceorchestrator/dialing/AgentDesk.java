package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.voiceorchestrator.database.Database;

/// Finds an agent for a customer who is on the line already: of the campaign's agents with room for another call the
/// one who has been idle longest. No two calls are given the same place.
@Singleton
final class AgentDesk {
    private static final String RESERVE = """
            UPDATE call_logs AS c
            SET agent_id = chosen.id,
                agent_leg_uuid = coalesce(chosen.line_id, gen_random_uuid()),
                over_line = chosen.line_id IS NOT NULL
            FROM (
                SELECT free.id, free.extension, free.line_id
                FROM agents_free AS free
                JOIN campaign_agents AS m ON m.agent_id = free.id
                JOIN call_logs AS mine ON mine.campaign_id = m.campaign_id
                WHERE mine.call_id = :call
                  AND free.free_from <= :now
                  AND (free.line_id IS NULL
                       -- a switch joins its own legs only
                       OR (free.line_node = coalesce(mine.node_id, 0) AND free.line_id <> ALL (:gone::uuid[])))
                ORDER BY free.idle_since, free.id
                LIMIT 1
            ) AS chosen
            WHERE c.call_id = :call
              AND c.worker_id = :worker
              AND c.agent_id IS NULL
              AND c.ended_at IS NULL
            RETURNING c.agent_leg_uuid, chosen.extension, c.over_line
            """;

    private static final String GIVE_BACK = """
            UPDATE call_logs
            SET agent_id = NULL, over_line = false
            WHERE call_id = :call
              AND worker_id = :worker
              AND ended_at IS NULL
              AND bridged_at IS NULL
            """;

    /// An agent whose phone does not work or is not picked up gets no more customers until somebody says otherwise.
    private static final String TAKE_OFF = """
            UPDATE agents
            SET status = 'on_break', status_reason = :reason, status_since = :now, updated_at = :now
            WHERE id = (SELECT agent_id FROM call_logs WHERE call_id = :call AND worker_id = :worker)
              AND status = 'available'
            """;

    private final Database database;

    AgentDesk(Database database) {
        this.database = database;
    }

    /// An agent who is kept for this call.
    ///
    /// @param agentLegId the call that is to be made to the agent, or the line that is up
    record Reserved(UUID agentLegId, String extension, boolean overLine) {}

    /// @param gone lines to which the customer could not be put through
    Optional<Reserved> reserve(UUID call, UUID worker, Set<UUID> gone, Instant now) {
        return database.inTransaction(() -> {
            database.sql(Claims.LOCK).one(row -> row.instant("locked_at"));
            return database.sql(RESERVE)
                    .with("call", call)
                    .with("worker", worker)
                    .with("gone", gone)
                    .with("now", now)
                    .first(row ->
                            new Reserved(row.uuid("agent_leg_uuid"), row.text("extension"), row.bool("over_line")));
        });
    }

    /// The agent could not be reached: gets no more customers for now, and the call is to be given to another.
    void takeOff(UUID call, UUID worker, String cause, Instant now) {
        database.inTransaction(() -> {
            database.sql(TAKE_OFF)
                    .with("call", call)
                    .with("worker", worker)
                    .with("reason", "the phone was not answered: " + cause)
                    .with("now", now)
                    .update();
            return giveBack(call, worker);
        });
    }

    /// The call is to be given to an agent anew.
    int giveBack(UUID call, UUID worker) {
        return database.sql(GIVE_BACK).with("call", call).with("worker", worker).update();
    }
}
