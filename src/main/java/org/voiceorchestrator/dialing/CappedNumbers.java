package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallLimits;
import org.voiceorchestrator.call.NumberCaps;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;

/// Takes leads out of the way of the claims whose number has had all the calls it may get: they are due when the next
/// one is allowed. The claim asks the limits itself; without this it would meet the same leads again and again.
@Singleton
final class CappedNumbers {
    private static final String WAITING = """
            SELECT l.id, l.phone_number, l.due_at, coalesce(l.time_zone, c.time_zone) AS zone,
                   c.calls_per_number_daily AS daily, c.calls_per_number_rolling AS rolling
            FROM leads AS l
            JOIN campaigns AS c ON c.id = l.campaign_id
            WHERE l.phone_number = ANY (:numbers)
              AND l.status = 'pending'
              AND (:limited OR c.calls_per_number_daily IS NOT NULL OR c.calls_per_number_rolling IS NOT NULL)
            """;

    /// No day of any clock reaches back further than two days.
    private static final String CALLS = """
            SELECT initiated_at
            FROM call_logs
            WHERE phone_number = :number
              AND initiated_at > :since
              AND counts
            """;

    private static final String PUT_OFF = """
            UPDATE leads
            SET due_at = :next,
                updated_at = :now
            WHERE id = :lead
              AND status = 'pending'
              AND due_at < :next
            """;

    private final Database database;
    private final NumberCaps limits;
    private final ZoneId businessZone;

    CappedNumbers(Database database, CallLimits limits, ZoneId businessZone) {
        this.database = database;
        this.limits = limits.caps();
        this.businessZone = businessZone;
    }

    private record Waiting(long lead, String number, Instant due, ZoneId zone, NumberCaps caps) {}

    /// To be said when calls to these numbers have ended. Belongs into the transaction that settles them.
    void afterCalls(List<String> numbers, Instant now) {
        List<Waiting> waiting = database.sql(WAITING)
                .with("numbers", numbers)
                .with("limited", !limits.equals(NumberCaps.NONE))
                .list(this::waiting);
        waiting.forEach(lead -> putOff(lead, now));
    }

    private void putOff(Waiting lead, Instant now) {
        List<Instant> calls = database.sql(CALLS)
                .with("number", lead.number)
                .with("since", now.minus(Duration.ofDays(2)))
                .list(row -> row.instant("initiated_at"));
        Instant next = lead.caps.nextCall(lead.zone, now, calls);
        if (next.isAfter(now) && next.isAfter(lead.due)) {
            database.sql(PUT_OFF)
                    .with("lead", lead.lead)
                    .with("next", next)
                    .with("now", now)
                    .update();
        }
    }

    private Waiting waiting(Row row) {
        return new Waiting(
                row.bigint("id"),
                row.text("phone_number"),
                row.instant("due_at"),
                zone(row.textOrNull("zone")),
                limits.orStricter(row.integerOrNull("daily"), row.integerOrNull("rolling")));
    }

    private ZoneId zone(@Nullable String name) {
        return name == null ? businessZone : ZoneId.of(name);
    }
}
