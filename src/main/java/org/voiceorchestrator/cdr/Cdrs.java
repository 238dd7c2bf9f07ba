package org.voiceorchestrator.cdr;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Json;
import org.voiceorchestrator.database.Row;

/// The records that have come.
@Singleton
public final class Cdrs {
    private static final String STORE = """
            INSERT INTO cdrs (uuid, leg, core_uuid, direction, hangup_cause, started_at, ringing_at, answered_at,
                bridged_at, ended_at, bridge_uuid, variables, received_at)
            VALUES (:uuid, :leg, :core, :direction, :cause, :started, :ringing, :answered,
                :bridged, :ended, :bridge, :variables::jsonb, :now)
            ON CONFLICT (uuid, leg) DO NOTHING
            """;

    private static final String FIND = """
            SELECT uuid, leg, core_uuid, direction, hangup_cause, started_at, ringing_at, answered_at, bridged_at,
                   ended_at, bridge_uuid
            FROM cdrs
            WHERE uuid = :uuid
            ORDER BY leg
            LIMIT 1
            """;

    /// A call that was given up after its record had come.
    private static final String LOST_AND_RECORDED = """
            SELECT d.uuid
            FROM call_logs AS c
            JOIN cdrs AS d ON d.uuid = c.call_id::text
            WHERE c.ending = 'lost' AND c.initiated_at > :since
            ORDER BY c.initiated_at, c.id
            LIMIT 1000
            """;

    private static final String FORGET = "DELETE FROM cdrs WHERE received_at < :before";

    private final Database database;
    private final Json json;
    private final LostCalls lostCalls;
    private final CdrSettings settings;

    Cdrs(Database database, Json json, LostCalls lostCalls, CdrSettings settings) {
        this.database = database;
        this.json = json;
        this.lostCalls = lostCalls;
        this.settings = settings;
    }

    /// What became of a record.
    ///
    /// @param stored false: it had come before
    /// @param corrected a call log that said `lost` says now how the call ended
    record Receipt(boolean stored, boolean corrected) {}

    /// One transaction: the record, and what follows from it.
    Receipt receive(Cdr cdr, Instant now) {
        return database.inTransaction(() -> {
            boolean stored = store(cdr, now);
            return new Receipt(stored, lostCalls.correct(cdr, now));
        });
    }

    private boolean store(Cdr cdr, Instant now) {
        return database.sql(STORE)
                        .with("uuid", cdr.uuid())
                        .with("leg", cdr.leg())
                        .with("core", cdr.coreUuid())
                        .with("direction", cdr.direction())
                        .with("cause", cdr.hangupCause())
                        .with("started", cdr.times().started())
                        .with("ringing", cdr.times().ringing())
                        .with("answered", cdr.times().answered())
                        .with("bridged", cdr.times().bridged())
                        .with("ended", cdr.times().ended())
                        .with("bridge", cdr.bridgeUuid())
                        .with("variables", json.write(cdr.variables()))
                        .with("now", now)
                        .update()
                == 1;
    }

    /// How the leg ended, if the switch has said so by now; without its variables.
    public Optional<Cdr> find(UUID uuid) {
        return find(uuid.toString());
    }

    private Optional<Cdr> find(String uuid) {
        return database.sql(FIND).with("uuid", uuid).first(Cdrs::cdr);
    }

    /// Corrects the calls that were given up after their records had come.
    ///
    /// @return how many
    public int correctLost(Instant now) {
        List<String> found = database.sql(LOST_AND_RECORDED)
                .with("since", now.minus(Duration.ofDays(settings.keepDays())))
                .list(row -> row.text("uuid"));
        int corrected = 0;
        for (String uuid : found) {
            boolean done = database.inTransaction(
                    () -> find(uuid).map(cdr -> lostCalls.correct(cdr, now)).orElse(false));
            corrected += done ? 1 : 0;
        }
        return corrected;
    }

    /// Lets go of old records: what they were for is done, and each is a few kilobytes.
    ///
    /// @return how many
    public int forget(Instant now) {
        return database.sql(FORGET)
                .with("before", now.minus(Duration.ofDays(settings.keepDays())))
                .update();
    }

    private static Cdr cdr(Row row) {
        return new Cdr(
                row.text("uuid"),
                Cdr.Leg.valueOf(row.text("leg").toUpperCase(Locale.ROOT)),
                row.text("core_uuid"),
                row.text("direction"),
                row.text("hangup_cause"),
                new Cdr.Times(
                        row.instant("started_at"),
                        row.instantOrNull("ringing_at"),
                        row.instantOrNull("answered_at"),
                        row.instantOrNull("bridged_at"),
                        row.instant("ended_at")),
                row.text("bridge_uuid"),
                Map.of());
    }
}
