package org.voiceorchestrator.handling;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.dialing.CallOrders;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.why.Gate;
import org.voiceorchestrator.why.GateState;
import org.voiceorchestrator.why.OrderGates;

/// Refuses calls for which a gate is closed, and says which.
@Singleton
final class Refusals {
    private static final String AGENT = """
            SELECT a.agent_id, a.is_active, a.status, a.max_concurrent_calls, n.live_calls
            FROM agents AS a
            JOIN agents_now AS n ON n.id = a.id
            WHERE a.id = :agent
            """;

    private final Database database;
    private final CallOrders orders;
    private final OrderGates gates;
    private final HandlingSettings settings;

    Refusals(Database database, CallOrders orders, OrderGates gates, HandlingSettings settings) {
        this.database = database;
        this.orders = orders;
        this.gates = gates;
        this.settings = settings;
    }

    /// @throws RuleViolation 409, with the `gate` that is closed
    /// @throws FieldErrors for an agent that is not there
    void refuseClosed(long agent, OrderGates.Asked asked, Instant now) {
        if (!orders.areTaken(now)) {
            throw RuleViolation.conflict(
                    "No process is dialing now: start one with DIALER_DIALING_ENABLED=true.", Map.of("gate", "dialer"));
        }
        String whyNot = database.sql(AGENT)
                .with("agent", agent)
                .first(Refusals::whyNot)
                .orElseThrow(() -> unknown("agent", agent));
        if (!whyNot.isEmpty()) {
            throw of(Gate.AGENT, whyNot, null);
        }
        Optional<GateState> closed = gates.closed(asked, settings.calendar(), now);
        if (closed.isPresent()) {
            GateState gate = closed.get();
            throw of(gate.gate(), gate.fact(), gate.nextTime());
        }
    }

    private static String whyNot(Row row) {
        String name = row.text("agent_id");
        int calls = row.integer("live_calls");
        int most = row.integer("max_concurrent_calls");
        if (!row.bool("is_active")) {
            return name + " is not active.";
        }
        if (row.text("status").equals("offline")) {
            return name + " is offline.";
        }
        return calls < most ? "" : name + " has " + calls + " of " + most + " calls.";
    }

    static RuleViolation noLine() {
        return of(Gate.TRUNK, "No trunk has a free line.", null);
    }

    static FieldErrors unknown(String field, @Nullable Long id) {
        return new FieldErrors(field, "Invalid pk \"" + id + "\" - object does not exist.");
    }

    static RuleViolation of(Gate gate, String fact, @Nullable Instant nextTime) {
        Map<String, String> more = new HashMap<>(Map.of("gate", Names.of(gate)));
        if (nextTime != null) {
            more.put("next_time", nextTime.toString());
        }
        return RuleViolation.conflict(fact, more);
    }
}
