package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.voiceorchestrator.database.Database;

/// This process's right to place calls. It lasts a while from each heartbeat that reached the database; it is measured
/// on the machine's own steady clock, so that a process that was paused knows that it has lost it.
///
/// An unbroken stretch of it is a term. What was claimed in one term may not be placed in another: in between, others
/// may have taken it over.
@Singleton
final class WorkerLease {
    private static final String BEAT = """
            INSERT INTO workers (id, host, process_id, started_at, heartbeat_at)
            VALUES (:id, :host, :process, :now, :now)
            ON CONFLICT (id) DO UPDATE SET heartbeat_at = excluded.heartbeat_at
            """;
    private static final String OF_THIS_HOST = """
            SELECT id, process_id, started_at
            FROM workers
            WHERE host = :host AND id <> :id
            """;
    private static final String FORGET = """
            DELETE FROM workers AS w
            WHERE id = :id
            """;
    private static final String FORGET_DEAD = """
            DELETE FROM workers AS w
            WHERE heartbeat_at < :dead_since
              AND NOT EXISTS (SELECT FROM call_logs AS c WHERE c.worker_id = w.id AND c.ended_at IS NULL)
            """;

    private final Database database;
    private final Duration lease;
    private final UUID id = UUID.randomUUID();
    private final String host = ProcessSpace.current();
    private volatile long lastBeat;
    private volatile boolean held;
    private volatile long term;
    private boolean ended;

    WorkerLease(Database database, DialingSettings settings) {
        this.database = database;
        this.lease = settings.lease();
    }

    UUID worker() {
        return id;
    }

    Duration length() {
        return lease;
    }

    synchronized void beat(Instant now) {
        if (ended) {
            return;
        }
        long before = System.nanoTime();
        database.sql(BEAT)
                .with("id", id)
                .with("host", host)
                .with("process", ProcessHandle.current().pid())
                .with("now", now)
                .update();
        if (!isHeld()) {
            term++;
        }
        lastBeat = before;
        held = true;
    }

    long term() {
        return term;
    }

    /// Whether calls may be placed that were claimed in this term. It lasts two thirds of the lease, so that whoever
    /// takes over after the whole of it finds that nothing is placed any more.
    boolean isHeld(long ofTerm) {
        return isHeld() && term == ofTerm;
    }

    private boolean isHeld() {
        return held && System.nanoTime() - lastBeat < lease.toNanos() * 2 / 3;
    }

    /// Gives the lease up for good; open calls are free to be taken over at once.
    synchronized void end() {
        ended = true;
        held = false;
        database.sql(FORGET).with("id", id).update();
    }

    /// Workers beside this one whose process is gone need not be waited for.
    void forgetTheDead(Instant now) {
        List<Other> others = database.sql(OF_THIS_HOST)
                .with("host", host)
                .with("id", id)
                .list(row -> new Other(row.uuid("id"), row.bigint("process_id"), row.instant("started_at")));
        others.stream()
                .filter(Other::isGone)
                .forEach(other -> database.sql(FORGET).with("id", other.id()).update());
        database.sql(FORGET_DEAD)
                .with("dead_since", now.minus(lease.multipliedBy(4)))
                .update();
    }

    private record Other(UUID id, long process, Instant startedAt) {
        /// A worker that had our number before this process began is gone, too.
        boolean isGone() {
            if (process != ProcessHandle.current().pid()) {
                return ProcessHandle.of(process).isEmpty();
            }
            return ProcessHandle.current()
                    .info()
                    .startInstant()
                    .filter(startedAt::isBefore)
                    .isPresent();
        }
    }
}
