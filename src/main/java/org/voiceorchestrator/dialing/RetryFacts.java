package org.voiceorchestrator.dialing;

import java.time.Instant;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.campaign.RetryEnding;
import org.voiceorchestrator.campaign.RetryRule;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.dialing.RetryPolicy.NextStep;

/// What the campaign says of an ending, by a rule of its own or by its retry_ columns, and how often the lead was
/// called.
final class RetryFacts {
    /// Of a lead `l`, its campaign `c`, an ending `e.ending`, and the rule `r` that the campaign has for it, if it
    /// has. Calls are counted only for a rule that asks how many ended so.
    static final String COLUMNS = """
            l.attempt_count, l.max_attempts,
            r.campaign_id IS NOT NULL AS has_rule, r.delay, r.factor, r.max_delay, r.max_attempts AS most,
            CASE e.ending WHEN 'busy' THEN c.retry_busy
                          WHEN 'no_answer' THEN c.retry_no_answer
                          WHEN 'failed' THEN c.retry_failed
                          WHEN 'abandoned' THEN c.retry_abandoned
                          WHEN 'lost' THEN c.retry_lost END AS plain_delay,
            CASE WHEN r.factor > 1 OR r.max_attempts IS NOT NULL
                 THEN (SELECT count(*)
                       FROM call_logs AS x
                       WHERE x.lead_id = l.id
                         AND CASE x.status WHEN 'cancelled' THEN 'failed' ELSE x.status END = e.ending
                         AND x.counts)
                 ELSE 1 END AS ended_so
            """;

    private RetryFacts() {}

    static NextStep nextStep(Row row, CallOutcome outcome, Instant at) {
        return RetryPolicy.nextStep(outcome, at, ending -> RetryPolicy.byRule(rule(ending, row), attempts(row), at));
    }

    private static RetryRule rule(RetryEnding ending, Row row) {
        return row.bool("has_rule")
                ? new RetryRule(
                        ending,
                        null,
                        row.integerOrNull("delay"),
                        row.decimal("factor"),
                        row.integerOrNull("max_delay"),
                        row.integerOrNull("most"))
                : RetryRule.fixed(ending, row.integerOrNull("plain_delay"));
    }

    private static RetryPolicy.Attempts attempts(Row row) {
        return new RetryPolicy.Attempts(
                row.integer("attempt_count"), row.integer("max_attempts"), Math.max(1, row.integer("ended_so")));
    }
}
