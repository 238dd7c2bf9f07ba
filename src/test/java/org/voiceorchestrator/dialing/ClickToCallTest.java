package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.KeyedRequests;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// Calls that somebody orders, and those that begin with the agent.
class ClickToCallTest {
    private static final String TALKS = "923001237777";
    private static final String BUSY = "923001230002";
    private static final String PATH = "/api/dialer/calls/";
    private static final Scenario SCENARIO = Scenario.carrierSuffixes()
            .suffix("7777", CallBehaviour.answersAfter(Duration.ofSeconds(1), Duration.ofHours(10)));

    private DialingHouse house = DialingHouse.running(SCENARIO);

    @AfterEach
    void stop() {
        house.close();
    }

    private Answer order(Map<String, Object> body) {
        Await.until("a worker is at work", () -> house.count("workers") > 0);
        return house.server().post(PATH, body);
    }

    private Answer order(long agent, String number) {
        return order(Map.of("agent", agent, "phone_number", number));
    }

    private PlacedCall leg(String number) {
        return house.simulated().legs().stream()
                .filter(call -> call.number().equals(number))
                .findFirst()
                .orElseThrow();
    }

    private void awaitEnd(String status) {
        house.awaitStatus(status, 1);
        Await.until("no leg is left", () -> house.simulated().liveCalls().isEmpty());
    }

    private Object agentStatus(long agent) {
        return String.valueOf(
                house.server().get("/api/dialer/agents/" + agent + "/").at("status"));
    }

    @Test
    void theAgentsPhoneRingsFirstThenAnyNumberIsCalledAndTheCallIsOnRecordWithoutALead() {
        long agent = house.given().agent("Agent-101", "101", 1);
        Answer answer = order(agent, "0300 1237777");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json())
                .containsEntry("source", "click_to_call")
                .containsEntry("status", "initiated")
                .containsEntry("phone_number", TALKS)
                .containsEntry("lead", null)
                .containsEntry("campaign", null);
        house.awaitBridged(1);
        assertThat(leg("101").startedAt()).isBefore(leg(TALKS).startedAt());
        assertThat(leg(TALKS).uuid()).isEqualTo(answer.at("call_id"));
        assertThat(agentStatus(agent)).isEqualTo("on_call");

        house.simulated().phone("101").hangUp();
        awaitEnd("completed");
        assertThat(house.server().get("/api/dialer/call-logs/?agent=" + agent).at("count"))
                .isEqualTo(1);
        assertThat(agentStatus(agent)).isEqualTo("available");
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void theCustomerMayBeFirst() {
        long agent = house.given().agent("Agent-101", "101", 1);
        order(Map.of("agent", agent, "phone_number", TALKS, "first", "customer"));
        house.awaitBridged(1);
        assertThat(leg(TALKS).startedAt()).isBefore(leg("101").startedAt());
    }

    @Test
    void anAgentWhoDoesNotPickUpCausesNoCallAndUsesUpNoAttempt() {
        long campaign = previewCampaign("104", TALKS);
        long agent = agentOf(campaign);
        Answer answer = order(Map.of("agent", agent, "lead", lead(TALKS)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        awaitEnd("cancelled");
        assertThat(house.simulated().legs()).allMatch(call -> call.number().equals("104"));
        assertThat(house.count("leads WHERE status = 'pending' AND attempt_count = 0 AND live_call_id IS NULL"))
                .isEqualTo(1);
        assertThat(house.count("call_logs WHERE NOT counts AND ringing_at IS NULL"))
                .isEqualTo(1);
        assertThat(agentStatus(agent)).isEqualTo("available");
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void theAgentHearsThatTheCustomerIsBusyAndTheLeadIsSettledAsAlways() {
        long campaign = previewCampaign("101", BUSY);
        order(Map.of("agent", agentOf(campaign), "lead", lead(BUSY)));
        awaitEnd("busy");
        assertThat(leg("101").wasAnswered()).isTrue();
        assertThat(leg("101").ended()).isTrue();
        assertThat(house.count("leads WHERE attempt_count = 1 AND status = 'failed' AND live_call_id IS NULL"))
                .isEqualTo(1);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void anAgentWhoHangsUpWhileTheCustomersPhoneRingsTakesTheCallBack() {
        house.close();
        house = DialingHouse.running(
                Scenario.always(CallBehaviour.answersAfter(Duration.ofHours(10), Duration.ofHours(10))));
        long agent = house.given().agent("Agent-101", "101", 1);
        order(agent, TALKS);
        house.awaitStatus("ringing", 1);
        house.simulated().phone("101").hangUp();
        awaitEnd("cancelled");
        assertThat(house.count("call_logs WHERE counts")).isEqualTo(1);
    }

    @Test
    void aProgressiveCampaignMayCallItsAgentsFirstAndTakesOffWhoDoesNotPickUp() {
        long campaign = house.given().campaign("Campaign", house.given().agent("Agent-104", "104", 1));
        house.change("UPDATE campaigns SET dial_first = 'agent'");
        house.given().leads(campaign, List.of(TALKS));
        house.awaitStatus("cancelled", 1);
        Await.until("the agent is taken off", () -> house.count("agents WHERE status = 'on_break'") == 1);
        assertThat(house.simulated().legs()).allMatch(call -> call.number().equals("104"));

        long other = house.given().agent("Agent-101", "101", 1);
        house.change("UPDATE leads SET due_at = now()");
        house.change("INSERT INTO campaign_agents (campaign_id, agent_id) VALUES (" + campaign + ", " + other + ")");
        house.change("UPDATE campaigns SET updated_at = now()");
        house.awaitBridged(1);
        assertThat(leg("101").startedAt()).isBefore(leg(TALKS).startedAt());
        assertThat(house.count("leads WHERE attempt_count = 1")).isEqualTo(1);
    }

    @Test
    void whoTalksInACallByHandIsGivenNoOther() {
        long campaign = house.campaign("101", 1, List.of());
        order(agentOf(campaign), TALKS);
        house.awaitBridged(1);
        house.given().leads(campaign, List.of("923001240002"));
        Answer second = order(agentOf(campaign), "923001250002");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json()).containsEntry("gate", "agent");
        house.simulated().phone("101").hangUp();
        house.awaitStatus("busy", 1);
        assertThat(house.count("""
                call_logs AS a JOIN call_logs AS b ON b.id > a.id
                WHERE a.ended_at IS NULL OR b.initiated_at < a.ended_at
                """)).isZero();
    }

    @Test
    void aNumberOfACampaignIsItsLead() {
        long campaign = previewCampaign("101", TALKS);
        Answer answer = order(Map.of("agent", agentOf(campaign), "phone_number", TALKS, "campaign", campaign));
        assertThat(answer.at("lead")).isEqualTo((int) lead(TALKS));
        house.awaitBridged(1);
        assertThat(house.count("leads WHERE status = 'dialing'")).isEqualTo(1);
        house.simulated().phone("101").hangUp();
        awaitEnd("completed");
        Await.until("the lead is settled", () -> house.count("leads WHERE status = 'completed'") == 1);
    }

    @Test
    void aLeadWhoseAttemptsAreUsedUpCanBeCalledByHandAndStaysWhatItIs() {
        long campaign = previewCampaign("101", BUSY);
        house.change("UPDATE leads SET status = 'completed', attempt_count = 1");
        assertThat(order(Map.of("agent", agentOf(campaign), "lead", lead(BUSY))).status())
                .isEqualTo(201);
        awaitEnd("busy");
        Await.until("the lead is free again", () -> house.count("leads WHERE live_call_id IS NULL") == 1);
        assertThat(house.count("leads WHERE status = 'completed' AND attempt_count = 2"))
                .isEqualTo(1);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void aCallWhoseAgentsPhoneRingsIsTakenOverWhenTheWorkerStops() {
        house.close();
        SimulatedSwitch simulated = DialingHouse.switchWith(
                SCENARIO.agent("101", CallBehaviour.answersAfter(Duration.ofHours(10), Duration.ofHours(10))));
        String database = TestDatabase.fresh();
        house = DialingHouse.running(simulated, patient(simulated, database));
        order(house.given().agent("Agent-101", "101", 1), TALKS);
        Await.until("the agent's phone rings", () -> !simulated.liveCalls().isEmpty());
        house.server().close();

        house = DialingHouse.running(simulated, patient(simulated, database));
        Await.until("it is taken over", () -> house.count("""
                call_logs AS c JOIN workers AS w ON w.id = c.worker_id WHERE c.ended_at IS NULL
                """) == 1);
        simulated.phone("101").hangUp();
        awaitEnd("cancelled");
        assertThat(house.count("call_logs WHERE NOT counts")).isEqualTo(1);
        assertThat(simulated.legs()).hasSize(1);
    }

    private static TestServer patient(SimulatedSwitch simulated, String database) {
        return DialingHouse.over(simulated)
                .with("database.url", database)
                .with("dialer.dialing.agent-ring-for", "10h")
                .with("dialer.dialing.stop-patience", "1ms");
    }

    @Test
    void sentTwiceWithOneKeyItIsOneCall() {
        long agent = house.given().agent("Agent-101", "101", 2);
        Await.until("a worker is at work", () -> house.count("workers") > 0);
        KeyedRequests requests = KeyedRequests.ofAdministrator(house.server().url());
        String key = KeyedRequests.freshKey();
        String body = "{\"agent\": " + agent + ", \"phone_number\": \"" + BUSY + "\"}";
        Answer first = requests.post(PATH, key, body);
        awaitEnd("busy");
        Answer second = requests.post(PATH, key, body);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.at("call_id")).isEqualTo(first.at("call_id"));
        assertThat(house.count("call_logs")).isEqualTo(1);
    }

    @Test
    void agentsOrderCallsForThemselvesOnly() {
        long agent = house.given().agent("Agent-101", "101", 1);
        long other = house.given().agent("Agent-102", "102", 1);
        Await.until("a worker is at work", () -> house.count("workers") > 0);
        String token = house.server().tokenOfAgent(agent);
        assertThat(house.server()
                        .send("POST", PATH, Map.of("agent", other, "phone_number", BUSY), token)
                        .status())
                .isEqualTo(403);
        assertThat(house.server()
                        .send("POST", PATH, Map.of("phone_number", BUSY), token)
                        .json())
                .containsEntry("agent", (int) agent);
    }

    private long previewCampaign(String extension, String number) {
        long campaign = house.campaign(extension, 1, List.of());
        house.change("UPDATE campaigns SET mode = 'preview', dial_first = 'agent' WHERE id = " + campaign);
        house.given().leads(campaign, List.of(number));
        return campaign;
    }

    private long agentOf(long campaign) {
        return house.database()
                .sql("SELECT agent_id FROM campaigns WHERE id = :id")
                .with("id", campaign)
                .one(row -> row.bigint("agent_id"));
    }

    private long lead(String number) {
        return house.database()
                .sql("SELECT id FROM leads WHERE phone_number = :number")
                .with("number", number)
                .one(row -> row.bigint("id"));
    }
}
