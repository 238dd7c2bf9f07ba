package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.call.CallStatus;
import org.voiceorchestrator.campaign.RetryEnding;
import org.voiceorchestrator.campaign.RetryRule;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.dialing.RetryPolicy.NextStep;
import org.voiceorchestrator.telephony.CallSignal;

/// Writes down what became of a call: its steps while it is under way, and in the end call log, lead and agent
/// together. Every write shows the worker it belongs to; a call that another worker has taken over is not touched.
@Singleton
final class AttemptSettler {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptSettler.class);

    private static final String STEP = """
            UPDATE call_logs
            SET status = :status,
                ringing_at = coalesce(ringing_at, :ringing),
                answered_at = coalesce(answered_at, :answered),
                bridged_at = coalesce(bridged_at, :bridged)
            WHERE call_id = :call AND worker_id = :worker AND ended_at IS NULL
            """;

    private static final String CLOSE_CALL_LOG = """
            UPDATE call_logs
            SET status = :status,
                ringing_at = coalesce(ringing_at, :ringing),
                answered_at = coalesce(answered_at, :answered),
                bridged_at = coalesce(bridged_at, :bridged),
                ended_at = greatest(:ended, initiated_at),
                hangup_cause = :cause,
                metadata = CASE :remark WHEN '' THEN metadata
                    ELSE metadata || jsonb_build_object('remark', :remark::text) END,
                duration_seconds = greatest(0, round(extract(epoch FROM :ended - initiated_at))),
                talk_time_seconds = coalesce(
                    greatest(0, round(extract(epoch FROM :ended - coalesce(bridged_at, :bridged)))), 0)
            WHERE call_id = :call AND worker_id = :worker AND ended_at IS NULL
            RETURNING lead_id, agent_id, phone_number
            """;

    /// What the campaign says of such an ending, by a rule of its own or by its retry_ columns, and how often the lead
    /// was called. Calls are counted only for a rule that asks how many ended so.
    private static final String RETRY = """
            SELECT l.attempt_count, l.max_attempts,
                   r.campaign_id IS NOT NULL AS has_rule, r.delay, r.factor, r.max_delay, r.max_attempts AS most,
                   CASE :ending WHEN 'busy' THEN c.retry_busy
                                WHEN 'no_answer' THEN c.retry_no_answer
                                WHEN 'failed' THEN c.retry_failed
                                WHEN 'abandoned' THEN c.retry_abandoned
                                WHEN 'lost' THEN c.retry_lost END AS plain_delay,
                   CASE WHEN r.factor > 1 OR r.max_attempts IS NOT NULL
                        THEN (SELECT count(*)
                              FROM call_logs AS x
                              WHERE x.lead_id = l.id
                                AND x.status = ANY (:statuses)
                                AND x.counts)
                        ELSE 1 END AS ended_so
            FROM leads AS l
            JOIN campaigns AS c ON c.id = l.campaign_id
            LEFT JOIN retry_rules AS r ON r.campaign_id = c.id AND r.ending = :ending AND r.disposition = ''
            WHERE l.id = :lead AND l.live_call_id = :call
            FOR UPDATE OF l
            """;

    /// A lead to which somebody has given another status meanwhile, or a call-back, keeps that.
    private static final String SETTLE_LEAD = """
            UPDATE leads
            SET status = CASE WHEN status = 'dialing' THEN :status ELSE status END,
                due_at = CASE WHEN status = 'dialing' THEN coalesce(:due, due_at) ELSE due_at END,
                attempt_count = attempt_count - :not_counted,
                live_call_id = NULL,
                call_back_at = CASE WHEN status = 'dialing' AND :over THEN NULL ELSE call_back_at END,
                call_back_agent_id = CASE WHEN status = 'dialing' AND :over THEN NULL ELSE call_back_agent_id END,
                call_back_note = CASE WHEN status = 'dialing' AND :over THEN '' ELSE call_back_note END,
                call_back_before = CASE WHEN status = 'dialing' AND :over THEN NULL ELSE call_back_before END,
                updated_at = :now
            WHERE id = :lead AND live_call_id = :call
            """;

    /// Nobody's phone rang: the number's limits do not know of it.
    private static final String NOT_COUNTED = """
            UPDATE call_logs
            SET counts = false
            WHERE call_id = :call
            """;

    private static final String BEGIN_WRAP_UP = """
            UPDATE agents
            SET wrap_up_until = :now + make_interval(secs => wrap_up_seconds)
            WHERE id = :agent AND wrap_up_seconds > 0
            """;

    /// An agent whose phone does not work or is not picked up gets no more customers until somebody says otherwise.
    private static final String TAKE_OFF = """
            UPDATE agents
            SET status = 'on_break', status_reason = :reason, status_since = :now, updated_at = :now
            WHERE id = :agent AND status = 'available'
            """;

    private final Database database;
    private final CappedNumbers capped;

    AttemptSettler(Database database, CappedNumbers capped) {
        this.database = database;
        this.capped = capped;
    }

    /// @return false when the call is no longer this worker's
    boolean step(UUID call, UUID worker, CallTimes times) {
        return database.sql(STEP)
                        .with("call", call)
                        .with("worker", worker)
                        .with("status", times.status())
                        .with("ringing", times.ringing())
                        .with("answered", times.answered())
                        .with("bridged", times.bridged())
                        .update()
                == 1;
    }

    /// One transaction: the call log is closed, the lead is settled, the agent goes on.
    ///
    /// @return false when the call is no longer this worker's, and nothing was changed
    boolean settle(UUID call, UUID worker, CallTimes times, CallSignal.Ended end) {
        boolean settled = database.inTransaction(() -> {
            Optional<Closed> closed = close(call, worker, times, end);
            closed.ifPresent(parties -> {
                settleLead(call, parties.lead(), end);
                capped.afterCall(parties.number(), end.at());
                settleAgent(parties.agent(), end);
            });
            return closed.isPresent();
        });
        if (!settled) {
            LOG.warn("call {} ended as {}, but it is another worker's by now: left to it", call, end.outcome());
        }
        return settled;
    }

    private record Closed(long lead, long agent, String number) {}

    private Optional<Closed> close(UUID call, UUID worker, CallTimes times, CallSignal.Ended end) {
        return database.sql(CLOSE_CALL_LOG)
                .with("call", call)
                .with("worker", worker)
                .with("status", end.outcome().status())
                .with("ringing", times.ringing())
                .with("answered", times.answered())
                .with("bridged", times.bridged())
                .with("ended", end.at())
                .with("cause", end.outcome().cause())
                .with("remark", end.outcome().remark())
                .first(row -> new Closed(row.bigint("lead_id"), row.bigint("agent_id"), row.text("phone_number")));
    }

    private void settleLead(UUID call, long lead, CallSignal.Ended end) {
        NextStep step = RetryPolicy.nextStep(end.outcome(), end.at(), ending -> ruled(call, lead, ending, end.at()));
        settleLead(call, lead, end.at(), step);
    }

    private NextStep ruled(UUID call, long lead, RetryEnding ending, Instant now) {
        return database.sql(RETRY)
                .with("lead", lead)
                .with("call", call)
                .with("ending", ending)
                .with("statuses", statuses(ending))
                .first(row -> RetryPolicy.byRule(rule(ending, row), attempts(row), now))
                // the lead is no longer this call's: nothing is settled below either
                .orElseGet(NextStep.GivenUp::new);
    }

    private record Settled(String status, @Nullable Instant due, int notCounted) {}

    private void settleLead(UUID call, long lead, Instant now, NextStep step) {
        Settled settled = switch (step) {
            case NextStep.Again(Instant at) -> new Settled("pending", at, 0);
            case NextStep.NotCounted(Instant at) -> new Settled("pending", at, 1);
            case NextStep.Reached() -> new Settled("completed", null, 0);
            case NextStep.GivenUp() -> new Settled("failed", null, 0);
        };
        database.sql(SETTLE_LEAD)
                .with("lead", lead)
                .with("call", call)
                .with("status", settled.status())
                .with("due", settled.due())
                .with("not_counted", settled.notCounted())
                .with("over", settled.due() == null)
                .with("now", now)
                .update();
        if (settled.notCounted() > 0) {
            database.sql(NOT_COUNTED).with("call", call).update();
        }
    }

    private void settleAgent(long agent, CallSignal.Ended end) {
        if (end.outcome() instanceof CallOutcome.Abandoned(String cause, boolean agentFailed) && agentFailed) {
            database.sql(TAKE_OFF)
                    .with("agent", agent)
                    .with("reason", "the phone was not answered: " + cause)
                    .with("now", end.at())
                    .update();
        } else if (end.outcome() instanceof CallOutcome.Answered) {
            database.sql(BEGIN_WRAP_UP)
                    .with("agent", agent)
                    .with("now", end.at())
                    .update();
        }
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

    /// How the log names calls that ended so.
    private static List<CallStatus> statuses(RetryEnding ending) {
        return switch (ending) {
            case BUSY -> List.of(CallStatus.BUSY);
            case NO_ANSWER -> List.of(CallStatus.NO_ANSWER);
            case FAILED -> List.of(CallStatus.FAILED, CallStatus.CANCELLED);
            case ABANDONED -> List.of(CallStatus.ABANDONED);
            case LOST -> List.of(CallStatus.LOST);
        };
    }
}
