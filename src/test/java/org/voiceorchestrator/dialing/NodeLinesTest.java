package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// Lines that stay up, where there are two switches beside the built-in one: all are at one of them.
class NodeLinesTest {
    private String database;
    private SimulatedSwitch one;
    private SimulatedSwitch two;
    private DialingHouse house;
    private LineHouse lines;

    @BeforeEach
    void start() {
        database = TestDatabase.fresh();
        one = LineHouse.switchOfPhones(20);
        two = LineHouse.switchOfPhones(20);
        house = DialingHouse.running(two, server("sw1", "sw2"));
        lines = new LineHouse(one, house.database(), house.server());
        node(1, one.port());
        node(2, two.port());
        CallPlacer placer = house.server().bean(CallPlacer.class);
        Await.until("both are connected", () -> placer.ready().containsAll(Set.of(1L, 2L)));
    }

    @AfterEach
    void stop() {
        house.close();
        one.close();
    }

    /// @param nodes those whose password it knows
    private TestServer server(String... nodes) {
        TestServer server = new TestServer()
                .with("database.url", database)
                .with("dialer.trunk.calls-per-second", 1000)
                .with("dialer.dialing.lease", "3s")
                .with("dialer.dialing.stop-patience", "10ms");
        for (String node : nodes) {
            server.with(node + ".password", "ClueCon");
        }
        return server;
    }

    private void node(long id, int port) {
        house.change("""
                INSERT INTO nodes (id, name, host, port, password_variable, is_active, created_at, updated_at)
                VALUES (%d, 'sw%d', '127.0.0.1', %d, 'SW%d_PASSWORD', true, now(), now())
                """.formatted(id, id, port, id));
    }

    private void awaitLinesAt(long node, int up) {
        lines.await(up, "agent_lines WHERE state = 'up' AND node_id = " + node);
        lines.await(up, "agent_lines");
    }

    /// A campaign of two agents, whose lines are at the first switch.
    private long campaign() {
        long campaign = lines.campaign("mode = 'power', calls_per_agent = 1", List.of("101", "102"));
        awaitLinesAt(1, 2);
        return campaign;
    }

    private long timesRungAtTheSecond(String extension) {
        return two.legs().stream()
                .filter(leg -> leg.toAgent() && leg.number().equals(extension))
                .count();
    }

    @Test
    void allLinesAreAtOneSwitchAndTheirCustomersAreCalledThere() {
        long campaign = campaign();
        lines.leads(campaign, 6, LineHouse.TALKS);
        house.awaitEnded(6);
        assertThat(house.count("call_logs WHERE node_id = 1")).isEqualTo(6);
        assertThat(house.count("call_logs WHERE over_line AND bridged_at IS NOT NULL"))
                .isGreaterThanOrEqualTo(4);
        assertThat(house.count("call_logs WHERE bridged_at IS NOT NULL AND NOT over_line"))
                .isZero();
        assertThat(two.legs()).isEmpty();
        assertThat(lines.timesRung("101")).isEqualTo(1);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void aCallThatIsOrderedForAnAgentOnALineIsMadeAtTheSwitchOfTheLine() {
        campaign();
        house.change("UPDATE nodes SET lines = 100 WHERE id = 1");
        for (int i = 0; i < 2; i++) {
            assertThat(house.server()
                            .post(
                                    "/api/dialer/calls/",
                                    Map.of(
                                            "agent",
                                            lines.idOf("10" + (1 + i)),
                                            "phone_number",
                                            "9230012" + (3 + i) + "7777"))
                            .status())
                    .isEqualTo(201);
        }
        house.awaitBridged(2);
        assertThat(house.count("call_logs WHERE over_line AND node_id = 1")).isEqualTo(2);
        lines.hangUpCustomers();
        house.awaitStatus("completed", 2);
    }

    @Test
    void whenTheirSwitchIsShutDownTheLinesAreRungAtAnotherAndStayThere() throws InterruptedException {
        long campaign = campaign();
        one.shutdown();
        awaitLinesAt(2, 2);
        lines.leads(campaign, 2, LineHouse.TALKS);
        house.awaitEnded(2);
        assertThat(house.count("call_logs WHERE node_id = 2 AND over_line")).isEqualTo(2);
        one.boot();
        CallPlacer placer = house.server().bean(CallPlacer.class);
        Await.until("it is back", () -> placer.ready().contains(1L));
        house.given().leads(campaign, List.of("92300999016666"));
        house.awaitEnded(3);
        assertThat(house.count("call_logs WHERE node_id = 2")).isEqualTo(3);
        assertThat(house.count("agent_lines WHERE node_id = 2")).isEqualTo(2);
        assertThat(timesRungAtTheSecond("101")).isEqualTo(1);
        assertThat(house.count("agents WHERE status = 'available'")).isEqualTo(2);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void whenTheirSwitchIsAwayTheLinesAreGivenUpAndRungAtAnother() {
        long campaign = campaign();
        one.crash();
        awaitLinesAt(2, 2);
        lines.leads(campaign, 2, LineHouse.TALKS);
        house.awaitEnded(2);
        assertThat(house.count("call_logs WHERE node_id = 2 AND over_line")).isEqualTo(2);
        assertThat(house.count("agents WHERE status = 'available'")).isEqualTo(2);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void whenTheirSwitchIsUsedNoMoreLinesGoToAnotherAsSoonAsTheirCallIsOver() {
        long campaign = campaign();
        lines.leads(campaign, 1, LineHouse.STAYS);
        house.awaitBridged(1);
        house.change("UPDATE nodes SET is_active = false, updated_at = now() WHERE id = 1");
        lines.await(1, "agent_lines WHERE state = 'up' AND node_id = 2");
        assertThat(house.count("call_logs WHERE ended_at IS NULL AND node_id = 1"))
                .isEqualTo(1);
        lines.hangUpCustomers();
        house.awaitStatus("completed", 1);
        awaitLinesAt(2, 2);
        assertThat(timesRungAtTheSecond("101") + timesRungAtTheSecond("102")).isEqualTo(2);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void aProcessThatCannotReachTheSwitchOfTheLinesRingsNoneAndDialsNotForThem() {
        long campaign = campaign();
        try (TestServer blind = server("sw2")
                .withSystemClock()
                .with("dialer.dialing.enabled", true)
                .start()) {
            CallPlacer its = blind.bean(CallPlacer.class);
            Await.until("it has the second", () -> its.ready().equals(Set.of(0L, 2L)));
            lines.leads(campaign, 20, LineHouse.TALKS);
            house.awaitEnded(20);
            assertThat(house.count("call_logs WHERE node_id = 1")).isEqualTo(20);
            assertThat(two.legs()).isEmpty();
            assertThat(lines.timesRung("101")).isEqualTo(1);
            assertThat(house.count("agents WHERE status = 'available'")).isEqualTo(2);
        }
    }
}
