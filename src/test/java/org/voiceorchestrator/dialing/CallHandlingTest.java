package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// What people do with live calls.
class CallHandlingTest {
    private static final String TALKS = "923001237777";
    private static final String RINGS = "923001238888";
    private static final Duration LONG = Duration.ofHours(10);

    private static final Scenario SCENARIO = Scenario.carrierSuffixes()
            .suffix("7777", CallBehaviour.answersAfter(Duration.ofSeconds(1), LONG))
            .suffix("8888", CallBehaviour.answersAfter(LONG, LONG))
            .agent("109", CallBehaviour.answersAfter(LONG, LONG));

    private DialingHouse house = DialingHouse.running(SCENARIO);

    @AfterEach
    void stop() {
        house.close();
    }

    private long agent(String extension) {
        return house.given().agent("Agent-" + extension, extension, 1);
    }

    /// A call of a campaign of this agent's, who talks.
    private String talk(long agent) {
        long campaign = house.given().campaign("Campaign-" + agent, agent);
        house.given().leads(campaign, List.of(TALKS));
        house.awaitBridged(1);
        return call();
    }

    private String call() {
        return house.database().sql("SELECT call_id::text AS id FROM call_logs").one(row -> row.text("id"));
    }

    private Answer order(String call, String action) {
        return house.server().post("/api/dialer/calls/" + call + "/" + action + "/");
    }

    private Answer transfer(String call, long agent) {
        return house.server().post("/api/dialer/calls/" + call + "/transfer/", Map.of("agent", agent));
    }

    private void assertTaken(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.json()).containsEntry("state", "ordered");
    }

    private void await(String what, String where) {
        Await.until(what, () -> house.count(where) == 1);
    }

    private void awaitIdle() {
        BooleanSupplier idle = () -> house.simulated().liveCalls().isEmpty();
        Await.until("no leg is left", idle);
    }

    private boolean phoneRings(String extension) {
        return house.simulated().legs().stream()
                .anyMatch(leg -> leg.number().equals(extension) && !leg.ended() && !leg.wasAnswered());
    }

    private Object statusOf(long agent) {
        return String.valueOf(
                house.server().get("/api/dialer/agents/" + agent + "/").at("status"));
    }

    @Test
    void aTalkIsHungUp() {
        String call = talk(agent("101"));
        assertTaken(order(call, "hangup"));
        await("it is completed", "call_logs WHERE status = 'completed' AND ended_at IS NOT NULL");
        await("it is done", "call_actions WHERE action = 'hangup' AND state = 'done'");
        awaitIdle();
        Answer again = order(call, "hangup");
        assertThat(again.status()).isEqualTo(409);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void aCallThatRingsIsTakenBack() {
        long agent = agent("101");
        long campaign = house.given().campaign("Campaign", agent);
        house.given().leads(campaign, List.of(RINGS));
        house.awaitStatus("ringing", 1);
        assertTaken(order(call(), "hangup"));
        house.awaitStatus("cancelled", 1);
        assertThat(statusOf(agent)).isEqualTo("available");
    }

    @Test
    void anOrderedCallIsTakenBackWhileTheAgentsPhoneRings() {
        long agent = agent("109");
        Await.until("a worker is at work", () -> house.count("workers") > 0);
        house.server().post("/api/dialer/calls/", Map.of("agent", agent, "phone_number", TALKS));
        Await.until("the phone rings", () -> phoneRings("109"));
        assertTaken(order(call(), "hangup"));
        house.awaitStatus("cancelled", 1);
        awaitIdle();
        assertThat(house.count("call_logs WHERE NOT counts")).isEqualTo(1);
    }

    @Test
    void theCustomerIsPutOnHoldAndTakenBack() {
        String call = talk(agent("101"));
        assertTaken(order(call, "hold"));
        await("the log says so", "call_logs WHERE held_at IS NOT NULL");
        assertThat(house.server().get("/api/dialer/call-logs/" + call + "/").at("held_at"))
                .isNotNull();
        assertThat(order(call, "hold").status()).isEqualTo(409);
        assertTaken(order(call, "unhold"));
        await("the log says so", "call_logs WHERE held_at IS NULL");
        assertThat(order(call, "unhold").status()).isEqualTo(409);
        Answer actions = house.server().get("/api/dialer/calls/" + call + "/actions/");
        assertThat(actions.at("results"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2);
    }

    @Test
    void whoDoesNotTalkYetCannotBePutOnHoldOrTransferred() {
        long campaign = house.given().campaign("Campaign", agent("101"));
        house.given().leads(campaign, List.of(RINGS));
        house.awaitStatus("ringing", 1);
        assertThat(order(call(), "hold").status()).isEqualTo(409);
        assertThat(transfer(call(), agent("102")).status()).isEqualTo(409);
    }

    @Test
    void aCallIsTransferredAndItsLogGoesWithIt() {
        long first = agent("101");
        String call = talk(first);
        house.change("UPDATE campaigns SET status = 'paused'");
        long second = agent("102");
        assertTaken(transfer(call, second));
        await("the other agent has it", "call_logs WHERE agent_id = " + second + " AND transferred_at IS NOT NULL");
        await("it is done", "call_actions WHERE state = 'done'");
        assertThat(statusOf(first)).isEqualTo("available");
        assertThat(statusOf(second)).isEqualTo("on_call");
        Await.until("the first agent's leg is gone", () -> legs("101").allMatch(PlacedCall::ended));
        assertThat(house.count("call_logs WHERE ended_at IS NULL AND jsonb_array_length(metadata -> 'transfers') = 1"))
                .isEqualTo(1);

        house.simulated().phone("102").hangUp();
        house.awaitStatus("completed", 1);
        awaitIdle();
        assertThat(house.broken()).isEmpty();
    }

    private Stream<PlacedCall> legs(String extension) {
        return house.simulated().legs().stream().filter(leg -> leg.number().equals(extension));
    }

    @Test
    void whereTheOtherAgentDoesNotPickUpTheFirstOneKeepsTheCall() {
        long first = agent("101");
        String call = talk(first);
        long second = agent("103");
        assertTaken(transfer(call, second));
        await("it has failed", "call_actions WHERE state = 'failed' AND reason LIKE '%USER_BUSY%'");
        assertThat(statusOf(first)).isEqualTo("on_call");
        assertThat(statusOf(second)).isEqualTo("available");
        assertThat(house.count("call_logs WHERE ended_at IS NULL AND agent_id = " + first))
                .isEqualTo(1);
        house.simulated().phone("101").hangUp();
        house.awaitStatus("completed", 1);
        awaitIdle();
    }

    @Test
    void whoIsLeftByTheFirstAgentWaitsForTheOtherAndIsLetGoWhenNobodyComes() {
        String call = talk(agent("101"));
        long second = agent("109");
        assertTaken(transfer(call, second));
        Await.until("the phone rings", () -> phoneRings("109"));
        assertThat(statusOf(second)).isEqualTo("reserved");
        house.simulated().phone("101").hangUp();
        Await.until("the first agent is gone", () -> legs("101").allMatch(PlacedCall::ended));
        assertThat(legs(TALKS)).noneMatch(PlacedCall::ended);
        house.simulated().phone("109").hangUp();
        house.awaitStatus("completed", 1);
        awaitIdle();
        await("it has failed", "call_actions WHERE state = 'failed'");
    }

    @Test
    void nobodyIsTransferredToAnAgentWhoIsNotFree() {
        String call = talk(agent("101"));
        long second = agent("102");
        house.change("UPDATE agents SET status = 'on_break' WHERE id = " + second);
        Answer answer = transfer(call, second);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json()).containsEntry("gate", "agent");
        assertThat(transfer(call, 0).status()).isEqualTo(400);
        assertThat(house.count("call_actions")).isZero();
    }

    @Test
    void agentsHandleTheirOwnCallsOnly() {
        String call = talk(agent("101"));
        String stranger = house.server().tokenOfAgent(agent("102"));
        assertThat(house.server()
                        .send("POST", "/api/dialer/calls/" + call + "/hangup/", null, stranger)
                        .status())
                .isEqualTo(404);
        assertThat(house.server()
                        .send("GET", "/api/dialer/calls/" + call + "/actions/", null, stranger)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aCallThatAnotherProcessFollowsIsHandledThere() {
        house.close();
        SimulatedSwitch simulated = DialingHouse.switchWith(SCENARIO);
        String database = TestDatabase.fresh();
        house = DialingHouse.running(simulated, DialingHouse.over(simulated).with("database.url", database));
        String call = talk(agent("101"));
        try (TestServer other = new TestServer()
                .with("database.url", database)
                .withSystemClock()
                .start()) {
            Answer answer = other.post("/api/dialer/calls/" + call + "/hangup/");
            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            house.awaitStatus("completed", 1);
        }
    }

    @Test
    void aTransferWhoseProcessStopsIsTakenBackAndTheFirstAgentKeepsTheCall() {
        house.close();
        SimulatedSwitch simulated = DialingHouse.switchWith(SCENARIO);
        String database = TestDatabase.fresh();
        house = DialingHouse.running(simulated, patient(simulated, database));
        long first = agent("101");
        String call = talk(first);
        assertTaken(transfer(call, agent("109")));
        Await.until("the phone rings", () -> phoneRings("109"));
        house.server().close();

        house = DialingHouse.running(simulated, patient(simulated, database));
        await("it has failed", "call_actions WHERE state = 'failed'");
        Await.until("the phone rings no more", () -> !phoneRings("109"));
        assertThat(house.count("call_logs WHERE ended_at IS NULL AND agent_id = " + first))
                .isEqualTo(1);
        assertThat(statusOf(first)).isEqualTo("on_call");
    }

    private static TestServer patient(SimulatedSwitch simulated, String database) {
        return DialingHouse.over(simulated)
                .with("database.url", database)
                .with("dialer.dialing.agent-ring-for", "10h")
                .with("dialer.dialing.stop-patience", "1ms");
    }
}
