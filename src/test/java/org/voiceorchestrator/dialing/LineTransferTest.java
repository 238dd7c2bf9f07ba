package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.Obstacle;
import org.voiceorchestrator.testkit.Operator;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;
import org.voiceorchestrator.testkit.Wire;

/// Calls are transferred from lines that stay up, and to them.
class LineTransferTest {
    private SimulatedSwitch simulated;
    private Wire wire;
    private String database;
    private DialingHouse house;
    private LineHouse lines;

    @BeforeEach
    void start() {
        simulated = LineHouse.switchOfPhones(20);
        wire = new Wire(simulated.port());
        database = TestDatabase.fresh();
        house = DialingHouse.running(simulated, over(wire.port()));
        lines = new LineHouse(simulated, house.database(), house.server());
    }

    @AfterEach
    void stop() {
        house.close();
        wire.close();
    }

    private TestServer over(int port) {
        return DialingHouse.over(simulated)
                .with("freeswitch.port", port)
                .with("database.url", database)
                .with("dialer.dialing.stop-patience", "1ms");
    }

    /// @return the call of 101, whose phone was rung for it, with a customer who stays
    private UUID talk() {
        house.campaign("101", 1, GivenCalls.numbers(1, LineHouse.STAYS));
        return onlyCall();
    }

    private UUID talkOnLine() {
        lines.leads(lines.campaign("mode = 'power', calls_per_agent = 1", List.of("101")), 1, LineHouse.STAYS);
        return onlyCall();
    }

    private UUID onlyCall() {
        house.awaitBridged(1);
        return house.database().sql("SELECT call_id FROM call_logs").one(row -> row.uuid("call_id"));
    }

    /// An agent of another campaign on lines, whose line is up.
    private long onLine(String extension) {
        lines.campaign("mode = 'progressive'", List.of(extension));
        lines.await(
                1,
                "agent_lines AS l JOIN agents AS a ON a.id = l.agent_id WHERE l.state = 'up' AND a.extension = '"
                        + extension + "'");
        return lines.idOf(extension);
    }

    private Answer transfer(UUID call, long agent) {
        return house.server().post("/api/dialer/calls/" + call + "/transfer/", Map.of("agent", agent));
    }

    private void transferred(UUID call, long agent) {
        Answer answer = transfer(call, agent);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        lines.await(1, "call_actions WHERE state = 'done'");
    }

    private void isTalkOf(long agent, boolean overLine) {
        lines.await(
                1,
                "call_logs WHERE ended_at IS NULL AND transferred_at IS NOT NULL AND agent_id = " + agent
                        + " AND over_line = " + overLine);
    }

    private Object statusOf(long agent) {
        return String.valueOf(
                house.server().get("/api/dialer/agents/" + agent + "/").at("status"));
    }

    @Test
    void whoTransfersACallAwayFromALineKeepsTheLineAndGetsTheNextCustomerOnIt() {
        UUID call = talkOnLine();
        UUID line = lines.lineOf("101");
        lines.change("UPDATE agents SET wrap_up_seconds = 600 WHERE extension = '101'");
        long second = lines.agent("102");
        transferred(call, second);
        isTalkOf(second, false);
        assertThat(statusOf(lines.idOf("101"))).isEqualTo("wrap_up");
        lines.change("UPDATE agents SET wrap_up_until = NULL WHERE extension = '101'");

        long campaign = house.database().sql("SELECT id FROM campaigns").one(row -> row.bigint("id"));
        house.given().leads(campaign, List.of("92300999017777"));
        house.awaitBridged(2);
        lines.hangUpCustomers();
        house.awaitStatus("completed", 2);
        assertThat(lines.lineOf("101")).isEqualTo(line);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void whoPutsThePhoneDownAfterGivingACallAwayIsRungAnewAndNotOnBreak() {
        UUID call = talkOnLine();
        long second = lines.agent("102");
        transferred(call, second);
        isTalkOf(second, false);
        simulated.phone("101").hangUp();
        Await.until("the phone rings again", () -> lines.timesRung("101") == 2);
        lines.awaitLines(1);
        assertThat(lines.reason("101")).isEqualTo("available: ");
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void aCallIsTransferredToAnAgentOnALineWhosePhoneDoesNotRingForIt() {
        UUID call = talk();
        long second = onLine("102");
        UUID line = lines.lineOf("102");
        transferred(call, second);
        isTalkOf(second, true);
        assertThat(house.count("call_logs WHERE agent_leg_uuid = '" + line + "'"))
                .isEqualTo(1);
        assertThat(statusOf(second)).isEqualTo("on_call");
        Await.until("the first agent's leg is gone", () -> lines.phonesInUse("101") == 0);
        lines.hangUpCustomers();
        house.awaitStatus("completed", 1);
        assertThat(lines.lineOf("102")).isEqualTo(line);
        assertThat(lines.timesRung("102")).isEqualTo(1);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void aCallGoesFromLineToLineAndBackAndNeitherIsLost() {
        UUID call = talkOnLine();
        long first = lines.idOf("101");
        long second = onLine("102");
        transferred(call, second);
        isTalkOf(second, true);
        assertThat(transfer(call, first).status()).isEqualTo(202);
        lines.await(2, "call_actions WHERE state = 'done'");
        isTalkOf(first, true);
        assertThat(statusOf(second)).isEqualTo("available");
        lines.hangUpCustomers();
        house.awaitStatus("completed", 1);
        lines.awaitLines(2);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        assertThat(lines.timesRung("102")).isEqualTo(1);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void nobodyIsTransferredToALineThatIsInUseOrNotUp() {
        UUID call = talkOnLine();
        long busy = onLine("102");
        long campaign = house.database()
                .sql("SELECT id FROM campaigns WHERE campaign_id = 'Campaign-102'")
                .one(row -> row.bigint("id"));
        house.given().leads(campaign, List.of("92300999017777"));
        house.awaitBridged(2);
        assertThat(transfer(call, busy).status()).isEqualTo(409);

        lines.campaign("mode = 'progressive'", List.of("104"));
        Answer rings = transfer(call, lines.idOf("104"));
        assertThat(rings.status()).isEqualTo(409);
        assertThat(rings.json()).containsEntry("gate", "agent");
        assertThat(house.count("call_actions")).isZero();
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void aTransferToALineThatIsLostLeavesTheCustomerWithTheFirstAgent() {
        UUID call = talkOnLine();
        long second = onLine("102");
        try (Obstacle taking = Obstacle.before(house.database(), "UPDATE OF state", "call_actions")) {
            assertThat(transfer(call, second).status()).isEqualTo(202);
            taking.awaitMet(1);
            simulated.phone("102").hangUp();
        }
        lines.await(1, "call_actions WHERE state = 'failed'");
        assertThat(house.count("call_logs WHERE ended_at IS NULL AND over_line AND agent_id = " + lines.idOf("101")))
                .isEqualTo(1);
        lines.hangUpCustomers();
        house.awaitStatus("completed", 1);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void aTransferToALineIsDoneOnceAlthoughTheConnectionIsLostRightThen() {
        UUID call = talkOnLine();
        long second = onLine("102");
        wire.cutOnceAfter("uuid_bridge");
        transferred(call, second);
        assertThat(wire.hasHeardThem()).isTrue();
        isTalkOf(second, true);
        lines.hangUpCustomers();
        house.awaitStatus("completed", 1);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        assertThat(lines.timesRung("102")).isEqualTo(1);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void aTransferToALineWhoseProcessStopsBeforeItIsToldIsTakenBackAndTheLinesStay() {
        UUID call = talkOnLine();
        long first = lines.idOf("101");
        long second = onLine("102");
        wire.swallowFrom("uuid_setvar_multi");
        assertThat(transfer(call, second).status()).isEqualTo(202);
        Await.until("the transfer is about to begin", wire::isSwallowing);
        house.server().close();

        house = DialingHouse.running(simulated, over(simulated.port()));
        lines = new LineHouse(simulated, house.database(), house.server());
        lines.await(1, "call_actions WHERE state = 'failed'");
        assertThat(house.count("call_logs WHERE ended_at IS NULL AND over_line AND agent_id = " + first))
                .isEqualTo(1);
        lines.hangUpCustomers();
        house.awaitStatus("completed", 1);
        assertThat(lines.timesRung("102")).isEqualTo(1);
        assertThat(simulated.liveCalls()).allMatch(PlacedCall::toAgent).hasSize(2);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void aTransferToALineThatIsDoneWhenItsProcessStopsIsWrittenDownByTheNext() {
        UUID call = talkOnLine();
        UUID line = lines.lineOf("101");
        long second = onLine("102");
        UUID secondLine = lines.lineOf("102");
        wire.swallowFrom("uuid_bridge");
        assertThat(transfer(call, second).status()).isEqualTo(202);
        Await.until("the transfer is about to be done", wire::isSwallowing);
        house.server().close();
        try (Operator operator = new Operator(simulated)) {
            operator.bridge(call.toString(), secondLine.toString());
        }
        house = DialingHouse.running(simulated, over(simulated.port()));
        lines = new LineHouse(simulated, house.database(), house.server());
        lines.await(1, "call_actions WHERE state = 'done'");
        isTalkOf(second, true);
        lines.hangUpCustomers();
        house.awaitStatus("completed", 1);
        assertThat(lines.lineOf("101")).isEqualTo(line);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        assertThat(lines.timesRung("102")).isEqualTo(1);
        assertThat(lines.broken()).isEmpty();
    }
}
