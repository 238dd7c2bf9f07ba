package org.voiceorchestrator.agent;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.CountedList;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Page;

/// The agents, each with what it is doing now.
@Singleton
public final class Agents {
    private static final String SELECT = """
            SELECT a.id, a.agent_id, a.extension, a.phone_number, a.email, n.status, a.status_reason,
                   coalesce(
                       (SELECT CASE n.status WHEN 'on_call' THEN min(coalesce(c.transferred_at, c.bridged_at))
                                             WHEN 'reserved' THEN min(c.initiated_at) END
                        FROM call_logs AS c
                        WHERE c.agent_id = a.id AND c.ended_at IS NULL AND c.agent_left_at IS NULL),
                       CASE n.status WHEN 'wrap_up' THEN a.wrap_up_until - make_interval(secs => a.wrap_up_seconds) END,
                       a.status_since) AS status_since,
                   a.is_active, a.max_concurrent_calls, a.wrap_up_seconds, n.live_calls, l.state AS line_state,
                   l.since AS line_since, a.created_at, a.updated_at
            """;
    private static final String FROM = """
            FROM agents AS a
            JOIN agents_now AS n ON n.id = a.id
            LEFT JOIN agent_lines AS l ON l.agent_id = a.id
            """;

    private final Database database;

    Agents(Database database) {
        this.database = database;
    }

    public Optional<Agent> find(long id) {
        return database.sql(SELECT + FROM + "WHERE a.id = :id").with("id", id).first(Agents::agent);
    }

    /// @param confinedTo the only agent that may be seen; empty: all
    Page<Agent> list(ListRequest request, Optional<Long> confinedTo) {
        Conditions conditions = new Conditions();
        confinedTo.ifPresent(id -> conditions.add("a.id = :own", "own", id));
        request.filter("is_active")
                .ifPresent(active -> conditions.add("a.is_active = :active", "active", Boolean.valueOf(active)));
        request.filter("status").ifPresent(status -> conditions.add("n.status = :status", "status", status));
        if (!request.search().isEmpty()) {
            conditions.search(request.search(), List.of("a.agent_id", "a.extension", "a.phone_number", "a.email"));
        }
        return new CountedList<>(database, SELECT + FROM, Agents::agent, Agents::orderedField)
                .page(request, conditions);
    }

    private static Object orderedField(Agent agent, String field) {
        return switch (field) {
            case "created_at" -> agent.createdAt();
            case "agent_id" -> agent.agentId();
            case "id" -> agent.id();
            default -> throw new IllegalArgumentException("agents are not ordered by " + field);
        };
    }

    /// @return the new agent's id
    long add(AgentDraft draft, Instant now) {
        return database.sql("""
                        INSERT INTO agents (agent_id, extension, phone_number, email, status, status_reason,
                            status_since, is_active, max_concurrent_calls, wrap_up_seconds, last_seen_at, created_at,
                            updated_at)
                        VALUES (:name, :extension, :phone, :email, coalesce(:status, 'offline'), coalesce(:reason, ''),
                            :now, :active, :calls, :wrap_up, :now, :now, :now)
                        RETURNING id
                        """)
                .with("name", draft.agentId())
                .with("extension", draft.extension())
                .with("phone", draft.phoneNumber())
                .with("email", draft.email())
                .with("status", draft.status())
                .with("reason", draft.statusReason())
                .with("active", draft.isActive())
                .with("calls", draft.maxConcurrentCalls())
                .with("wrap_up", draft.wrapUpSeconds())
                .with("now", now)
                .one(row -> row.bigint("id"));
    }

    void change(long id, AgentDraft draft, Instant now) {
        database.sql("""
                        UPDATE agents
                        SET agent_id = :name,
                            extension = :extension,
                            phone_number = :phone,
                            email = :email,
                            status_reason = coalesce(:reason::text, status_reason),
                            is_active = :active,
                            max_concurrent_calls = :calls,
                            wrap_up_seconds = :wrap_up,
                            updated_at = :now
                        WHERE id = :id
                        """)
                .with("id", id)
                .with("name", draft.agentId())
                .with("extension", draft.extension())
                .with("phone", draft.phoneNumber())
                .with("email", draft.email())
                .with("reason", draft.statusReason())
                .with("active", draft.isActive())
                .with("calls", draft.maxConcurrentCalls())
                .with("wrap_up", draft.wrapUpSeconds())
                .with("now", now)
                .update();
    }

    /// Notes at the agent's last call that the work after it is done, or left, if there is still time for it.
    /// Belongs into the transaction in which the agent says so, before the agent is changed: the ends of calls are
    /// written in that order, too.
    void endWrapUp(long id, Instant now) {
        database.sql("""
                        UPDATE call_logs
                        SET wrapped_up_at = :now
                        WHERE id = (SELECT c.id
                                    FROM agents AS a
                                    JOIN call_logs AS c ON c.agent_id = a.id
                                    WHERE a.id = :id
                                      AND a.wrap_up_until > :now
                                      AND (c.ended_at IS NOT NULL OR c.agent_left_at IS NOT NULL)
                                      AND c.bridged_at IS NOT NULL
                                    ORDER BY c.initiated_at DESC, c.id DESC
                                    LIMIT 1)
                          AND coalesce(agent_left_at, ended_at) <= :now
                        """).with("id", id).with("now", now).update();
    }

    void say(long id, AgentStatus status, @Nullable String reason, Instant now) {
        database.sql("""
                        UPDATE agents
                        SET status = :status,
                            status_reason = coalesce(:reason::text, ''),
                            status_since = :now,
                            wrap_up_until = NULL
                        WHERE id = :id
                        """)
                .with("id", id)
                .with("status", status)
                .with("reason", reason)
                .with("now", now)
                .update();
    }

    /// @throws org.voiceorchestrator.database.DatabaseException.StillReferenced when campaigns or calls name it
    void delete(long id) {
        database.sql("DELETE FROM agents WHERE id = :id").with("id", id).update();
    }

    private static Agent agent(Row row) {
        return new Agent(
                row.bigint("id"),
                row.text("agent_id"),
                row.text("extension"),
                row.text("phone_number"),
                row.text("email"),
                row.constant("status", AgentStatus.class),
                row.text("status_reason"),
                row.instant("status_since"),
                row.bool("is_active"),
                row.integer("max_concurrent_calls"),
                row.integer("wrap_up_seconds"),
                row.integer("live_calls"),
                line(row),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    private static @Nullable AgentLine line(Row row) {
        Instant since = row.instantOrNull("line_since");
        return since == null ? null : new AgentLine(row.constant("line_state", AgentLineState.class), since);
    }
}
