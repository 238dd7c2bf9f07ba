package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.telephony.CallSignal;

/// What the agents of calls that have ended do next.
@Singleton
final class AgentsAfterCalls {
    private static final String LOCK_AGENTS = """
            SELECT id
            FROM agents
            WHERE id = ANY (:agents::bigint[])
            ORDER BY id
            FOR NO KEY UPDATE
            """;

    private static final String END_TALKS = """
            UPDATE agents AS a
            SET last_call_at = greatest(a.last_call_at, s.now),
                wrap_up_until = CASE WHEN a.wrap_up_seconds > 0
                                     THEN greatest(a.wrap_up_until, s.now + make_interval(secs => a.wrap_up_seconds))
                                     ELSE a.wrap_up_until END
            FROM unnest(:agents::bigint[], :now::timestamptz[]) AS s (id, now)
            WHERE a.id = s.id
            """;

    /// An agent whose phone does not work or is not picked up gets no more customers until somebody says otherwise.
    private static final String TAKE_OFF = """
            UPDATE agents
            SET status = 'on_break', status_reason = :reason, status_since = :now, updated_at = :now
            WHERE id = :agent AND status = 'available'
            """;

    private final Database database;

    AgentsAfterCalls(Database database) {
        this.database = database;
    }

    /// Belongs into the transaction that has closed the calls.
    void settle(List<ClosedCall> closed) {
        Map<Long, Instant> talked = new HashMap<>();
        List<ClosedCall> failed = new ArrayList<>();
        for (ClosedCall one : closed) {
            Long agent = one.agent();
            if (agent == null) {
                continue;
            }
            CallSignal.Ended how = one.how();
            if (how.outcome() instanceof CallOutcome.Answered) {
                talked.merge(agent, how.at(), (a, b) -> a.isAfter(b) ? a : b);
            } else if (!one.byHand() && agentFailed(how.outcome())) {
                failed.add(one);
            }
        }
        List<Long> touched = new ArrayList<>(talked.keySet());
        failed.forEach(one -> touched.add(one.agent()));
        if (touched.isEmpty()) {
            return;
        }
        database.sql(LOCK_AGENTS).with("agents", touched).list(row -> row.bigint("id"));
        endTalks(talked);
        failed.forEach(this::takeOff);
    }

    private static boolean agentFailed(CallOutcome outcome) {
        return (outcome instanceof CallOutcome.Abandoned abandoned && abandoned.agentFailed())
                || (outcome instanceof CallOutcome.NotBegun notBegun && notBegun.agentFailed());
    }

    /// Belongs into the transaction that gives the agent's call to another.
    void hasTalked(long agent, Instant at) {
        endTalks(Map.of(agent, at));
    }

    private void endTalks(Map<Long, Instant> talked) {
        if (!talked.isEmpty()) {
            database.sql(END_TALKS)
                    .with("agents", List.copyOf(talked.keySet()))
                    .with("now", List.copyOf(talked.values()))
                    .update();
        }
    }

    private void takeOff(ClosedCall one) {
        database.sql(TAKE_OFF)
                .with("agent", one.agent())
                .with(
                        "reason",
                        "the phone was not answered: " + one.how().outcome().cause())
                .with("now", one.how().at())
                .update();
    }
}
