package org.voiceorchestrator.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.voiceorchestrator.database.Database;

/// Holds up whatever changes a table in a certain way, until it is taken away: a moment in the middle of something
/// else, for as long as a test needs it.
public final class Obstacle implements AutoCloseable {
    private static final AtomicLong LOCKS = new AtomicLong(7_000_000);

    private final Database database;
    private final String table;
    private final long lock = LOCKS.incrementAndGet();
    private final CountDownLatch gone = new CountDownLatch(1);
    private final Thread holder;

    private Obstacle(Database database, String event, String table) {
        this.database = database;
        this.table = table;
        CountDownLatch held = new CountDownLatch(1);
        holder = Thread.ofVirtual()
                .start(() -> database.inTransaction(() -> {
                    database.sql("SELECT pg_advisory_xact_lock(" + lock + ")").one(row -> true);
                    held.countDown();
                    awaitUninterrupted(gone);
                }));
        awaitUninterrupted(held);
        database.sql("CREATE FUNCTION obstacle_" + lock + "() RETURNS trigger LANGUAGE plpgsql AS "
                        + "$$ BEGIN PERFORM pg_advisory_xact_lock(" + lock + "); RETURN NEW; END $$")
                .update();
        database.sql("CREATE TRIGGER obstacle_" + lock + " BEFORE " + event + " ON " + table
                        + " FOR EACH ROW EXECUTE FUNCTION obstacle_" + lock + "()")
                .update();
    }

    /// @param event `INSERT`, or `UPDATE OF column`
    public static Obstacle before(Database database, String event, String table) {
        return new Obstacle(database, event, table);
    }

    /// Waits until so many wait here.
    public void awaitMet(int times) {
        Await.until(times + " met the obstacle", () -> waiting() >= times);
    }

    private long waiting() {
        return database.sql(
                        "SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = "
                                + lock)
                .one(row -> row.bigint("n"));
    }

    /// Ends the connections of those who wait here, as PostgreSQL does when it finds that their process is dead.
    public void cutOffWhoWaits() {
        database.sql("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND"
                        + " objid = " + lock)
                .list(row -> true);
        Await.until("they are cut off", () -> waiting() == 0);
    }

    @Override
    public void close() {
        gone.countDown();
        try {
            holder.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.sql("DROP TRIGGER IF EXISTS obstacle_" + lock + " ON " + table).update();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
