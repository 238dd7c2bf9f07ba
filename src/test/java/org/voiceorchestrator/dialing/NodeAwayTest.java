package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestServer;

/// A switch goes and does not come back.
class NodeAwayTest {
    @Test
    void afterFiveMinutesItsCallsAreGivenUpAndTheirAgentsAreFree() {
        SimulatedSwitch simulated = DialingHouse.switchWith(Scenario.carrierSuffixes());
        try (DialingHouse house = DialingHouse.byHand(simulated, new TestServer().with("sw.password", "ClueCon"))) {
            CallPlacer placer = house.server().bean(CallPlacer.class);
            SwitchNodes nodes = house.server().bean(SwitchNodes.class);
            house.change("""
                    INSERT INTO nodes (id, name, host, port, password_variable, is_active, created_at, updated_at)
                    VALUES (1, 'sw1', '127.0.0.1', %d, 'SW_PASSWORD', true, now(), now()),
                           (2, 'sw2', '127.0.0.1', 1, 'NOT_SET', true, now(), now())
                    """.formatted(simulated.port()));
            nodes.connect();
            Await.until("it is connected", () -> placer.ready().contains(1L));
            nodes.tell(house.lease().worker());
            assertThat(links(house))
                    .containsExactly(
                            "1 connected ",
                            "2 away NOT_SET, which is to hold its password, is not set for this process");
            house.campaign("101", 2, GivenCalls.numbers(3, "0010"));
            assertThat(house.tick()).isEqualTo(2);
            Await.until("both ring", () -> simulated.liveCalls().size() == 2);
            simulated.crash();
            Await.until("the loss is noticed", () -> !placer.known().contains(1L));
            assertThat(house.tick()).isZero();
            nodes.tell(house.lease().worker());
            assertThat(links(house).getFirst()).startsWith("1 away no connection to the switch: ");
            house.server().clock().forward(Duration.ofMinutes(5).minusMillis(1));
            nodes.connect();
            assertThat(placer.known()).doesNotContain(1L, 2L);
            assertThat(house.live()).isEqualTo(2);
            house.server().clock().forward(Duration.ofMillis(1));
            nodes.connect();
            house.awaitEnded(2);
            assertThat(house.statuses()).containsExactly("lost", "lost");
            assertThat(house.count("agents_now WHERE status = 'available'")).isEqualTo(1);
        }
    }

    private static List<String> links(DialingHouse house) {
        return house.database()
                .sql("SELECT concat_ws(' ', node_id, state, error) AS link FROM switch_links ORDER BY node_id")
                .list(row -> row.text("link"));
    }
}
