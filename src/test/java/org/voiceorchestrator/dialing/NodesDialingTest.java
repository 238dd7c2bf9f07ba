package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestServer;

/// Two switches beside the built-in one, over real sockets; one of them goes and comes back.
class NodesDialingTest {
    /// The end of numbers that answer after a moment and stay.
    private static final String STAYS = "7777";
    /// Ring for as long as a phone may.
    private static final String RINGS = "0010";
    /// Talk for a moment.
    private static final String TALKS = "6666";

    private SimulatedSwitch one;
    private SimulatedSwitch two;
    private DialingHouse house;
    private CallPlacer placer;

    @BeforeEach
    void start() {
        Scenario scenario = Scenario.carrierSuffixes()
                .suffix(STAYS, CallBehaviour.staysAfter(Duration.ofSeconds(1)))
                .suffix(TALKS, CallBehaviour.answersAfter(Duration.ofSeconds(1), Duration.ofSeconds(10)));
        one = DialingHouse.switchWith(scenario);
        two = DialingHouse.switchWith(scenario);
        house = DialingHouse.running(
                two,
                new TestServer()
                        .with("sw.password", "ClueCon")
                        .with("dialer.dialing.lease", "5s")
                        .with("dialer.dialing.stop-patience", "10ms"));
        placer = house.server().bean(CallPlacer.class);
        node(1, one.port());
        node(2, two.port());
        Await.until("both are connected", () -> placer.ready().containsAll(Set.of(1L, 2L)));
    }

    @AfterEach
    void stop() {
        house.close();
        one.close();
    }

    private void node(long id, int port) {
        house.change("""
                INSERT INTO nodes (id, name, host, port, password_variable, is_active, created_at, updated_at)
                VALUES (%d, 'sw%d', '127.0.0.1', %d, 'SW_PASSWORD', true, now(), now())
                """.formatted(id, id, port));
    }

    private void trunk(long node, int priority) {
        house.change("""
                INSERT INTO trunks (name, gateway, node_id, lines, calls_per_second, prefix, strip, caller_id, weight,
                    priority, is_active, created_at, updated_at)
                VALUES ('of sw%d', 'carrier', %d, 100, 1000, '', 0, '', 1, %d, true, now(), now())
                """.formatted(node, node, priority));
    }

    private long on(long node, String condition) {
        return house.count("call_logs WHERE node_id = " + node + " AND " + condition);
    }

    private long ended(String suffix, String status) {
        return house.count("call_logs WHERE phone_number LIKE '%" + suffix + "' AND status = '" + status + "'");
    }

    private void nobodyWasDialedTwice() {
        List<String> dialed = new ArrayList<>();
        for (SimulatedSwitch each : List.of(one, two)) {
            dialed.addAll(each.calls().stream().map(PlacedCall::number).toList());
            assertThat(each.overlappingCalls()).isEmpty();
        }
        assertThat(dialed).doesNotHaveDuplicates().hasSize((int) house.count("call_logs"));
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void oneThatIsKilledWhileCallsRingAndTalkLosesThoseOnlyAndTheOtherTakesOverUntilItIsBack() {
        trunk(1, 0);
        trunk(2, 0);
        house.campaign("101", 20, GivenCalls.numbers(4, STAYS));
        house.campaign("102", 20, GivenCalls.numbers(4, RINGS));
        house.awaitBridged(4);
        Await.until(
                "eight are placed",
                () -> one.liveCalls().size() + two.liveCalls().size() == 8);
        assertThat(on(1, "true")).isEqualTo(4);
        long talking = on(1, "bridged_at IS NOT NULL");
        one.crash();
        Await.until("the loss is noticed", () -> !placer.ready().contains(1L));
        house.campaign("113", 20, GivenCalls.numbers(6, TALKS));
        Await.until("the other takes over", () -> ended(TALKS, "completed") == 6);
        assertThat(on(2, "phone_number LIKE '%" + TALKS + "'")).isEqualTo(6);
        assertThat(on(1, "ended_at IS NULL")).isEqualTo(4);
        one.boot();
        Await.until("what was on it is settled", () -> on(1, "ended_at IS NOT NULL") == 4);
        assertThat(on(1, "status = 'completed'")).isEqualTo(talking);
        assertThat(on(1, "status = 'lost'")).isEqualTo(4 - talking);
        assertThat(on(2, "ended_at IS NULL AND phone_number LIKE '%" + STAYS + "'"))
                .isEqualTo(4 - talking);
        Await.until("it is back", () -> placer.ready().contains(1L));
        house.given()
                .leads(
                        house.given().campaign("Again", house.given().agent("Again", "114", 20)),
                        List.of("923009996666"));
        Await.until(
                "the one with fewer calls is dialed over",
                () -> on(1, "phone_number = '923009996666' AND status = 'completed'") == 1);
        nobodyWasDialedTwice();
    }

    @Test
    void oneThatIsShutDownGetsNoMoreCalls() throws InterruptedException {
        trunk(1, 0);
        trunk(2, 1);
        house.campaign("101", 3, GivenCalls.numbers(6, STAYS));
        house.awaitBridged(3);
        assertThat(on(1, "true")).isEqualTo(3);
        one.shutdown();
        house.awaitBridged(6);
        assertThat(on(2, "true")).isEqualTo(3);
        assertThat(on(1, "hangup_cause = 'SYSTEM_SHUTDOWN'")).isEqualTo(3);
        assertThat(house.count("breakers")).isZero();
        nobodyWasDialedTwice();
    }

    @Test
    void aTrunkOfNoSwitchInParticularGoesOverAllOfThemAsFarAsTheyHaveRoom() {
        house.change("UPDATE nodes SET lines = 2 WHERE id = 1");
        house.campaign("101", 20, GivenCalls.numbers(9, STAYS));
        house.awaitBridged(9);
        assertThat(on(1, "true")).isEqualTo(2);
        assertThat(on(2, "true")).isEqualTo(7);
        assertThat(house.server().delete("/api/dialer/nodes/1/").status()).isEqualTo(409);
        house.change("UPDATE nodes SET is_active = false WHERE id = 2");
        house.campaign("102", 20, GivenCalls.numbers(1, TALKS));
        house.change("UPDATE nodes SET lines = 3 WHERE id = 1");
        house.worker().wake();
        Await.until("it goes over the other", () -> on(1, "status = 'completed'") == 1);
        assertThat(placer.ready()).contains(2L);
        nobodyWasDialedTwice();
    }
}
