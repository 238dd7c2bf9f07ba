package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.cdr.AfterLost;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.dialing.RetryPolicy.NextStep;

/// Settles the lead of a lost call anew when the switch has said how it ended.
@Singleton
final class LostLeads implements AfterLost {
    private static final String WHERE_IT_WAS_LEFT = """
            SELECT %s
            FROM leads AS l
            JOIN campaigns AS c ON c.id = l.campaign_id
            CROSS JOIN (SELECT :ending::text AS ending) AS e
            LEFT JOIN retry_rules AS r ON r.campaign_id = c.id AND r.ending = e.ending AND r.disposition = ''
            WHERE l.id = :lead
              AND l.live_call_id IS NULL
              AND l.status IN ('pending', 'failed')
              AND l.updated_at <= :lost_at
              AND NOT EXISTS (SELECT FROM call_logs AS later
                              WHERE later.lead_id = l.id AND later.initiated_at > :initiated)
            FOR UPDATE OF l
            """.formatted(RetryFacts.COLUMNS);

    private static final String SETTLE = """
            UPDATE leads
            SET status = :status,
                due_at = coalesce(:due, due_at),
                attempt_count = greatest(0, attempt_count - :not_counted),
                updated_at = :now
            WHERE id = :lead
            """;

    private final Database database;

    LostLeads(Database database) {
        this.database = database;
    }

    @Override
    public boolean settle(Call call, CallOutcome outcome, Instant endedAt, Instant now) {
        Long lead = call.lead();
        if (lead == null) {
            return true;
        }
        Optional<NextStep> step = database.sql(WHERE_IT_WAS_LEFT)
                .with("lead", lead)
                .with("lost_at", call.lostAt())
                .with("initiated", call.initiatedAt())
                .with("ending", RetryPolicy.ending(outcome).orElse(null))
                .first(row -> RetryFacts.nextStep(row, outcome, endedAt));
        step.ifPresent(next -> settle(lead, now, next));
        return step.isPresent();
    }

    private record Settled(String status, @Nullable Instant due, int notCounted) {}

    private void settle(long lead, Instant now, NextStep step) {
        Settled settled = switch (step) {
            case NextStep.Again(Instant at) -> new Settled("pending", at, 0);
            case NextStep.NotCounted(Instant at) -> new Settled("pending", at, 1);
            case NextStep.Reached() -> new Settled("completed", null, 0);
            case NextStep.GivenUp() -> new Settled("failed", null, 0);
        };
        database.sql(SETTLE)
                .with("lead", lead)
                .with("status", settled.status())
                .with("due", settled.due())
                .with("not_counted", settled.notCounted())
                .with("now", now)
                .update();
    }
}
