package org.voiceorchestrator.lead;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.RetryRule;
import org.voiceorchestrator.database.Database;

/// When a lead is called again because of what an agent said of it.
@Singleton
final class DispositionRetries {
    private final Database database;

    DispositionRetries(Database database) {
        this.database = database;
    }

    private record Found(RetryRule rule, int times) {}

    /// @param attempts how often the lead was called, the call of which this was said included
    /// @return empty where the campaign has no rule for it, the rule says never, or all attempts were made
    Optional<Instant> dueAt(Lead lead, @Nullable String disposition, int attempts, Instant now) {
        if (disposition == null || disposition.isEmpty() || attempts >= lead.maxAttempts()) {
            return Optional.empty();
        }
        return database.sql("""
                        SELECT r.delay, r.factor, r.max_delay, r.max_attempts,
                               (SELECT count(*)
                                FROM call_logs AS c
                                WHERE c.lead_id = :lead
                                  AND lower(c.disposition) = lower(:disposition)) AS times
                        FROM retry_rules AS r
                        WHERE r.campaign_id = :campaign
                          AND r.ending = ''
                          AND lower(r.disposition) = lower(:disposition)
                        """)
                .with("lead", lead.id())
                .with("campaign", lead.campaign())
                .with("disposition", disposition)
                .first(row -> new Found(
                        new RetryRule(
                                null,
                                disposition,
                                row.integerOrNull("delay"),
                                row.decimal("factor"),
                                row.integerOrNull("max_delay"),
                                row.integerOrNull("max_attempts")),
                        Math.max(1, row.integer("times"))))
                .flatMap(found -> found.rule.delayAfter(found.times))
                .map(now::plus);
    }
}
