package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.voiceorchestrator.database.Database;

/// Lines whose worker is gone, or has lost their switch: somebody else goes on with them, or nobody can and they are
/// forgotten.
@Singleton
final class StrayLines {
    private static final String ADOPT = """
            UPDATE agent_lines AS n
            SET worker_id = :me
            FROM (
                SELECT o.agent_id
                FROM agent_lines AS o
                LEFT JOIN workers AS w ON w.id = o.worker_id
                WHERE coalesce(o.node_id, 0) = ANY (:nodes)
                  AND CASE WHEN o.worker_id = :me
                           THEN o.line_id <> ALL (:followed::uuid[])
                           ELSE w.id IS NULL OR w.heartbeat_at < :dead_since
                      END
                FOR UPDATE OF o SKIP LOCKED
            ) AS orphan
            WHERE n.agent_id = orphan.agent_id
            RETURNING n.agent_id, n.line_id, n.extension, coalesce(n.node_id, 0) AS node
            """;

    private static final String LET_GO = """
            UPDATE agent_lines
            SET worker_id = :nobody, since = :now
            WHERE line_id = :line AND worker_id = :worker
            """;

    /// Of workers that are gone, at a switch that cannot be asked from here; whoever can has them adopted.
    private static final String LET_GO_OF_THE_DEAD = """
            UPDATE agent_lines AS n
            SET worker_id = :nobody, since = :now
            WHERE n.worker_id <> :nobody
              AND coalesce(n.node_id, 0) <> ALL (:nodes)
              AND NOT EXISTS (SELECT FROM workers AS w WHERE w.id = n.worker_id AND w.heartbeat_at >= :dead_since)
            """;

    private static final String IS_KNOWN = """
            SELECT EXISTS (SELECT FROM agent_lines WHERE line_id = :line) AS any
            """;

    private static final String ANY_TO_FORGET = """
            SELECT EXISTS (SELECT FROM agent_lines WHERE worker_id = :nobody AND since <= :since) AS any
            """;

    private static final String FORGET = """
            DELETE FROM agent_lines
            WHERE worker_id = :nobody AND since <= :since
            RETURNING agent_id, line_id, extension, coalesce(node_id, 0) AS node
            """;

    private final Database database;
    private final AgentLines lines;

    StrayLines(Database database, AgentLines lines) {
        this.database = database;
        this.lines = lines;
    }

    /// The lines that nobody follows are this worker's from now on.
    ///
    /// @param nodes the switches that can be asked after them
    /// @param followed the lines that it follows already
    List<AgentLines.Line> adopt(UUID worker, Set<Long> nodes, Set<UUID> followed, Instant deadSince) {
        return database.sql(ADOPT)
                .with("me", worker)
                .with("nodes", nodes)
                .with("followed", followed)
                .with("dead_since", deadSince)
                .list(AgentLines.Line::of);
    }

    /// Its switch cannot be reached from here: whoever can goes on with it.
    void letGo(UUID line, UUID worker, Instant now) {
        database.sql(LET_GO)
                .with("nobody", CallOrders.NOBODY)
                .with("line", line)
                .with("worker", worker)
                .with("now", now)
                .update();
    }

    /// Whether it is still somebody's, or may be.
    boolean isKnown(UUID line) {
        return database.sql(IS_KNOWN).with("line", line).one(row -> row.bool("any"));
    }

    /// Lines of the dead that cannot be adopted here are everybody's from now on.
    void letGoOfTheDead(Set<Long> nodes, Instant deadSince, Instant now) {
        database.sql(LET_GO_OF_THE_DEAD)
                .with("nobody", CallOrders.NOBODY)
                .with("nodes", nodes)
                .with("dead_since", deadSince)
                .with("now", now)
                .update();
    }

    /// Lines that nobody could go on with since then are no more, as far as anybody knows.
    void forget(Instant since) {
        if (!database.sql(ANY_TO_FORGET)
                .with("nobody", CallOrders.NOBODY)
                .with("since", since)
                .one(row -> row.bool("any"))) {
            return;
        }
        lines.locked(() -> {
            List<AgentLines.Line> forgotten = database.sql(FORGET)
                    .with("nobody", CallOrders.NOBODY)
                    .with("since", since)
                    .list(AgentLines.Line::of);
            forgotten.forEach(line -> lines.giveBack(line.agent(), line.id()));
            return forgotten;
        });
    }
}
