package org.voiceorchestrator.donotcall;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.voiceorchestrator.database.Database;

/// Carries out changes of the lists, one after another, and answers when no claim can miss them any longer; the
/// package tells why.
@Singleton
final class ListChanges {
    private static final String ONE_AFTER_ANOTHER = "LOCK TABLE do_not_call_entries IN SHARE ROW EXCLUSIVE MODE";

    private static final String OPEN = """
            INSERT INTO do_not_call_changes (made_at, made_by)
            VALUES (:now, :by)
            RETURNING id
            """;

    /// The lock of `dialing.Claims`: who holds it knows that no claim is under way.
    private static final String NO_CLAIM_UNDER_WAY = "SELECT pg_advisory_xact_lock(hashtext('dialing.claims'))::text";

    /// Behind the last call that was begun without it, also by the clock of another process.
    private static final String EFFECTIVE = """
            UPDATE do_not_call_changes
            SET effective_at = greatest(:now, (SELECT max(initiated_at) FROM call_logs))
            WHERE id = :change
            """;

    private static final String FORGOTTEN_EFFECTIVE = """
            UPDATE do_not_call_changes
            SET effective_at = greatest(:now, (SELECT max(initiated_at) FROM call_logs))
            WHERE effective_at IS NULL
            """;

    private final Database database;
    private final Clock clock;

    ListChanges(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A change under way.
    ///
    /// @param by who made it
    record Change(long id, String by, Instant now) {}

    private record Done<T>(long change, T result) {}

    /// Not to be called inside a transaction: what it waits for comes after its commit.
    <T> T carryOut(String by, Instant now, Function<Change, T> work) {
        return carryOut(by, now, () -> {}, work);
    }

    /// @param first what belongs into the transaction and needs no lock yet
    <T> T carryOut(String by, Instant now, Runnable first, Function<Change, T> work) {
        Done<T> done = database.inTransaction(() -> {
            first.run();
            database.sql(ONE_AFTER_ANOTHER).update();
            long id = database.sql(OPEN).with("now", now).with("by", by).one(row -> row.bigint("id"));
            return new Done<>(id, work.apply(new Change(id, by, now)));
        });
        database.inTransaction(() -> {
            database.sql(NO_CLAIM_UNDER_WAY).list(row -> "");
            database.sql(EFFECTIVE)
                    .with("now", clock.instant())
                    .with("change", done.change())
                    .update();
        });
        return done.result();
    }

    /// Also those of processes that died before they had waited for the claims.
    void makeAllEffective() {
        database.inTransaction(() -> {
            database.sql(NO_CLAIM_UNDER_WAY).list(row -> "");
            database.sql(FORGOTTEN_EFFECTIVE).with("now", clock.instant()).update();
        });
    }
}
