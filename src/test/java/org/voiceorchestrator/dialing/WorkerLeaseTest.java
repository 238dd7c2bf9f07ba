package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.TestServer;

/// The right to place calls, and how it is lost.
class WorkerLeaseTest {
    private TestServer server;
    private WorkerLease lease;

    @BeforeEach
    void start() {
        server = new TestServer().with("dialer.dialing.lease", "1s").start();
        lease = server.bean(WorkerLease.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Instant now() {
        return server.clock().instant();
    }

    private long workers() {
        return server.database().sql("SELECT count(*) AS n FROM workers").one(row -> row.bigint("n"));
    }

    private void another(long process, Instant startedAt) {
        server.database()
                .sql("""
                        INSERT INTO workers (id, host, process_id, started_at, heartbeat_at)
                        VALUES (:id, :host, :process, :started, :now)
                        """)
                .with("id", UUID.randomUUID())
                .with("host", ProcessSpace.current())
                .with("process", process)
                .with("started", startedAt)
                .with("now", now())
                .update();
    }

    @Test
    void thereIsNoneBeforeTheFirstHeartbeat() {
        assertThat(lease.isHeld(lease.term())).isFalse();
    }

    @Test
    void heartbeatsInTimeMakeOneTerm() {
        lease.beat(now());
        long term = lease.term();
        lease.beat(now());
        assertThat(lease.isHeld(term)).isTrue();
    }

    @Test
    void aHeartbeatAfterALapseDoesNotBringBackTheTermThatWasLost() {
        lease.beat(now());
        long term = lease.term();
        Await.until("it has lapsed", () -> !lease.isHeld(term));
        lease.beat(now());
        assertThat(lease.isHeld(term)).isFalse();
        assertThat(lease.isHeld(lease.term())).isTrue();
    }

    @Test
    void aHeartbeatAfterTheEndChangesNothing() {
        lease.beat(now());
        lease.end();
        lease.beat(now());
        assertThat(lease.isHeld(lease.term())).isFalse();
        assertThat(workers()).isZero();
    }

    @Test
    void aWorkerWhoseProcessIsGoneIsForgottenAndOneThatLivesIsNot() {
        Instant longAgo = now().minus(Duration.ofDays(3650));
        another(ProcessHandle.current().parent().orElseThrow().pid(), longAgo);
        another(Long.MAX_VALUE, longAgo);
        lease.forgetTheDead(now());
        assertThat(workers()).isEqualTo(1);
    }

    @Test
    void aWorkerThatHadOurProcessNumberBeforeUsIsForgotten() {
        another(ProcessHandle.current().pid(), now().minus(Duration.ofDays(3650)));
        another(ProcessHandle.current().pid(), now().plus(Duration.ofDays(3650)));
        lease.forgetTheDead(now());
        assertThat(workers()).isEqualTo(1);
    }
}
