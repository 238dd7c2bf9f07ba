package org.voiceorchestrator.cdr;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.database.Database;

/// Calls that were given up as `lost`, and of which the switch says later how they ended.
@Singleton
final class LostCalls {
    private static final Logger LOG = LoggerFactory.getLogger(LostCalls.class);

    private static final String LOST = """
            SELECT lead_id, initiated_at, ended_at
            FROM call_logs
            WHERE call_id = :call AND status = 'lost'
            FOR UPDATE
            """;

    /// The figures follow by the trigger.
    private static final String CORRECT = """
            UPDATE call_logs
            SET status = :status,
                ringing_at = coalesce(ringing_at, :ringing),
                answered_at = coalesce(answered_at, :answered),
                bridged_at = coalesce(bridged_at, :bridged),
                ended_at = greatest(:ended, initiated_at),
                hangup_cause = :cause,
                metadata = metadata - 'remark' || jsonb_build_object('corrected_at', :now::timestamptz),
                duration_seconds = greatest(0, round(extract(epoch FROM :ended - initiated_at))),
                talk_time_seconds = coalesce(
                    greatest(0, round(extract(epoch FROM coalesce(agent_left_at, :ended)
                                                         - coalesce(bridged_at, :bridged)))), 0)
            WHERE call_id = :call
            """;

    private final Database database;
    private final AfterLost leads;

    LostCalls(Database database, AfterLost leads) {
        this.database = database;
        this.leads = leads;
    }

    private record Lost(@Nullable Long lead, Instant initiated, Instant ended) {}

    /// Belongs into a transaction.
    ///
    /// @return whether there was a lost call of that UUID
    boolean correct(Cdr cdr, Instant now) {
        if (!cdr.uuid().matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            return false;
        }
        UUID call = UUID.fromString(cdr.uuid());
        Optional<Lost> lost = database.sql(LOST)
                .with("call", call)
                .first(row ->
                        new Lost(row.bigintOrNull("lead_id"), row.instant("initiated_at"), row.instant("ended_at")));
        lost.ifPresent(found -> correct(call, found, cdr, now));
        return lost.isPresent();
    }

    private void correct(UUID call, Lost lost, Cdr cdr, Instant now) {
        Cdr.Times times = cdr.times();
        CallOutcome outcome = cdr.outcome();
        database.sql(CORRECT)
                .with("call", call)
                .with("status", outcome.status())
                .with("ringing", times.ringing())
                .with("answered", times.answered())
                .with("bridged", times.bridged())
                .with("ended", times.ended())
                .with("cause", outcome.cause())
                .with("now", now)
                .update();
        boolean leadToo = leads.settle(
                new AfterLost.Call(call, lost.lead(), lost.initiated(), lost.ended()), outcome, times.ended(), now);
        LOG.info(
                "call {} was lost; its record says {}{}",
                call,
                outcome,
                leadToo ? "" : " (its lead has gone on meanwhile and stays as it is)");
    }
}
