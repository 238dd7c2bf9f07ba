package org.voiceorchestrator.migration;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.http.RuleViolation;

/// The lock that whoever migrates holds, in a transaction of its own that does nothing else: it ends with the process,
/// however that ends.
@Singleton
final class MigrationLock {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);

    private static final String TRY = """
            SELECT pg_try_advisory_xact_lock(9309, 1) AS mine,
                   set_config('idle_in_transaction_session_timeout', '0', true) AS unlimited
            """;

    /// A condition: whether anybody holds it.
    static final String IS_HELD = """
            EXISTS (SELECT
                    FROM pg_locks
                    WHERE locktype = 'advisory'
                      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                      AND classid = 9309
                      AND objid = 1
                      AND objsubid = 2
                      AND granted)
            """;

    private final Database database;

    MigrationLock(Database database) {
        this.database = database;
    }

    /// Held until it is closed.
    static final class Held implements AutoCloseable {
        private final CountDownLatch end = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public void close() {
            end.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// @throws RuleViolation 409 when somebody else holds it
    Held take() {
        return tryTake()
                .orElseThrow(
                        () -> RuleViolation.conflict(
                                "Another migration is running. Wait for its end (GET /api/dialer/migrations/), then start this one."));
    }

    Optional<Held> tryTake() {
        Held held = new Held();
        BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(1);
        Thread.ofVirtual().name("migration-lock").start(() -> hold(held, answers));
        try {
            Answer answer = answers.take();
            if (answer.failure != null) {
                throw new IllegalStateException("the lock of migrations cannot be asked for", answer.failure);
            }
            return answer.mine ? Optional.of(held) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            held.end.countDown();
            throw new IllegalStateException(e);
        }
    }

    private record Answer(boolean mine, @Nullable RuntimeException failure) {}

    private void hold(Held held, BlockingQueue<Answer> answers) {
        try {
            database.inTransaction(() -> {
                boolean mine = database.sql(TRY).one(row -> row.bool("mine"));
                answers.add(new Answer(mine, null));
                if (mine) {
                    awaitEnd(held);
                }
            });
        } catch (RuntimeException e) {
            if (!answers.offer(new Answer(false, e))) {
                LOG.warn("the connection that held the lock of migrations broke", e);
            }
        } finally {
            held.released.countDown();
        }
    }

    private static void awaitEnd(Held held) {
        try {
            held.end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
