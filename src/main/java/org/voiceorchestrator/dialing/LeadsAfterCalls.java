package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.RetryEnding;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.dialing.RetryPolicy.NextStep;
import org.voiceorchestrator.telephony.CallSignal;

/// What becomes of the leads of calls that have ended.
@Singleton
final class LeadsAfterCalls {
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

    private final Database database;
    private final CappedNumbers capped;

    LeadsAfterCalls(Database database, CappedNumbers capped) {
        this.database = database;
        this.capped = capped;
    }

    private record Settled(
            long lead, UUID call, String status, @Nullable Instant due, int notCounted, Instant now) {}

    /// Belongs into the transaction that has closed the calls.
    void settle(List<ClosedCall> closed) {
        List<ClosedCall> ofLeads =
                closed.stream().filter(one -> one.lead() != null).toList();
        if (!ofLeads.isEmpty()) {
            settleLeads(ofLeads);
        }
        List<UUID> rangNowhere = closed.stream()
                .filter(one -> RetryPolicy.isNoCall(one.how().outcome()))
                .map(ClosedCall::call)
                .toList();
        if (!rangNowhere.isEmpty()) {
            database.sql(NOT_COUNTED).with("calls", rangNowhere).update();
        }
        capped.afterCalls(
                closed.stream().map(ClosedCall::number).toList(),
                closed.getFirst().how().at());
    }

    private void settleLeads(List<ClosedCall> closed) {
        Map<UUID, ClosedCall> calls = closed.stream().collect(Collectors.toMap(ClosedCall::call, Function.identity()));
        List<Settled> settled = database.sql(RETRIES)
                .with("leads", closed.stream().map(ClosedCall::lead).toList())
                .with("calls", closed.stream().map(ClosedCall::call).toList())
                .with("endings", closed.stream().map(LeadsAfterCalls::ending).toList())
                .list(row -> settled(row, Objects.requireNonNull(calls.get(row.uuid("call_id")))));
        database.sql(SETTLE_LEADS)
                .with("leads", settled.stream().map(Settled::lead).toList())
                .with("calls", settled.stream().map(Settled::call).toList())
                .with("statuses", settled.stream().map(Settled::status).toList())
                .with("due", settled.stream().map(Settled::due).toList())
                .with("not_counted", settled.stream().map(Settled::notCounted).toList())
                .with("now", settled.stream().map(Settled::now).toList())
                .update();
    }

    private static @Nullable RetryEnding ending(ClosedCall closed) {
        return RetryPolicy.ending(closed.how().outcome()).orElse(null);
    }

    private static Settled settled(Row row, ClosedCall call) {
        CallSignal.Ended how = call.how();
        NextStep next = RetryFacts.nextStep(row, how.outcome(), how.at());
        long lead = row.bigint("id");
        return switch (next) {
            case NextStep.Again(Instant at) -> new Settled(lead, call.call(), "pending", at, 0, how.at());
            case NextStep.NotCounted(Instant at) -> new Settled(lead, call.call(), "pending", at, 1, how.at());
            case NextStep.Reached() -> new Settled(lead, call.call(), "completed", null, 0, how.at());
            case NextStep.GivenUp() -> new Settled(lead, call.call(), "failed", null, 0, how.at());
        };
    }
}
