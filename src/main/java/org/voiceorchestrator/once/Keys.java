package org.voiceorchestrator.once;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.database.Sql;

/// The keys that were sent, and what became of their requests.
@Singleton
public final class Keys {
    /// Also takes over from a holder that died without having changed anything, and from a request that is forgotten.
    private static final String CLAIM = """
            INSERT INTO idempotency_keys AS k (username, key, request, fingerprint, created_at, holder, held_until)
            VALUES (:username, :key, :request, :fingerprint, :now, :holder, :until)
            ON CONFLICT (username, key) DO UPDATE
            SET request = excluded.request,
                fingerprint = excluded.fingerprint,
                created_at = excluded.created_at,
                holder = excluded.holder,
                held_until = excluded.held_until,
                carried_out_at = NULL,
                status = NULL,
                content_type = NULL,
                location = NULL,
                body = NULL,
                record_id = CASE WHEN k.created_at < :forgotten THEN NULL ELSE k.record_id END
            WHERE k.created_at < :forgotten
               OR (k.fingerprint = excluded.fingerprint
                   AND k.carried_out_at IS NULL
                   AND k.status IS NULL
                   AND k.held_until <= :now)
            RETURNING record_id
            """;

    private static final String FIND = """
            SELECT request, fingerprint, held_until, carried_out_at, status, content_type, location, body
            FROM idempotency_keys
            WHERE username = :username
              AND key = :key
            """;

    private static final String HELD = """
            WHERE username = :username
              AND key = :key
              AND holder = :holder
            """;

    private static final String MARK = "UPDATE idempotency_keys SET carried_out_at = :now " + HELD;

    private static final String RENEW = "UPDATE idempotency_keys SET held_until = :until " + HELD;

    private static final String KEEP = """
            UPDATE idempotency_keys
            SET status = :status,
                content_type = :type,
                location = :location,
                body = :body
            """ + HELD;

    private static final String RECORD = "UPDATE idempotency_keys SET record_id = :record " + HELD;

    private static final String FREE = "DELETE FROM idempotency_keys " + HELD + """
              AND carried_out_at IS NULL
              AND record_id IS NULL
            """;

    private final Database database;
    private final OnceSettings settings;

    Keys(Database database, OnceSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /// Takes the key for this request if it is free.
    ///
    /// @param holder a fresh name for whoever is to carry it out
    Claim claim(KeyedRequest request, String fingerprint, UUID holder, Instant now) {
        return database.sql(CLAIM)
                .with(names(request))
                .with("request", request.line())
                .with("fingerprint", fingerprint)
                .with("holder", holder)
                .with("now", now)
                .with("until", now.plus(settings.lease()))
                .with("forgotten", now.minus(settings.kept()))
                .first(row -> (Claim) new Claim.Granted(Optional.ofNullable(row.bigintOrNull("record_id"))))
                .or(() -> find(request).map(known -> known.claimOf(fingerprint, now)))
                // it was freed a moment ago
                .orElse(new Claim.Running(now, false));
    }

    /// Belongs into the transaction in which the request changes something.
    ///
    /// @return whether the request still holds its key
    boolean markCarriedOut(KeyedRequest request, UUID holder, Instant now) {
        return held(MARK, request, holder).with("now", now).update() == 1;
    }

    /// Belongs into the transaction that makes the record.
    ///
    /// @return whether the request still holds its key
    boolean record(KeyedRequest request, UUID holder, long record) {
        return held(RECORD, request, holder).with("record", record).update() == 1;
    }

    /// Lives until then at least.
    boolean renew(KeyedRequest request, UUID holder, Instant until) {
        return held(RENEW, request, holder).with("until", until).update() == 1;
    }

    void keep(KeyedRequest request, UUID holder, StoredAnswer answer) {
        held(KEEP, request, holder)
                .with("status", answer.status())
                .with("type", answer.contentType())
                .with("location", answer.location())
                .with("body", answer.body())
                .update();
    }

    /// There will be no answer to keep. What has changed nothing may be sent again, anything else may not.
    void end(KeyedRequest request, UUID holder, Instant now) {
        if (held(FREE, request, holder).update() == 0) {
            renew(request, holder, now);
        }
    }

    /// Deletes the keys whose time is over. To be called once an hour or so, by any process.
    ///
    /// @return how many
    public int forget(Instant now) {
        return database.sql("DELETE FROM idempotency_keys WHERE created_at < :moment")
                .with("moment", now.minus(settings.kept()))
                .update();
    }

    private Optional<Known> find(KeyedRequest request) {
        return database.sql(FIND).with(names(request)).first(Known::of);
    }

    private Sql held(String statement, KeyedRequest request, UUID holder) {
        return database.sql(statement).with(names(request)).with("holder", holder);
    }

    private static Map<String, @Nullable Object> names(KeyedRequest request) {
        Map<String, @Nullable Object> names = new HashMap<>();
        names.put("username", request.username());
        names.put("key", request.key());
        return names;
    }

    private record Known(
            String line,
            String fingerprint,
            Instant heldUntil,
            boolean carriedOut,
            @Nullable StoredAnswer answer) {
        static Known of(Row row) {
            Integer status = row.integerOrNull("status");
            return new Known(
                    row.text("request"),
                    row.text("fingerprint"),
                    row.instant("held_until"),
                    row.instantOrNull("carried_out_at") != null,
                    status == null
                            ? null
                            : new StoredAnswer(
                                    status,
                                    row.textOrNull("content_type"),
                                    row.textOrNull("location"),
                                    row.textOrNull("body")));
        }

        Claim claimOf(String wanted, Instant now) {
            if (!fingerprint.equals(wanted)) {
                return new Claim.Taken(line);
            }
            if (answer != null) {
                return new Claim.Answered(answer);
            }
            return carriedOut && !heldUntil.isAfter(now)
                    ? new Claim.Unanswered()
                    : new Claim.Running(heldUntil, carriedOut);
        }
    }
}
