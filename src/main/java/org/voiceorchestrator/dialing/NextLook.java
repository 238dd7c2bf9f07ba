package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.lead.LeadLanes;

/// When time alone may have made something possible: a lead is due, an agent's wrap-up is over, calls may be begun
/// again after a full second. Everything else is told when it happens.
@Singleton
final class NextLook {
    /// Calls under way may change what is possible without anybody saying so.
    private static final Duration WHILE_CALLS_ARE_LIVE = Duration.ofSeconds(1);

    /// Calling hours begin, days change.
    private static final Duration WHILE_NOTHING_HAPPENS = Duration.ofSeconds(15);

    private static final String NEXT = """
            SELECT least(
                (SELECT min(next.due_at)
                 FROM campaigns AS c
                 CROSS JOIN LATERAL (%s) AS next
                 WHERE c.status = 'active'),
                (SELECT min(wrap_up_until) FROM agents
                 WHERE wrap_up_until > :now AND is_active AND status = 'available'),
                (SELECT min(probe_at) FROM breakers WHERE probe_at > :now),
                (SELECT min(initiated_at) + interval '1 second' FROM call_logs WHERE initiated_at > :a_second_ago)
            ) AS next
            """.formatted(LeadLanes.heads("c.id", "l.due_at > :now"));

    private final Database database;

    NextLook(Database database) {
        this.database = database;
    }

    Duration after(Instant now, boolean callsAreLive) {
        Duration longest = callsAreLive ? WHILE_CALLS_ARE_LIVE : WHILE_NOTHING_HAPPENS;
        return database.sql(NEXT)
                .with("now", now)
                .with("a_second_ago", now.minusSeconds(1))
                .first(row -> row.instantOrNull("next") == null ? longest : Duration.between(now, row.instant("next")))
                .filter(wait -> wait.compareTo(longest) < 0)
                .orElse(longest);
    }
}
