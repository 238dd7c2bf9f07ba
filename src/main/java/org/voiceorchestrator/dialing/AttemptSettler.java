package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.campaign.RetryEnding;
import org.voiceorchestrator.database.Batched;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.DatabaseException;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.dialing.RetryPolicy.NextStep;
import org.voiceorchestrator.recording.Recordings;
import org.voiceorchestrator.telephony.CallSignal;

/// Writes down what became of calls: their steps while they are under way, and in the end call log, lead and agent
/// together. What comes while a write is under way goes together into the next one. Every write shows the worker it
/// belongs to; a call that another worker has taken over is not touched.
@Singleton
final class AttemptSettler {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptSettler.class);

    private static final String STEPS = """
            UPDATE call_logs AS c
            SET status = s.status,
                ringing_at = coalesce(c.ringing_at, s.ringing),
                answered_at = coalesce(c.answered_at, s.answered),
                bridged_at = coalesce(c.bridged_at, s.bridged)
            FROM unnest(:calls::uuid[], :workers::uuid[], :statuses::text[], :ringing::timestamptz[],
                        :answered::timestamptz[], :bridged::timestamptz[])
                 AS s (call_id, worker_id, status, ringing, answered, bridged)
            WHERE c.call_id = s.call_id AND c.worker_id = s.worker_id AND c.ended_at IS NULL
            RETURNING c.call_id
            """;

    private static final String CLOSE_CALL_LOGS = """
            UPDATE call_logs AS c
            SET status = s.status,
                ringing_at = coalesce(c.ringing_at, s.ringing),
                answered_at = coalesce(c.answered_at, s.answered),
                bridged_at = coalesce(c.bridged_at, s.bridged),
                ended_at = greatest(s.ended, c.initiated_at),
                hangup_cause = s.cause,
                metadata = CASE s.remark WHEN '' THEN c.metadata
                    ELSE c.metadata || jsonb_build_object('remark', s.remark) END,
                duration_seconds = greatest(0, round(extract(epoch FROM s.ended - c.initiated_at))),
                talk_time_seconds = coalesce(
                    greatest(0, round(extract(epoch FROM s.ended - coalesce(c.bridged_at, s.bridged)))), 0)
            FROM unnest(:calls::uuid[], :workers::uuid[], :statuses::text[], :ringing::timestamptz[],
                        :answered::timestamptz[], :bridged::timestamptz[], :ended::timestamptz[], :causes::text[],
                        :remarks::text[])
                 AS s (call_id, worker_id, status, ringing, answered, bridged, ended, cause, remark)
            WHERE c.call_id = s.call_id AND c.worker_id = s.worker_id AND c.ended_at IS NULL
            RETURNING c.call_id, c.lead_id, c.agent_id, c.phone_number
            """;

    private static final String RETRIES = """
            SELECT l.id, e.call_id, %s
            FROM unnest(:leads::bigint[], :calls::uuid[], :endings::text[]) AS e (lead_id, call_id, ending)
            JOIN leads AS l ON l.id = e.lead_id AND l.live_call_id = e.call_id
            JOIN campaigns AS c ON c.id = l.campaign_id
            LEFT JOIN retry_rules AS r ON r.campaign_id = c.id AND r.ending = e.ending AND r.disposition = ''
            ORDER BY l.id
            FOR UPDATE OF l
            """.formatted(RetryFacts.COLUMNS);

    /// A lead to which somebody has given another status meanwhile, or a call-back, keeps that.
    private static final String SETTLE_LEADS = """
            UPDATE leads AS l
            SET status = CASE WHEN l.status = 'dialing' THEN s.status ELSE l.status END,
                due_at = CASE WHEN l.status = 'dialing' THEN coalesce(s.due, l.due_at) ELSE l.due_at END,
                attempt_count = l.attempt_count - s.not_counted,
                live_call_id = NULL,
                call_back_at = CASE WHEN l.status = 'dialing' AND s.due IS NULL THEN NULL ELSE l.call_back_at END,
                call_back_agent_id = CASE WHEN l.status = 'dialing' AND s.due IS NULL
                                          THEN NULL ELSE l.call_back_agent_id END,
                call_back_note = CASE WHEN l.status = 'dialing' AND s.due IS NULL THEN '' ELSE l.call_back_note END,
                call_back_before = CASE WHEN l.status = 'dialing' AND s.due IS NULL
                                        THEN NULL ELSE l.call_back_before END,
                updated_at = s.now
            FROM unnest(:leads::bigint[], :calls::uuid[], :statuses::text[], :due::timestamptz[],
                        :not_counted::integer[], :now::timestamptz[])
                 AS s (id, call_id, status, due, not_counted, now)
            WHERE l.id = s.id AND l.live_call_id = s.call_id
            """;

    /// Nobody's phone rang: the limits of a number do not know of it.
    private static final String NOT_COUNTED = """
            UPDATE call_logs
            SET counts = false
            WHERE call_id = ANY (:calls::uuid[])
            """;

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
    private final CappedNumbers capped;
    private final Recordings recordings;
    private final Batched<Step, Boolean> steps;
    private final Batched<End, Boolean> ends;

    AttemptSettler(Database database, CappedNumbers capped, Recordings recordings) {
        this.database = database;
        this.capped = capped;
        this.recordings = recordings;
        this.steps = new Batched<>(this::write);
        this.ends = new Batched<>(this::settle);
    }

    private record Step(UUID call, UUID worker, CallTimes times) {}

    private record End(UUID call, UUID worker, CallTimes times, CallSignal.Ended how) {}

    /// @return false when the call is no longer this worker's
    boolean step(UUID call, UUID worker, CallTimes times) {
        return steps.get(new Step(call, worker, times)).orElse(false);
    }

    /// What cannot be written of a recording is lost to the call log; the call goes on.
    void recorded(UUID call, CallSignal.Recorded recording) {
        try {
            recordings.finished(call, recording.path(), recording.seconds(), recording.bytes());
        } catch (DatabaseException e) {
            LOG.error("call {}: its recording {} could not be written down", call, recording.path(), e);
        }
    }

    /// One transaction: the call log is closed, the lead is settled, the agent goes on.
    ///
    /// @return false when the call is no longer this worker's, and nothing was changed
    boolean settle(UUID call, UUID worker, CallTimes times, CallSignal.Ended end) {
        boolean settled = ends.get(new End(call, worker, times, end))
                .orElseThrow(() -> new IllegalStateException("call " + call + " could not be settled: see the log"));
        if (!settled) {
            LOG.warn("call {} ended as {}, but it is another worker's by now: left to it", call, end.outcome());
        }
        return settled;
    }

    private Map<Step, Boolean> write(Set<Step> some) {
        Set<UUID> written = Set.copyOf(database.sql(STEPS)
                .with("calls", some.stream().map(Step::call).toList())
                .with("workers", some.stream().map(Step::worker).toList())
                .with(
                        "statuses",
                        some.stream().map(step -> step.times().status()).toList())
                .with(times(some.stream().map(Step::times).toList()))
                .list(row -> row.uuid("call_id")));
        return some.stream().collect(Collectors.toMap(Function.identity(), step -> written.contains(step.call())));
    }

    /// What cannot be settled must not keep the others from it.
    private Map<End, Boolean> settle(Set<End> some) {
        try {
            return settleTogether(some);
        } catch (RuntimeException e) {
            if (some.size() == 1) {
                throw e;
            }
            LOG.warn("{} calls could not be settled together, so one by one: {}", some.size(), e.getMessage());
            return settleEach(some);
        }
    }

    private Map<End, Boolean> settleEach(Set<End> some) {
        Map<End, Boolean> settled = new HashMap<>();
        for (End end : some) {
            try {
                settled.putAll(settleTogether(Set.of(end)));
            } catch (RuntimeException e) {
                LOG.error(
                        "call {} ended as {} and could not be settled",
                        end.call(),
                        end.how().outcome(),
                        e);
            }
        }
        return settled;
    }

    private Map<End, Boolean> settleTogether(Set<End> some) {
        Map<UUID, End> byCall = some.stream().collect(Collectors.toMap(End::call, Function.identity()));
        List<Closed> closed = database.inTransaction(() -> {
            List<Closed> all = close(byCall);
            if (!all.isEmpty()) {
                settleLeads(all);
                capped.afterCalls(
                        all.stream().map(Closed::number).toList(),
                        all.getFirst().end().how().at());
                settleAgents(all);
            }
            return all;
        });
        Set<UUID> calls = closed.stream().map(one -> one.end().call()).collect(Collectors.toSet());
        return some.stream().collect(Collectors.toMap(Function.identity(), end -> calls.contains(end.call())));
    }

    private record Closed(End end, long lead, @Nullable Long agent, String number) {}

    private List<Closed> close(Map<UUID, End> ends) {
        Collection<End> some = ends.values();
        return database.sql(CLOSE_CALL_LOGS)
                .with("calls", some.stream().map(End::call).toList())
                .with("workers", some.stream().map(End::worker).toList())
                .with(
                        "statuses",
                        outcomes(some).stream().map(CallOutcome::status).toList())
                .with(times(some.stream().map(End::times).toList()))
                .with("ended", some.stream().map(end -> end.how().at()).toList())
                .with("causes", outcomes(some).stream().map(CallOutcome::cause).toList())
                .with(
                        "remarks",
                        outcomes(some).stream().map(CallOutcome::remark).toList())
                .list(row -> new Closed(
                        Objects.requireNonNull(ends.get(row.uuid("call_id"))),
                        row.bigint("lead_id"),
                        row.bigintOrNull("agent_id"),
                        row.text("phone_number")));
    }

    private static List<CallOutcome> outcomes(Collection<End> some) {
        return some.stream().map(end -> end.how().outcome()).toList();
    }

    private static Map<String, @Nullable Object> times(List<CallTimes> times) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("ringing", times.stream().map(CallTimes::ringing).toList());
        values.put("answered", times.stream().map(CallTimes::answered).toList());
        values.put("bridged", times.stream().map(CallTimes::bridged).toList());
        return values;
    }

    private record Settled(
            long lead, UUID call, String status, @Nullable Instant due, int notCounted, Instant now) {}

    private void settleLeads(List<Closed> closed) {
        Map<UUID, End> ends = closed.stream().map(Closed::end).collect(Collectors.toMap(End::call, end -> end));
        List<Settled> settled = database.sql(RETRIES)
                .with("leads", closed.stream().map(Closed::lead).toList())
                .with("calls", closed.stream().map(one -> one.end().call()).toList())
                .with("endings", closed.stream().map(AttemptSettler::ending).toList())
                .list(row -> settled(row, Objects.requireNonNull(ends.get(row.uuid("call_id")))));
        database.sql(SETTLE_LEADS)
                .with("leads", settled.stream().map(Settled::lead).toList())
                .with("calls", settled.stream().map(Settled::call).toList())
                .with("statuses", settled.stream().map(Settled::status).toList())
                .with("due", settled.stream().map(Settled::due).toList())
                .with("not_counted", settled.stream().map(Settled::notCounted).toList())
                .with("now", settled.stream().map(Settled::now).toList())
                .update();
        List<UUID> rangNowhere = settled.stream()
                .filter(lead -> lead.notCounted() > 0)
                .map(Settled::call)
                .toList();
        if (!rangNowhere.isEmpty()) {
            database.sql(NOT_COUNTED).with("calls", rangNowhere).update();
        }
    }

    private static @Nullable RetryEnding ending(Closed closed) {
        return RetryPolicy.ending(closed.end().how().outcome()).orElse(null);
    }

    private static Settled settled(Row row, End end) {
        CallSignal.Ended how = end.how();
        NextStep next = RetryFacts.nextStep(row, how.outcome(), how.at());
        long lead = row.bigint("id");
        return switch (next) {
            case NextStep.Again(Instant at) -> new Settled(lead, end.call(), "pending", at, 0, how.at());
            case NextStep.NotCounted(Instant at) -> new Settled(lead, end.call(), "pending", at, 1, how.at());
            case NextStep.Reached() -> new Settled(lead, end.call(), "completed", null, 0, how.at());
            case NextStep.GivenUp() -> new Settled(lead, end.call(), "failed", null, 0, how.at());
        };
    }

    private void settleAgents(List<Closed> closed) {
        Map<Long, Instant> talked = new HashMap<>();
        List<Closed> failed = new ArrayList<>();
        for (Closed one : closed) {
            Long agent = one.agent();
            if (agent == null) {
                continue;
            }
            CallSignal.Ended how = one.end().how();
            if (how.outcome() instanceof CallOutcome.Answered) {
                talked.merge(agent, how.at(), (a, b) -> a.isAfter(b) ? a : b);
            } else if (how.outcome() instanceof CallOutcome.Abandoned abandoned && abandoned.agentFailed()) {
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

    private void endTalks(Map<Long, Instant> talked) {
        if (!talked.isEmpty()) {
            database.sql(END_TALKS)
                    .with("agents", List.copyOf(talked.keySet()))
                    .with("now", List.copyOf(talked.values()))
                    .update();
        }
    }

    private void takeOff(Closed one) {
        database.sql(TAKE_OFF)
                .with("agent", one.agent())
                .with(
                        "reason",
                        "the phone was not answered: "
                                + one.end().how().outcome().cause())
                .with("now", one.end().how().at())
                .update();
    }
}
