package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;
import org.voiceorchestrator.testkit.Wire;

/// Agents give calls away with the keys of their own phones. The customer talks on, and the agent takes the next one.
class OwnTransferTest {
    private static final String NEXT = "92300999017777";

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
        open(wire.port());
    }

    @AfterEach
    void stop() {
        house.close();
        wire.close();
    }

    private void open(int port) {
        TestServer server = DialingHouse.over(simulated)
                .with("freeswitch.port", port)
                .with("database.url", database)
                .with("dialer.dialing.stop-patience", "1ms");
        house = DialingHouse.running(simulated, server);
        lines = new LineHouse(simulated, house.database(), house.server());
    }

    private void closeServer() {
        house.server().close();
    }

    /// @return the campaign of 101, whose phone was rung for its customer, who stays
    private long talk() {
        long campaign = house.campaign("101", 1, GivenCalls.numbers(1, LineHouse.STAYS));
        house.awaitBridged(1);
        return campaign;
    }

    private long talkOnLine() {
        long campaign = lines.campaign("mode = 'power', calls_per_agent = 1", List.of("101"));
        lines.leads(campaign, 1, LineHouse.STAYS);
        house.awaitBridged(1);
        return campaign;
    }

    private UUID firstCall() {
        return house.database()
                .sql("SELECT call_id FROM call_logs ORDER BY id LIMIT 1")
                .one(row -> row.uuid("call_id"));
    }

    private void awaitLeft() {
        lines.await(1, "call_logs WHERE agent_left_at IS NOT NULL AND ended_at IS NULL");
    }

    /// The agent talks with the next customer while the first one talks with somebody else.
    private void awaitNext(long campaign) {
        house.given().leads(campaign, List.of(NEXT));
        lines.await(2, "call_logs WHERE bridged_at IS NOT NULL AND ended_at IS NULL");
        lines.await(1, "call_logs WHERE bridged_at IS NOT NULL AND ended_at IS NULL AND agent_left_at IS NULL");
    }

    private void endAll() {
        lines.hangUpCustomers();
        house.awaitStatus("completed", 2);
        assertThat(house.count("call_logs")).isEqualTo(2);
        assertThat(lines.broken()).isEmpty();
    }

    private String statusOf(String extension) {
        return String.valueOf(house.server()
                .get("/api/dialer/agents/" + lines.idOf(extension) + "/")
                .at("status"));
    }

    private Answer order(UUID call, String action) {
        return house.server().post("/api/dialer/calls/" + call + "/" + action + "/");
    }

    @Test
    void whoGivesACallAwayGetsTheNextCustomerWhileTheFirstOneTalksOn() {
        long campaign = talk();
        UUID call = firstCall();
        simulated.phone("101").transfer("107");
        awaitLeft();
        awaitNext(campaign);
        assertThat(statusOf("101")).isEqualTo("on_call");
        Answer shown = house.server().get("/api/dialer/call-logs/" + call + "/");
        assertThat(shown.at("agent_left_at")).isNotNull();
        assertThat(shown.at("status")).isEqualTo("answered");
        assertThat(shown.at("metadata"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("transfers");
        endAll();
        assertThat(house.count("""
                call_logs
                WHERE agent_left_at IS NOT NULL
                  AND talk_time_seconds = round(extract(epoch FROM agent_left_at - bridged_at))
                  AND agent_left_at <= ended_at
                """)).isEqualTo(1);
    }

    @Test
    void theWorkAfterTheCallBeginsWhenItIsGivenAwayAndNotAgainWhenTheCustomerHangsUp() {
        talk();
        lines.change("UPDATE agents SET wrap_up_seconds = 600");
        simulated.phone("101").transfer("107");
        awaitLeft();
        assertThat(statusOf("101")).isEqualTo("wrap_up");
        String until = wrapUpUntil();
        lines.hangUpCustomers();
        house.awaitStatus("completed", 1);
        assertThat(wrapUpUntil()).isEqualTo(until);
        assertThat(lines.broken()).isEmpty();
    }

    private String wrapUpUntil() {
        return house.database()
                .sql("SELECT wrap_up_until::text AS until FROM agents WHERE extension = '101'")
                .one(row -> row.text("until"));
    }

    @Test
    void whoAsksTheOtherOneFirstHasGivenTheCallAwayWhenTheyAreJoined() {
        talk();
        simulated.phone("101").consult("107");
        lines.await(1, "call_logs WHERE source = 'softphone'");
        Await.until(
                "the other phone is answered",
                () -> simulated.legs().stream()
                        .anyMatch(leg -> leg.number().equals("107") && leg.wasAnswered() && leg.bridgedAt() != null));
        simulated.phone("101").transferToConsulted();
        awaitLeft();
        lines.await(1, "call_logs WHERE source = 'softphone' AND ended_at IS NOT NULL");
        Await.until("the agent is free", () -> statusOf("101").equals("available"));
        lines.hangUpCustomers();
        lines.await(2, "call_logs WHERE ended_at IS NOT NULL");
        assertThat(house.count("call_logs WHERE source = 'campaign' AND status = 'completed'"))
                .isEqualTo(1);
    }

    @Test
    void whoIsCalledFirstGivesTheCallAwayAsWell() {
        long agent = lines.agent("101");
        Await.until("a worker is at work", () -> house.count("workers") > 0);
        Answer ordered =
                house.server().post("/api/dialer/calls/", Map.of("agent", agent, "phone_number", "923001237777"));
        assertThat(ordered.status()).as(ordered.text()).isEqualTo(201);
        house.awaitBridged(1);
        assertThat(house.count("call_logs WHERE agent_first")).isEqualTo(1);
        simulated.phone("101").transfer("107");
        awaitLeft();
        assertThat(statusOf("101")).isEqualTo("available");
        assertThat(order(firstCall(), "hangup").status()).isEqualTo(202);
        house.awaitStatus("completed", 1);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void whoGivesACallFromALineAwayAndPutsItDownIsRungAnewAndNotOnBreak() {
        long campaign = talkOnLine();
        UUID line = lines.lineOf("101");
        simulated.phone("101").transfer("107");
        awaitLeft();
        Await.until("the phone rings again", () -> lines.timesRung("101") == 2);
        lines.awaitLines(1);
        assertThat(lines.reason("101")).isEqualTo("available: ");
        assertThat(lines.lineOf("101")).isNotEqualTo(line);
        awaitNext(campaign);
        endAll();
    }

    @Test
    void aLineWhosePhoneStaysOnItTakesTheNextCustomer() {
        long campaign = talkOnLine();
        UUID line = lines.lineOf("101");
        simulated.phone("101").transferAndStay("107");
        awaitLeft();
        awaitNext(campaign);
        assertThat(lines.lineOf("101")).isEqualTo(line);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        endAll();
    }

    /// What the switch says of a line's leg stays on it.
    @Test
    void theNextCallOfALineThatGaveOneAwayIsTransferredByUsAndEndsAsAnyOther() {
        long campaign = talkOnLine();
        simulated.phone("101").transferAndStay("107");
        awaitLeft();
        awaitNext(campaign);
        UUID second = house.database()
                .sql("SELECT call_id FROM call_logs WHERE agent_left_at IS NULL")
                .one(row -> row.uuid("call_id"));
        long other = lines.agent("102");
        assertThat(house.server()
                        .post("/api/dialer/calls/" + second + "/transfer/", Map.of("agent", other))
                        .status())
                .isEqualTo(202);
        lines.await(1, "call_actions WHERE state = 'done'");
        assertThat(house.count(
                        "call_logs WHERE transferred_at IS NOT NULL AND agent_left_at IS NULL AND agent_id = " + other))
                .isEqualTo(1);
        endAll();
        assertThat(house.count("call_logs WHERE agent_left_at IS NULL")).isEqualTo(1);
    }

    @Test
    void aCallThatWasGivenAwayIsHungUpByASupervisorAndNeitherHeldNorTransferred() {
        talk();
        UUID call = firstCall();
        simulated.phone("101").transfer("107");
        awaitLeft();
        Answer held = order(call, "hold");
        assertThat(held.status()).isEqualTo(409);
        assertThat(held.text()).contains("on their own phone");
        assertThat(order(call, "unhold").status()).isEqualTo(409);
        assertThat(house.server()
                        .post("/api/dialer/calls/" + call + "/transfer/", Map.of("agent", lines.agent("102")))
                        .status())
                .isEqualTo(409);
        assertThat(order(call, "hangup").status()).isEqualTo(202);
        house.awaitStatus("completed", 1);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void theNumberOfWhomTheAgentGaveAwayIsNotDialedUntilTheyHangUp() {
        String number = "923001237777";
        house.campaign("101", 1, List.of(number));
        house.awaitBridged(1);
        simulated.phone("101").transfer("107");
        awaitLeft();
        Answer again =
                house.server().post("/api/dialer/calls/", Map.of("agent", lines.agent("102"), "phone_number", number));
        assertThat(again.status()).as(again.text()).isEqualTo(409);
        assertThat(again.json()).containsEntry("gate", "number_live");
        lines.hangUpCustomers();
        house.awaitStatus("completed", 1);
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void aProcessThatGoesOnWithSuchACallLeavesTheAgentFreeAndTheCustomerOnTheLine() {
        long campaign = talk();
        simulated.phone("101").transfer("107");
        awaitLeft();
        UUID worker = workerOf(firstCall());
        closeServer();
        open(simulated.port());
        lines.await(0, "call_logs WHERE worker_id = '" + worker + "'");
        awaitNext(campaign);
        endAll();
    }

    private UUID workerOf(UUID call) {
        return house.database()
                .sql("SELECT worker_id FROM call_logs WHERE call_id = :call")
                .with("call", call)
                .one(row -> row.uuid("worker_id"));
    }

    @Test
    void aTransferThatNoProcessHasSeenIsFoundByTheNext() {
        long campaign = talk();
        closeServer();
        simulated.phone("101").transfer("107");
        open(simulated.port());
        awaitLeft();
        awaitNext(campaign);
        endAll();
    }

    @Test
    void aTransferFromALineThatNoProcessHasSeenIsFoundByTheNext() {
        long campaign = talkOnLine();
        closeServer();
        simulated.phone("101").transferAndStay("107");
        open(simulated.port());
        awaitLeft();
        awaitNext(campaign);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        endAll();
    }

    @Test
    void aTransferWhileTheConnectionIsLostIsFoundWhenItIsBack() {
        long campaign = talk();
        wire.cut();
        simulated.phone("101").transfer("107");
        wire.mend();
        awaitLeft();
        awaitNext(campaign);
        endAll();
    }
}
