package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.DialerProcess;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;
import org.voiceorchestrator.testkit.Wire;

/// Processes are killed and paused while lines are up, and while customers who have answered wait for an agent.
class LineProcessesTest {
    @TempDir
    private Path folder;

    private SimulatedSwitch simulated;
    private TestServer observer;
    private LineHouse lines;
    private String database;

    @BeforeEach
    void start() {
        database = TestDatabase.fresh();
        // a customer who waits is let go by the switch after two minutes: that must be more than a process takes to
        // start
        simulated = LineHouse.switchOfPhones(1);
        observer = new TestServer().with("database.url", database).start();
        lines = new LineHouse(simulated, observer.database(), observer);
    }

    @AfterEach
    void stop() {
        observer.close();
        simulated.close();
    }

    private DialerProcess process(String name, int port) throws IOException {
        return DialerProcess.start(
                Files.createDirectory(folder.resolve(name)),
                Map.of(
                        "DATABASE_URL", database,
                        "FREESWITCH_HOST", "127.0.0.1",
                        "FREESWITCH_PORT", String.valueOf(port),
                        "FREESWITCH_PASSWORD", "ClueCon",
                        "DIALER_TRUNK_CALLS_PER_SECOND", "1000",
                        "DIALER_DIALING_AGENT_RING_FOR", "10m",
                        "DIALER_DIALING_LEASE", "3s"));
    }

    private UUID workerOfLine() {
        return observer.database().sql("SELECT worker_id FROM agent_lines").one(row -> row.uuid("worker_id"));
    }

    @Test
    void theLinesOfAKilledProcessAreTakenOverAndNobodyIsRungAgain() throws IOException {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101", "102"));
        lines.leads(campaign, 6, LineHouse.TALKS);
        DialerProcess one = process("1", simulated.port());
        lines.awaitLines(2);
        UUID line = lines.lineOf("101");
        Await.until("both talk", () -> lines.count("call_logs WHERE bridged_at IS NOT NULL") >= 2);
        one.kill();
        try (DialerProcess two = process("2", simulated.port())) {
            assertThat(two.url()).isNotEqualTo(one.url());
            Await.until("all calls are over", () -> lines.count("call_logs WHERE ended_at IS NOT NULL") == 6);
            assertThat(lines.count("call_logs WHERE status = 'completed'")).isEqualTo(6);
            assertThat(lines.lineOf("101")).isEqualTo(line);
            assertThat(lines.timesRung("101")).isEqualTo(1);
            assertThat(lines.timesRung("102")).isEqualTo(1);
            assertThat(lines.broken()).isEmpty();
        }
    }

    @Test
    void aCustomerWhoHasAnsweredWhenTheProcessIsKilledIsPutThroughToTheLineByAnother() throws IOException {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101"));
        lines.leads(campaign, 1, LineHouse.STAYS);
        try (Wire wire = new Wire(simulated.port())) {
            wire.swallowFrom("uuid_bridge");
            DialerProcess one = process("1", wire.port());
            Await.until("the customer is about to be put through", wire::isSwallowing);
            one.kill();
        }
        assertThat(lines.count("call_logs WHERE bridged_at IS NOT NULL")).isZero();
        try (DialerProcess two = process("2", simulated.port())) {
            assertThat(two.url()).isNotEmpty();
            lines.await(1, "call_logs WHERE bridged_at IS NOT NULL");
            lines.hangUpCustomers();
            lines.await(1, "call_logs WHERE status = 'completed'");
            assertThat(lines.timesRung("101")).isEqualTo(1);
            assertThat(lines.broken()).isEmpty();
        }
    }

    @Test
    void aCustomerForWhomAnAgentsPhoneRingsWhenTheProcessIsKilledGetsAnotherAgent() throws IOException {
        long campaign = lines.campaign("mode = 'power', calls_per_agent = 1", List.of("104"));
        lines.change("UPDATE campaigns SET agent_connection = 'ring'");
        lines.leads(campaign, 1, LineHouse.STAYS);
        DialerProcess one = process("1", simulated.port());
        Await.until("the agent's phone rings", () -> lines.phonesInUse("104") == 1);
        one.kill();
        lines.say("104", "on_break");
        lines.join(campaign, lines.agent("101"));
        try (DialerProcess two = process("2", simulated.port())) {
            assertThat(two.url()).isNotEqualTo(one.url());
            lines.await(1, "call_logs WHERE bridged_at IS NOT NULL");
            Await.until("the first agent's phone has stopped", () -> lines.phonesInUse("104") == 0);
            lines.hangUpCustomers();
            lines.await(1, "call_logs WHERE status = 'completed'");
            assertThat(lines.broken()).isEmpty();
        }
    }

    @Test
    void aCallThatItsAgentGaveAwayIsLeftToItsCustomerByWhoTakesItOver() throws IOException {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101"));
        lines.leads(campaign, 1, LineHouse.STAYS);
        DialerProcess one = process("1", simulated.port());
        lines.await(1, "call_logs WHERE bridged_at IS NOT NULL");
        UUID killed = workerOfLine();
        simulated.phone("101").transferAndStay("107");
        lines.await(1, "call_logs WHERE agent_left_at IS NOT NULL");
        one.kill();
        try (DialerProcess two = process("2", simulated.port())) {
            assertThat(two.url()).isNotEqualTo(one.url());
            lines.await(0, "agent_lines WHERE worker_id = '" + killed + "'");
            lines.await(0, "call_logs WHERE ended_at IS NULL AND worker_id = '" + killed + "'");
            new GivenCalls(observer.database()).leads(campaign, List.of("92300999017777"));
            lines.await(2, "call_logs WHERE bridged_at IS NOT NULL AND ended_at IS NULL");
            assertThat(lines.timesRung("101")).isEqualTo(1);
            lines.hangUpCustomers();
            lines.await(2, "call_logs WHERE status = 'completed'");
            assertThat(lines.broken()).isEmpty();
        }
    }

    @Test
    void aProcessPausedForLongerThanItsLeaseLosesItsLinesAndTouchesThemNoMore() throws IOException {
        long campaign = lines.campaign("mode = 'power', calls_per_agent = 1", List.of("101"));
        DialerProcess one = process("1", simulated.port());
        lines.awaitLines(1);
        UUID line = lines.lineOf("101");
        UUID paused = workerOfLine();
        lines.leads(campaign, 4, LineHouse.STAYS);
        lines.await(1, "call_logs WHERE bridged_at IS NOT NULL");
        one.pause();
        try (DialerProcess two = process("2", simulated.port())) {
            assertThat(two.url()).isNotEqualTo(one.url());
            lines.await(0, "agent_lines WHERE worker_id = '" + paused + "'");
            lines.await(0, "call_logs WHERE ended_at IS NULL AND worker_id = '" + paused + "'");
            lines.hangUpCustomers();
            lines.await(2, "call_logs WHERE bridged_at IS NOT NULL");
            one.goOn();
            Await.until(
                    "it is back", () -> lines.count("workers WHERE heartbeat_at > now() - interval '2 seconds'") == 2);
            lines.hangUpCustomers();
            lines.await(3, "call_logs WHERE bridged_at IS NOT NULL");
            lines.hangUpCustomers();
            lines.await(4, "call_logs WHERE bridged_at IS NOT NULL");
            lines.hangUpCustomers();
            lines.await(4, "call_logs WHERE status = 'completed'");
            assertThat(lines.lineOf("101")).isEqualTo(line);
            assertThat(lines.timesRung("101")).isEqualTo(1);
            assertThat(simulated.liveCalls()).allMatch(PlacedCall::toAgent).hasSize(1);
            assertThat(lines.broken()).isEmpty();
        } finally {
            one.kill();
        }
    }
}
