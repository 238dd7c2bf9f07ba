package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;
import org.voiceorchestrator.testkit.Wire;

/// The switch that has the lines is up, and so are the lines: only a process cannot reach it any more.
class LineHomeLostTest {
    private final String database = TestDatabase.fresh();
    private final SimulatedSwitch one = LineHouse.switchOfPhones(20);
    private final SimulatedSwitch two = LineHouse.switchOfPhones(20);
    private final Wire wire = new Wire(one.port());

    @AfterEach
    void stop() {
        wire.close();
        one.close();
        two.close();
    }

    private TestServer server() {
        return new TestServer()
                .with("database.url", database)
                .with("dialer.trunk.calls-per-second", 1000)
                .with("dialer.dialing.stop-patience", "10ms");
    }

    private TestServer over(int port) {
        return server().with("freeswitch.host", "127.0.0.1")
                .with("freeswitch.port", port)
                .with("freeswitch.password", "ClueCon");
    }

    private static UUID worker(TestServer server) {
        return server.bean(WorkerLease.class).worker();
    }

    @Test
    void anotherProcessGoesOnWithTheLinesAndTheFirstLeavesThemToItWhenItIsBack() {
        try (DialingHouse first = DialingHouse.running(one, over(wire.port()))) {
            LineHouse lines = new LineHouse(one, first.database(), first.server());
            long campaign = lines.campaign("mode = 'power', calls_per_agent = 1", List.of("101", "102"));
            lines.awaitLines(2);
            UUID line = lines.lineOf("101");
            lines.leads(campaign, 1, LineHouse.STAYS);
            first.awaitBridged(1);
            wire.cut();
            try (TestServer second = over(one.port())
                    .withSystemClock()
                    .with("dialer.dialing.enabled", true)
                    .start()) {
                lines.await(2, "agent_lines WHERE state = 'up' AND worker_id = '" + worker(second) + "'");
                first.given().leads(campaign, List.of("92300999017777"));
                first.awaitBridged(2);
                assertThat(lines.count("call_logs WHERE bridged_at IS NOT NULL AND over_line AND worker_id = '"
                                + worker(second) + "'"))
                        .isEqualTo(1);

                wire.mend();
                CallPlacer placer = first.server().bean(CallPlacer.class);
                Await.until("the first has its switch again", placer::isReady);
                // what it has given up is somebody's by now
                first.server().bean(LineKeeper.class).look(Instant.now());
                lines.hangUpCustomers();
                first.awaitStatus("completed", 2);
                lines.await(2, "agent_lines WHERE state = 'up' AND worker_id = '" + worker(second) + "'");
                assertThat(lines.lineOf("101")).isEqualTo(line);
                assertThat(lines.phonesInUse("101")).isEqualTo(1);
                assertThat(lines.timesRung("101")).isEqualTo(1);
                assertThat(lines.timesRung("102")).isEqualTo(1);
                assertThat(lines.broken()).isEmpty();
            }
        }
    }

    @Test
    void linesThatNobodyCouldGoOnWithAreRungElsewhereAndHungUpWhenTheirSwitchIsBack() {
        TestServer dialer = server().with("sw1.password", "ClueCon").with("sw2.password", "ClueCon");
        try (DialingHouse house = DialingHouse.running(two, dialer)) {
            LineHouse lines = new LineHouse(one, house.database(), house.server());
            node(house, 1, wire.port());
            node(house, 2, two.port());
            CallPlacer placer = house.server().bean(CallPlacer.class);
            Await.until("both are connected", () -> placer.ready().containsAll(Set.of(1L, 2L)));
            long campaign = lines.campaign("mode = 'power', calls_per_agent = 1", List.of("101"));
            lines.await(1, "agent_lines WHERE state = 'up' AND node_id = 1");
            wire.cut();
            lines.await(1, "agent_lines WHERE state = 'up' AND node_id = 2");
            assertThat(lines.phonesInUse("101")).isEqualTo(1);

            wire.mend();
            Await.until("the line that was given up is hung up", () -> lines.phonesInUse("101") == 0);
            UUID line = lines.lineOf("101");
            lines.leads(campaign, 1, LineHouse.TALKS);
            house.awaitStatus("completed", 1);
            assertThat(house.count("call_logs WHERE node_id = 2 AND over_line")).isEqualTo(1);
            assertThat(lines.lineOf("101")).isEqualTo(line);
            assertThat(lines.reason("101")).isEqualTo("available: ");
            assertThat(house.broken()).isEmpty();
        }
    }

    private static void node(DialingHouse house, long id, int port) {
        house.change("""
                INSERT INTO nodes (id, name, host, port, password_variable, is_active, created_at, updated_at)
                VALUES (%d, 'sw%d', '127.0.0.1', %d, 'SW%d_PASSWORD', true, now(), now())
                """.formatted(id, id, port, id));
    }
}
