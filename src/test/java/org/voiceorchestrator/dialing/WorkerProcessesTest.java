package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.DialerProcess;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.Operator;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// Two processes on one database, one of which is killed, stopped or paused while its calls ring and talk.
class WorkerProcessesTest {
    private static final String STAYS = "7777";
    private static final String LATE = "8888";
    private static final String TALKS = "6666";

    @TempDir
    private Path folder;

    private SimulatedSwitch simulated;
    private TestServer observer;
    private GivenCalls given;
    private String database;

    @BeforeEach
    void start() {
        database = TestDatabase.fresh();
        simulated = DialingHouse.slowSwitchWith(Scenario.carrierSuffixes()
                .suffix(STAYS, CallBehaviour.staysAfter(Duration.ofSeconds(1)))
                .suffix(TALKS, CallBehaviour.answersAfter(Duration.ofSeconds(1), Duration.ofSeconds(20)))
                .suffix(LATE, CallBehaviour.staysAfter(Duration.ofSeconds(24))));
        observer = new TestServer().with("database.url", database).start();
        given = new GivenCalls(observer.database());
    }

    @AfterEach
    void stop() {
        observer.close();
        simulated.close();
    }

    private DialerProcess process(String name, Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DATABASE_URL", database,
                "FREESWITCH_HOST", "127.0.0.1",
                "FREESWITCH_PORT", String.valueOf(simulated.port()),
                "FREESWITCH_PASSWORD", "ClueCon",
                "DIALER_TRUNK_CALLS_PER_SECOND", "1000",
                "DIALER_DIALING_LEASE", "3s",
                "DIALER_DIALING_STOP_PATIENCE", "10ms"));
        environment.putAll(more);
        return DialerProcess.start(Files.createDirectory(folder.resolve(name)), environment);
    }

    private void leads(String extension, int agentsCalls, int count, String suffix) {
        given.leads(
                given.campaign("Campaign-" + extension, given.agent("Agent-" + extension, extension, agentsCalls)),
                GivenCalls.numbers(count, suffix));
    }

    private long count(String from) {
        return observer.database().sql("SELECT count(*) AS n FROM " + from).one(row -> row.bigint("n"));
    }

    private void awaitCount(long n, String from) {
        Await.until(n + " " + from, () -> count(from) == n);
    }

    private UUID workerOf(String calls) {
        return observer.database()
                .sql("SELECT DISTINCT worker_id FROM call_logs WHERE " + calls)
                .one(row -> row.uuid("worker_id"));
    }

    private void hangUpAll() {
        try (Operator operator = new Operator(simulated)) {
            operator.hangUpAll();
        }
    }

    private void allCompletedAndNobodyDialedTwice(int calls) {
        awaitCount(calls, "call_logs WHERE ended_at IS NOT NULL");
        assertThat(count("call_logs WHERE status = 'completed'")).isEqualTo(calls);
        List<PlacedCall> placed = simulated.calls();
        assertThat(placed).hasSize(calls);
        assertThat(simulated.overlappingCalls()).isEmpty();
        assertThat(observer.bean(CallAudit.class).findings()).allMatch(CallAudit.Finding::kept);
    }

    @Test
    void theCallsOfAKilledProcessAreFollowedToTheirEndByAnother() throws IOException {
        leads("101", 20, 5, STAYS);
        leads("102", 20, 5, LATE);
        DialerProcess one = process("1", Map.of());
        Await.until("the others ring", () -> simulated.liveCalls().size() == 10);
        Await.until("some talk", () -> count("call_logs WHERE bridged_at IS NOT NULL") >= 5);
        one.kill();
        UUID dead = workerOf("true");
        try (DialerProcess two = process("2", Map.of())) {
            assertThat(two.url()).isNotEqualTo(one.url());
            awaitCount(0, "call_logs WHERE worker_id = '" + dead + "'");
            awaitCount(10, "call_logs WHERE bridged_at IS NOT NULL");
            hangUpAll();
            allCompletedAndNobodyDialedTwice(10);
        }
    }

    @Test
    void aProcessThatIsToldToStopCutsNoCallAndLosesNone() throws IOException {
        leads("101", 20, 5, STAYS);
        DialerProcess one = process("1", Map.of());
        awaitCount(5, "call_logs WHERE bridged_at IS NOT NULL");
        try (DialerProcess two = process("2", Map.of())) {
            leads("102", 20, 5, LATE);
            Await.until("the others ring", () -> simulated.liveCalls().size() == 10);
            one.close();
            assertThat(two.url()).isNotEqualTo(one.url());
            assertThat(simulated.liveCalls()).hasSize(10);
            awaitCount(1, "workers");
            awaitCount(10, "call_logs WHERE bridged_at IS NOT NULL");
            hangUpAll();
            allCompletedAndNobodyDialedTwice(10);
        }
    }

    @Test
    void aProcessThatIsToldToStopFollowsItsCallsToTheirEndWhileItHasPatience() throws IOException {
        leads("101", 5, 10, TALKS);
        DialerProcess one = process("1", Map.of("DIALER_DIALING_STOP_PATIENCE", "30s"));
        awaitCount(5, "call_logs WHERE bridged_at IS NOT NULL");
        one.close();
        assertThat(simulated.liveCalls()).isEmpty();
        awaitCount(0, "workers");
        long begun = count("call_logs");
        assertThat(begun).isBetween(5L, 9L);
        allCompletedAndNobodyDialedTwice(Math.toIntExact(begun));
        assertThat(count("leads WHERE status = 'pending'")).isEqualTo(10 - begun);
    }

    @Test
    void aProcessPausedForLongerThanItsLeaseSettlesNothingAndPlacesNothingThatIsNoLongerItsOwn() throws IOException {
        leads("101", 10, 30, STAYS);
        DialerProcess one = process("1", Map.of());
        awaitCount(10, "call_logs WHERE bridged_at IS NOT NULL");
        UUID paused = workerOf("ended_at IS NULL");
        one.pause();
        try (DialerProcess two = process("2", Map.of())) {
            assertThat(two.url()).isNotEqualTo(one.url());
            awaitCount(0, "call_logs WHERE ended_at IS NULL AND worker_id = '" + paused + "'");
            UUID other = workerOf("ended_at IS NULL");
            hangUpAll();
            awaitCount(20, "call_logs WHERE bridged_at IS NOT NULL");
            assertThat(count("call_logs WHERE worker_id = '" + paused + "'")).isZero();
            one.goOn();
            Await.until("it is back", () -> count("workers WHERE heartbeat_at > now() - interval '2 seconds'") == 2);
            hangUpAll();
            awaitCount(30, "call_logs WHERE bridged_at IS NOT NULL");
            hangUpAll();
            allCompletedAndNobodyDialedTwice(30);
            assertThat(count("call_logs WHERE worker_id = '" + other + "'")).isGreaterThanOrEqualTo(20);
        } finally {
            one.kill();
        }
    }
}
