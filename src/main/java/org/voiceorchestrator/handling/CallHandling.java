package org.voiceorchestrator.handling;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallAction;
import org.voiceorchestrator.call.CallActionState;
import org.voiceorchestrator.call.CallSource;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.dialing.CallOrders;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.why.Gate;

/// What people want done with live calls: written down here, done by the process that follows the call.
@Singleton
final class CallHandling {
    /// As settling does it: before anything else of the call.
    private static final String LOCK = """
            SELECT c.call_id, c.agent_id, c.source, coalesce(c.node_id, 0) AS node, c.bridged_at, c.held_at,
                   c.agent_left_at, c.ended_at
            FROM call_logs AS c
            WHERE c.call_id = :call
              AND (:own::bigint IS NULL OR c.agent_id = :own)
            FOR NO KEY UPDATE
            """;

    private static final String SEEN = """
            SELECT c.call_id
            FROM call_logs AS c
            WHERE c.call_id = :call
              AND (:own::bigint IS NULL OR c.agent_id = :own)
            """;

    /// As the dialer judges who can be given a customer.
    private static final String FREE = """
            SELECT a.agent_id, n.status, f.line_id,
                   -- a switch joins its own legs only
                   coalesce(f.free_from <= :now AND (f.line_id IS NULL OR f.line_node = :node), false) AS free
            FROM agents AS a
            JOIN agents_now AS n ON n.id = a.id
            LEFT JOIN agents_free AS f ON f.id = a.id
            WHERE a.id = :agent
            """;

    private static final String ADD = """
            INSERT INTO call_actions (call_id, action, from_agent, to_agent, leg_uuid, over_line, ordered_by, ordered_at)
            VALUES (:call, :action, :from, :to,
                    CASE WHEN :to::bigint IS NOT NULL THEN coalesce(:line::uuid, gen_random_uuid()) END,
                    :line::uuid IS NOT NULL, :by, :now)
            RETURNING id, call_id, action, state, reason, to_agent, ordered_by, ordered_at, settled_at
            """;

    private static final String OPEN_TRANSFER = """
            SELECT EXISTS (SELECT
                           FROM call_actions
                           WHERE call_id = :call
                             AND action = 'transfer'
                             AND settled_at IS NULL) AS any
            """;

    private static final String OF_CALL = """
            SELECT id, call_id, action, state, reason, to_agent, ordered_by, ordered_at, settled_at
            FROM call_actions
            WHERE call_id = :call
            ORDER BY id DESC
            LIMIT 100
            """;

    private final Database database;
    private final CallOrders orders;

    CallHandling(Database database, CallOrders orders) {
        this.database = database;
        this.orders = orders;
    }

    /// What is, or was, to be done with a call.
    ///
    /// @param reason why it failed
    /// @param agent of a transfer: id of the agent who is to have the call
    /// @param settledAt when it was done or had failed
    @Serdeable
    record Action(
            long id,
            UUID callId,
            CallAction action,
            CallActionState state,
            String reason,
            @Nullable Long agent,
            String orderedBy,
            Instant orderedAt,
            @Nullable Instant settledAt) {}

    /// All that was wanted, the last first.
    @Serdeable
    record Actions(List<Action> results) {}

    private record Live(
            UUID call, @Nullable Long agent, boolean own, long node, boolean bridged, boolean held, boolean left) {}

    Action order(UUID call, CallAction action, Caller by, Instant now) {
        return database.inTransaction(() -> {
            Live live = lock(call, by);
            switch (action) {
                case HANGUP -> refuseIfLeft(live.left() && by.confinedTo().isPresent());
                case HOLD -> {
                    refuseIfLeft(live.left());
                    refuseUnless(live.bridged() && !live.held(), live, "The customer is on hold already.");
                }
                case UNHOLD -> {
                    refuseIfLeft(live.left());
                    refuseUnless(live.bridged() && live.held(), live, "The customer is not on hold.");
                }
                case TRANSFER -> throw new IllegalArgumentException("a transfer goes to somebody");
            }
            return add(live, action, null, null, by, now);
        });
    }

    /// @throws RuleViolation 409, with the gate `agent` where that agent is not free
    Action transfer(UUID call, long to, Caller by) {
        return orders.alone(now -> {
            Live live = lock(call, by);
            refuseUnless(live.bridged(), live, "");
            refuseIfLeft(live.left());
            if (live.own()) {
                throw RuleViolation.conflict("The agent has dialed this call on their own phone: transfer it there.");
            }
            if (Long.valueOf(to).equals(live.agent())) {
                throw RuleViolation.conflict("The agent has this call already.");
            }
            if (database.sql(OPEN_TRANSFER).with("call", live.call()).one(row -> row.bool("any"))) {
                throw RuleViolation.conflict("The call is being transferred already.");
            }
            return add(live, CallAction.TRANSFER, to, lineOfFree(to, live.node(), now), by, now);
        });
    }

    Actions of(UUID call, Caller by) {
        UUID seen = database.sql(SEEN)
                .with("call", call)
                .with("own", by.confinedTo().orElse(null))
                .first(row -> row.uuid("call_id"))
                .orElseThrow(Detail::notFound);
        return new Actions(database.sql(OF_CALL).with("call", seen).list(CallHandling::action));
    }

    private Live lock(UUID call, Caller by) {
        return database.sql(LOCK)
                .with("call", call)
                .with("own", by.confinedTo().orElse(null))
                .first(row -> {
                    if (row.instantOrNull("ended_at") != null) {
                        throw RuleViolation.conflict("The call is over.");
                    }
                    return new Live(
                            row.uuid("call_id"),
                            row.bigintOrNull("agent_id"),
                            row.constant("source", CallSource.class) == CallSource.SOFTPHONE,
                            row.bigint("node"),
                            row.instantOrNull("bridged_at") != null,
                            row.instantOrNull("held_at") != null,
                            row.instantOrNull("agent_left_at") != null);
                })
                .orElseThrow(Detail::notFound);
    }

    private static void refuseIfLeft(boolean left) {
        if (left) {
            throw RuleViolation.conflict(
                    "The agent has transferred this call on their own phone: the customer is not with an agent any more.");
        }
    }

    private static void refuseUnless(boolean possible, Live live, String why) {
        if (!possible) {
            throw RuleViolation.conflict(
                    live.bridged() ? why : "The customer and the agent do not talk with each other yet.");
        }
    }

    /// @param node the switch that has the call
    /// @return the line on which the agent takes calls; null: their phone is rung
    private @Nullable UUID lineOfFree(long agent, long node, Instant now) {
        Target target = database.sql(FREE)
                .with("agent", agent)
                .with("node", node)
                .with("now", now)
                .first(row -> new Target(refusal(row), row.uuidOrNull("line_id")))
                .orElseThrow(() -> new FieldErrors("agent", "Invalid pk \"" + agent + "\" - object does not exist."));
        if (!target.refusal().isEmpty()) {
            throw RuleViolation.conflict(target.refusal(), Map.of("gate", Names.of(Gate.AGENT)));
        }
        return target.line();
    }

    private record Target(String refusal, @Nullable UUID line) {}

    private static String refusal(Row row) {
        if (row.bool("free")) {
            return "";
        }
        return row.text("status").equals("available")
                ? "The line of " + row.text("agent_id") + " is not up at the switch of this call."
                : row.text("agent_id") + " is " + row.text("status") + ".";
    }

    private Action add(Live live, CallAction action, @Nullable Long to, @Nullable UUID line, Caller by, Instant now) {
        return database.sql(ADD)
                .with("call", live.call())
                .with("action", action)
                .with("from", to == null ? null : live.agent())
                .with("to", to)
                .with("line", line)
                .with("by", by.username())
                .with("now", now)
                .one(CallHandling::action);
    }

    private static Action action(Row row) {
        return new Action(
                row.bigint("id"),
                row.uuid("call_id"),
                row.constant("action", CallAction.class),
                row.constant("state", CallActionState.class),
                row.text("reason"),
                row.bigintOrNull("to_agent"),
                row.text("ordered_by"),
                row.instant("ordered_at"),
                row.instantOrNull("settled_at"));
    }
}
