package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.telephony.LineSignal;

/// The table of lines: at most one an agent, each followed by one worker. What changes who can be given a call holds
/// the claims' lock: within a claim no line comes or goes.
@Singleton
final class AgentLines {
    /// Agents who are to have a line and whose phone is free. The row of a line that is not known to be gone keeps
    /// another from being rung.
    private static final String OPEN = """
            INSERT INTO agent_lines (agent_id, line_id, worker_id, extension, node_id, state, since)
            SELECT a.id, gen_random_uuid(), :worker, a.extension, nullif(:home::bigint, 0), 'ringing', :now
            FROM agents AS a
            JOIN agents_on_lines AS w ON w.id = a.id
            WHERE a.is_active
              AND a.status = 'available'
              AND (a.wrap_up_until IS NULL OR a.wrap_up_until <= :now)
              AND a.id <> ALL (:resting::bigint[])
              AND NOT EXISTS (SELECT FROM agents_now AS s WHERE s.id = a.id AND s.live_calls > 0)
            ORDER BY a.id
            ON CONFLICT DO NOTHING
            RETURNING agent_id, line_id, extension, coalesce(node_id, 0) AS node
            """;

    private static final String ANY_TO_OPEN = """
            SELECT EXISTS (
                SELECT
                FROM agents_on_lines AS w
                JOIN agents AS a ON a.id = w.id
                WHERE a.is_active
                  AND a.status = 'available'
                  AND NOT EXISTS (SELECT FROM agent_lines AS n WHERE n.agent_id = a.id)
            ) AS any
            """;

    /// Also those at a switch that is used no more. Not while the agent has a call, or is to get one by a transfer:
    /// the line goes behind it.
    private static final String NOT_NEEDED = """
            UPDATE agent_lines AS n
            SET state = 'ending', since = :now
            WHERE n.worker_id = :worker
              AND n.state <> 'ending'
              AND NOT EXISTS (SELECT
                              FROM agents AS a
                              JOIN agents_on_lines AS w ON w.id = a.id
                              WHERE a.id = n.agent_id
                                AND a.is_active
                                AND a.status = 'available'
                                AND a.extension = n.extension
                                AND coalesce(n.node_id, 0) = ANY (:used))
              AND NOT EXISTS (SELECT FROM agents_now AS s WHERE s.id = n.agent_id AND s.live_calls > 0)
            """;

    private static final String ENDING = """
            SELECT line_id
            FROM agent_lines
            WHERE worker_id = :worker AND state = 'ending'
            """;

    private static final String UP = """
            UPDATE agent_lines
            SET state = 'up', since = :now
            WHERE line_id = :line AND worker_id = :worker AND state = 'ringing'
            """;

    private static final String GONE = """
            DELETE FROM agent_lines
            WHERE line_id = :line AND worker_id = :worker
            RETURNING agent_id, state
            """;

    /// Customers who are called for the line, or wait for it, are given to somebody else; who talks on it ends with
    /// it.
    private static final String GIVE_BACK = """
            UPDATE call_logs
            SET agent_id = NULL, over_line = false
            WHERE agent_id = :agent
              AND agent_leg_uuid = :line
              AND over_line
              AND ended_at IS NULL
              AND bridged_at IS NULL
            """;

    private static final String TAKE_OFF = """
            UPDATE agents
            SET status = 'on_break', status_reason = :reason, status_since = :now, updated_at = :now
            WHERE id = :agent AND status = 'available'
            """;

    /// Who puts the phone down at the end of a call, soon after it or during the work that follows, whether it ended
    /// or went to another agent: people do that with a phone, and are rung anew.
    private static final String HAS_TALKED = """
            SELECT coalesce(a.last_call_at >= :now - make_interval(secs => :moment), false)
                   OR coalesce(a.wrap_up_until > :now, false)
                   OR EXISTS (SELECT
                              FROM call_logs AS c
                              WHERE c.agent_id = a.id
                                AND c.agent_leg_uuid = :line
                                AND c.bridged_at IS NOT NULL
                                AND c.agent_left_at IS NULL
                                AND c.ended_at IS NULL) AS has
            FROM agents AS a
            WHERE a.id = :agent
            """;

    private static final Duration A_MOMENT = Duration.ofSeconds(10);

    private final Database database;
    private final LineHome home;

    AgentLines(Database database, LineHome home) {
        this.database = database;
        this.home = home;
    }

    /// A line that the worker is to follow.
    ///
    /// @param node the switch that has it
    record Line(long agent, UUID id, String extension, long node) {
        static Line of(Row row) {
            return new Line(row.bigint("agent_id"), row.uuid("line_id"), row.text("extension"), row.bigint("node"));
        }
    }

    /// The switches for lines.
    ///
    /// @param used those that calls may go over
    /// @param ready those of them that can be reached from here
    record Switches(Set<Long> used, Set<Long> ready) {}

    /// @param resting agents whose lines could not be made a moment ago
    /// @return lines that are to be rung now, by nobody else
    List<Line> open(UUID worker, Switches switches, Set<Long> resting, Instant now) {
        if (!database.sql(ANY_TO_OPEN).one(row -> row.bool("any"))) {
            return List.of();
        }
        return locked(() -> home.from(switches.used(), switches.ready())
                .map(node -> database.sql(OPEN)
                        .with("worker", worker)
                        .with("home", node)
                        .with("resting", resting)
                        .with("now", now)
                        .list(Line::of))
                .orElse(List.of()));
    }

    /// @return the worker's lines that are to be hung up, also those of which that was said before
    List<UUID> toEnd(UUID worker, Set<Long> used, Instant now) {
        locked(() -> database.sql(NOT_NEEDED)
                .with("worker", worker)
                .with("used", used)
                .with("now", now)
                .update());
        return database.sql(ENDING).with("worker", worker).list(row -> row.uuid("line_id"));
    }

    void up(UUID line, UUID worker, Instant now) {
        database.sql(UP)
                .with("line", line)
                .with("worker", worker)
                .with("now", now)
                .update();
    }

    /// Belongs under the claims' lock.
    void giveBack(long agent, UUID line) {
        database.sql(GIVE_BACK).with("agent", agent).with("line", line).update();
    }

    /// An agent who did not answer the line, or hung it up between calls, gets no customers until somebody says
    /// otherwise.
    ///
    /// @return whether the agent was still to have it
    boolean gone(UUID line, UUID worker, boolean wasUp, LineSignal.Gone how) {
        return locked(() -> {
            Optional<Lost> lost = database.sql(GONE)
                    .with("line", line)
                    .with("worker", worker)
                    .first(row ->
                            new Lost(row.bigint("agent_id"), row.text("state").equals("ending")));
            lost.ifPresent(its -> {
                giveBack(its.agent(), line);
                if (how.byAgent() && !its.ending() && !(wasUp && hasTalked(its.agent(), line, how.at()))) {
                    takeOff(its.agent(), reason(wasUp, how), how.at());
                }
            });
            return lost.isPresent() && !lost.get().ending();
        });
    }

    /// A line that is gone, of which no more could be written down.
    void drop(UUID line, UUID worker) {
        database.sql(GONE).with("line", line).with("worker", worker).first(row -> row.bigint("agent_id"));
    }

    private boolean hasTalked(long agent, UUID line, Instant now) {
        return database.sql(HAS_TALKED)
                .with("agent", agent)
                .with("line", line)
                .with("moment", A_MOMENT.toSeconds())
                .with("now", now)
                .one(row -> row.bool("has"));
    }

    private void takeOff(long agent, String reason, Instant now) {
        database.sql(TAKE_OFF)
                .with("agent", agent)
                .with("reason", reason)
                .with("now", now)
                .update();
    }

    private record Lost(long agent, boolean ending) {}

    private static String reason(boolean wasUp, LineSignal.Gone how) {
        return wasUp ? "the line was hung up" : "the line was not answered: " + how.cause();
    }

    <T> T locked(Supplier<T> work) {
        return database.inTransaction(() -> {
            database.sql(Claims.LOCK).one(row -> row.instant("locked_at"));
            return work.get();
        });
    }
}
