package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
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
import org.voiceorchestrator.database.Batched;
import org.voiceorchestrator.database.Database;
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
            RETURNING c.call_id,
            """ + CallWay.COLUMNS;

    private static final String CLOSE_CALL_LOGS = """
            UPDATE call_logs AS c
            SET status = s.status,
                ringing_at = coalesce(c.ringing_at, s.ringing),
                answered_at = coalesce(c.answered_at, s.answered),
                bridged_at = coalesce(c.bridged_at, s.bridged),
                ended_at = greatest(s.ended, c.initiated_at),
                held_at = NULL,
                hangup_cause = s.cause,
                metadata = CASE s.remark WHEN '' THEN c.metadata
                    ELSE c.metadata || jsonb_build_object('remark', s.remark) END,
                duration_seconds = greatest(0, round(extract(epoch FROM s.ended - c.initiated_at))),
                talk_time_seconds = coalesce(
                    greatest(0, round(extract(epoch FROM coalesce(c.agent_left_at, s.ended)
                                                         - coalesce(c.bridged_at, s.bridged)))), 0)
            FROM unnest(:calls::uuid[], :workers::uuid[], :statuses::text[], :ringing::timestamptz[],
                        :answered::timestamptz[], :bridged::timestamptz[], :ended::timestamptz[], :causes::text[],
                        :remarks::text[])
                 AS s (call_id, worker_id, status, ringing, answered, bridged, ended, cause, remark)
            WHERE c.call_id = s.call_id AND c.worker_id = s.worker_id AND c.ended_at IS NULL
            RETURNING c.call_id, c.lead_id, c.phone_number,
                      -- who left it before is in another call by now
                      CASE WHEN c.agent_left_at IS NULL THEN c.agent_id END AS agent_id,
                      c.source <> 'campaign' AS by_hand,
            """ + CallWay.COLUMNS;

    private final Database database;
    private final LeadsAfterCalls leads;
    private final AgentsAfterCalls agents;
    private final WaysAfterCalls ways;
    private final SwitchRecords records;
    private final CallActions actions;
    private final Batched<Step, Boolean> steps;
    private final Batched<End, Boolean> ends;

    AttemptSettler(
            Database database,
            LeadsAfterCalls leads,
            AgentsAfterCalls agents,
            WaysAfterCalls ways,
            SwitchRecords records,
            CallActions actions) {
        this.database = database;
        this.leads = leads;
        this.agents = agents;
        this.ways = ways;
        this.records = records;
        this.actions = actions;
        this.steps = new Batched<>(this::write);
        this.ends = new Batched<>(this::settle);
    }

    private record Step(UUID call, UUID worker, CallTimes times) {}

    private record End(UUID call, UUID worker, CallTimes times, CallSignal.Ended how) {}

    /// @return false when the call is no longer this worker's
    boolean step(UUID call, UUID worker, CallTimes times) {
        return steps.get(new Step(call, worker, times)).orElse(false);
    }

    void recorded(UUID call, CallSignal.Recorded recording) {
        records.recorded(call, recording);
    }

    /// One transaction: the call log is closed, the lead is settled, the agent goes on. An end that nobody saw is
    /// what the switch's own record says of it, if that has come.
    ///
    /// @return false when the call is no longer this worker's, and nothing was changed
    boolean settle(UUID call, UUID worker, CallTimes times, CallSignal.Ended end) {
        SwitchRecords.Ending ending = records.lastWord(call, new SwitchRecords.Ending(times, end));
        boolean settled = ends.get(new End(call, worker, ending.times(), ending.how()))
                .orElseThrow(() -> new IllegalStateException("call " + call + " could not be settled: see the log"));
        if (!settled) {
            LOG.warn("call {} ended as {}, but it is another worker's by now: left to it", call, end.outcome());
        }
        return settled;
    }

    /// An end that the database refuses for good: the call was lost. What of that is refused, too, is left out, so
    /// that neither its number nor its agent stays with it.
    void giveUp(UUID call, UUID worker, Instant at) {
        CallOutcome lost = new CallOutcome.Lost("how it ended could not be written down: see the log");
        End end = new End(call, worker, CallTimes.NONE, new CallSignal.Ended(at, lost));
        try {
            settleTogether(Set.of(end));
        } catch (RuntimeException e) {
            LOG.error("call {} cannot be settled as lost either: closed without what belongs to it", call, e);
            List<ClosedCall> closed = database.inTransaction(() -> close(Map.of(call, end)));
            if (!closed.isEmpty()) {
                tryToDo("lead", closed, () -> leads.settle(closed));
                tryToDo("agent", closed, () -> agents.settle(closed));
                tryToDo("way", closed, () -> ways.settle(closed));
                tryToDo("actions", closed, () -> actions.close(List.of(call), at));
            }
        }
    }

    private void tryToDo(String what, List<ClosedCall> closed, Runnable statements) {
        try {
            database.inTransaction(statements);
        } catch (RuntimeException e) {
            LOG.error("call {}: its {} is left as it was", closed.getFirst().call(), what, e);
        }
    }

    private Map<Step, Boolean> write(Set<Step> some) {
        Map<UUID, CallWay> written = new HashMap<>();
        database.sql(STEPS)
                .with("calls", some.stream().map(Step::call).toList())
                .with("workers", some.stream().map(Step::worker).toList())
                .with(
                        "statuses",
                        some.stream().map(step -> step.times().status()).toList())
                .with(times(some.stream().map(Step::times).toList()))
                .list(row -> written.put(row.uuid("call_id"), CallWay.of(row)));
        ways.ring(written);
        return some.stream().collect(Collectors.toMap(Function.identity(), step -> written.containsKey(step.call())));
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
        List<ClosedCall> closed = database.inTransaction(() -> {
            List<ClosedCall> all = close(byCall);
            if (!all.isEmpty()) {
                leads.settle(all);
                agents.settle(all);
                ways.settle(all);
                actions.close(
                        all.stream().map(ClosedCall::call).toList(),
                        all.getFirst().how().at());
            }
            return all;
        });
        Set<UUID> calls = closed.stream().map(ClosedCall::call).collect(Collectors.toSet());
        return some.stream().collect(Collectors.toMap(Function.identity(), end -> calls.contains(end.call())));
    }

    private List<ClosedCall> close(Map<UUID, End> ends) {
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
                .list(row -> new ClosedCall(
                        row.uuid("call_id"),
                        row.bigintOrNull("lead_id"),
                        row.bigintOrNull("agent_id"),
                        row.text("phone_number"),
                        row.bool("by_hand"),
                        CallWay.of(row),
                        Objects.requireNonNull(ends.get(row.uuid("call_id"))).how()));
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
}
