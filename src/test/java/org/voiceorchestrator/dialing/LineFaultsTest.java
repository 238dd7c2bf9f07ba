package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.Obstacle;
import org.voiceorchestrator.testkit.Wire;

/// The switch, the connection to it and agents' phones come and go while lines are up and customers wait.
class LineFaultsTest {
    private SimulatedSwitch simulated;
    private Wire wire;
    private DialingHouse house;
    private LineHouse lines;

    @BeforeEach
    void start() {
        simulated = LineHouse.switchOfPhones(20);
        wire = new Wire(simulated.port());
        house = DialingHouse.running(simulated, DialingHouse.over(simulated).with("freeswitch.port", wire.port()));
        lines = new LineHouse(simulated, house.database(), house.server());
    }

    @AfterEach
    void stop() {
        house.close();
        wire.close();
    }

    @Test
    void aLineOutlivesALostConnection() {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101"));
        lines.awaitLines(1);
        UUID line = lines.lineOf("101");
        wire.cutOnce();
        lines.leads(campaign, 3, LineHouse.TALKS);
        house.awaitStatus("completed", 3);
        assertThat(lines.lineOf("101")).isEqualTo(line);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void aCustomerIsPutThroughOnceAlthoughTheConnectionIsLostRightThen() {
        long campaign = lines.campaign("mode = 'power', calls_per_agent = 1", List.of("101"));
        lines.awaitLines(1);
        wire.cutOnceAfter("uuid_bridge");
        lines.leads(campaign, 1, LineHouse.STAYS);
        house.awaitBridged(1);
        assertThat(wire.hasHeardThem()).isTrue();
        lines.hangUpCustomers();
        house.awaitStatus("completed", 1);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void aLineThatEndedWhileNobodyListenedIsRungAnew() {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101"));
        lines.awaitLines(1);
        UUID first = lines.lineOf("101");
        wire.cut();
        simulated.phone("101").hangUp();
        wire.mend();
        lines.await(1, "agent_lines WHERE state = 'up' AND line_id <> '" + first + "'");
        lines.leads(campaign, 2, LineHouse.TALKS);
        house.awaitStatus("completed", 2);
        assertThat(lines.timesRung("101")).isEqualTo(2);
        assertThat(lines.reason("101")).isEqualTo("available: ");
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void aCustomerWhoAnswersWhileTheConnectionIsLostIsPutThroughAfterwards() {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101"));
        lines.awaitLines(1);
        lines.leads(campaign, 1, LineHouse.LATE);
        Await.until("the customer's phone rings", () -> simulated.liveCalls().size() == 2);
        wire.cut();
        Await.until(
                "the customer has answered",
                () -> simulated.liveCalls().stream().allMatch(PlacedCall::wasAnswered));
        wire.mend();
        house.awaitBridged(1);
        lines.hangUpCustomers();
        house.awaitStatus("completed", 1);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void afterANewStartOfTheSwitchLinesAreRungAnewAndDialingGoesOn() {
        long campaign = lines.campaign("mode = 'power', calls_per_agent = 1", List.of("101", "102"));
        lines.leads(campaign, 2, LineHouse.STAYS);
        house.awaitBridged(2);
        UUID first = lines.lineOf("101");
        simulated.restart();
        house.awaitEnded(2);
        Await.until(
                "there are two new lines",
                () -> house.count("agent_lines WHERE state = 'up' AND line_id <> '" + first + "'") == 2);
        assertThat(lines.phonesInUse("101")).isEqualTo(1);
        assertThat(lines.phonesInUse("102")).isEqualTo(1);
        house.given().leads(campaign, List.of("92300999016666"));
        house.awaitStatus("completed", 3);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void whileTheSwitchIsAwayNoLineIsRungAndNobodyIsTakenOff() {
        lines.campaign("mode = 'progressive'", List.of("101"));
        lines.awaitLines(1);
        simulated.crash();
        CallPlacer placer = house.server().bean(CallPlacer.class);
        Await.until("the loss is noticed", () -> !placer.isReady());
        lines.agent("102");
        house.change("INSERT INTO campaign_agents (campaign_id, agent_id) SELECT c.id, a.id FROM campaigns AS c,"
                + " agents AS a WHERE a.extension = '102'");
        simulated.boot();
        lines.awaitLines(2);
        assertThat(house.count("agents WHERE status = 'available'")).isEqualTo(2);
        assertThat(lines.phonesInUse("101")).isEqualTo(1);
        assertThat(lines.phonesInUse("102")).isEqualTo(1);
    }

    @Test
    void aSwitchThatSaysEverythingTwiceIsUnderstoodOnce() {
        simulated.duplicateEvents(true);
        everyoneIsServedOnce();
    }

    @Test
    void eventsThatComeInAnotherOrderAreUnderstood() {
        simulated.jumbleEvents(true);
        everyoneIsServedOnce();
    }

    private void everyoneIsServedOnce() {
        long power = lines.campaign("mode = 'power', calls_per_agent = 1", List.of("101", "102"));
        long rung = lines.campaign("mode = 'power', calls_per_agent = 1", List.of("106", "107"));
        house.change("UPDATE campaigns SET agent_connection = 'ring' WHERE id = " + rung);
        lines.leads(power, 6, LineHouse.TALKS);
        house.given().leads(rung, List.of("92300999116666", "92300999216666", "92300999316666"));
        Await.until("all calls are over", () -> house.ended() == 9);
        assertThat(house.count("call_logs WHERE status NOT IN ('completed', 'abandoned')"))
                .isZero();
        assertThat(house.count("call_logs WHERE status = 'completed'")).isGreaterThan(4);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        assertThat(lines.timesRung("102")).isEqualTo(1);
        assertThat(house.count("agents WHERE status = 'on_break'")).isZero();
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void aLineThatIsLostWhileItsCustomerWaitsIsLeftForAnother() {
        long campaign = lines.campaign("mode = 'power', calls_per_agent = 1", List.of("101", "102"));
        house.change("UPDATE agents SET status_since = status_since - interval '1 hour' WHERE extension = '101'");
        lines.awaitLines(2);
        try (Obstacle reserving = Obstacle.before(house.database(), "UPDATE OF agent_leg_uuid", "call_logs")) {
            lines.leads(campaign, 1, LineHouse.STAYS);
            reserving.awaitMet(1);
            simulated.phone("101").hangUp();
        }
        house.awaitBridged(1);
        lines.awaitNoLineOf("101");
        assertThat(house.count("call_logs AS c JOIN agents AS a ON a.id = c.agent_id WHERE a.extension = '102'"))
                .isEqualTo(1);
        assertThat(lines.reason("101")).isEqualTo("on_break: the line was hung up");
        assertThat(lines.reason("102")).isEqualTo("available: ");
        assertThat(house.count("call_logs")).isEqualTo(1);
        assertThat(lines.broken()).isEmpty();
    }
}
