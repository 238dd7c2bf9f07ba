package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// Calls that are begun without an agent, and broadcasts.
class ModesTest {
    private static final String TALKS = "7777";
    private static final String BUSY = "0002";

    private DialingHouse house = DialingHouse.running(Scenario.carrierSuffixes()
            .suffix(TALKS, CallBehaviour.answersAfter(Duration.ofSeconds(1), Duration.ofMinutes(60))));

    @AfterEach
    void stop() {
        house.close();
    }

    private long campaign(String mode, List<String> extensions) {
        long own = house.given().agent("Agent-" + extensions.getFirst(), extensions.getFirst(), 1);
        long campaign = house.given().campaign("Campaign", own);
        house.change("UPDATE campaigns SET " + mode + " WHERE id = " + campaign);
        for (String extension : extensions.subList(1, extensions.size())) {
            long agent = house.given().agent("Agent-" + extension, extension, 1);
            house.change(
                    "INSERT INTO campaign_agents (campaign_id, agent_id) VALUES (" + campaign + ", " + agent + ")");
        }
        return campaign;
    }

    private long agentsTalking() {
        return house.count("(SELECT DISTINCT agent_id FROM call_logs WHERE bridged_at IS NOT NULL) AS talking");
    }

    @Test
    void progressiveCallsGoToAllAgentsOfTheCampaignOneEach() {
        long campaign = campaign("mode = 'progressive'", List.of("101", "102", "107"));
        house.given().leads(campaign, GivenCalls.numbers(10, TALKS));
        house.awaitBridged(3);
        assertThat(agentsTalking()).isEqualTo(3);
        assertThat(house.live()).isEqualTo(3);
    }

    @Test
    void inAPowerCampaignWhoAnswersIsConnectedWithAFreeAgentAndWhoFindsNoneIsLetGo() {
        long campaign = campaign("mode = 'power', calls_per_agent = 3", List.of("101", "102"));
        house.given().leads(campaign, GivenCalls.numbers(6, TALKS));
        house.awaitBridged(2);
        house.awaitStatus("abandoned", 4);
        assertThat(agentsTalking()).isEqualTo(2);
        assertThat(house.count("call_logs WHERE without_agent")).isEqualTo(6);
        assertThat(house.count("""
                call_logs WHERE status = 'abandoned' AND agent_id IS NULL AND ended_at - answered_at
                    BETWEEN interval '1.9 seconds' AND interval '10 seconds'
                """)).isEqualTo(4);
        assertThat(house.count("agents WHERE status = 'available'")).isEqualTo(2);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void anAgentWhoCannotBeReachedIsTakenOffAndTheCustomerGoesToTheNext() {
        long campaign = campaign("mode = 'power', calls_per_agent = 1", List.of("105", "101"));
        house.change("UPDATE agents SET status_since = status_since - interval '1 hour' WHERE extension = '105'");
        house.given().leads(campaign, GivenCalls.numbers(1, TALKS));
        house.awaitBridged(1);
        assertThat(house.count("agents WHERE extension = '105' AND status = 'on_break'"))
                .isEqualTo(1);
        assertThat(house.count("""
                call_logs AS c JOIN agents AS a ON a.id = c.agent_id
                WHERE a.extension = '101' AND c.bridged_at IS NOT NULL
                """)).isEqualTo(1);
    }

    @Test
    void whatNobodyAnswersCostsNoAgent() {
        long campaign = campaign("mode = 'power', calls_per_agent = 5", List.of("101"));
        house.given().leads(campaign, GivenCalls.numbers(5, BUSY));
        house.awaitStatus("busy", 5);
        assertThat(house.count("call_logs WHERE agent_id IS NOT NULL")).isZero();
    }

    @Test
    void aLineIsFreeAgainWhenTheCustomerHangsUpWhileTheAgentsPhoneRings() {
        house.close();
        house = DialingHouse.running(Scenario.carrierSuffixes()
                .suffix("0013", CallBehaviour.answersAfter(Duration.ZERO, Duration.ofSeconds(10)))
                .agentOtherwise(CallBehaviour.noAnswer()));
        long campaign = campaign("mode = 'power', calls_per_agent = 1", List.of("101"));
        house.given().leads(campaign, GivenCalls.numbers(1, "0013"));
        house.awaitStatus("abandoned", 1);
        Await.until(
                "the agent's phone has stopped ringing",
                () -> house.simulated().liveCalls().isEmpty());
        assertThat(house.count("agents WHERE status = 'available'")).isEqualTo(1);
    }

    @Test
    void aCustomerWhoWaitsForAnAgentIsTakenOverWhenTheWorkerStopsAndGetsAnother() {
        house.close();
        SimulatedSwitch simulated = DialingHouse.switchWith(Scenario.carrierSuffixes()
                .suffix(TALKS, CallBehaviour.answersAfter(Duration.ofSeconds(1), Duration.ofMinutes(60))));
        String database = TestDatabase.fresh();
        house = DialingHouse.running(simulated, patient(simulated, database));
        long campaign = campaign("mode = 'power', calls_per_agent = 1", List.of("104"));
        house.given().leads(campaign, GivenCalls.numbers(1, TALKS));
        Await.until("the agent's phone rings", () -> house.count("call_logs WHERE agent_id IS NOT NULL") == 1);
        house.change("UPDATE agents SET status = 'on_break'");
        house.server().close();

        house = DialingHouse.running(simulated, patient(simulated, database));
        long other = house.given().agent("Agent-101", "101", 1);
        house.change("INSERT INTO campaign_agents (campaign_id, agent_id) VALUES (" + campaign + ", " + other + ")");
        Await.until(
                "the customer talks to the other agent, or was let go",
                () -> house.count("call_logs WHERE bridged_at IS NOT NULL OR status = 'abandoned'") == 1);
        assertThat(house.count("call_logs")).isEqualTo(1);
        assertThat(simulated.calls().stream().filter(call -> call.number().equals("104")))
                .allMatch(PlacedCall::ended);
    }

    private static TestServer patient(SimulatedSwitch simulated, String database) {
        return DialingHouse.over(simulated)
                .with("database.url", database)
                .with("dialer.dialing.agent-ring-for", "10m")
                .with("dialer.dialing.stop-patience", "1ms");
    }

    @Test
    void inABroadcastWhoAnswersHearsTheMessageAndNoAgentIsAsked() {
        long campaign = campaign("mode = 'broadcast', broadcast_message = 'ivr/offer.wav'", List.of("101"));
        house.given().leads(campaign, GivenCalls.numbers(5, "0013"));
        house.awaitStatus("completed", 5);
        assertThat(house.count("call_logs WHERE agent_id IS NOT NULL")).isZero();
        assertThat(house.count("leads WHERE status = 'completed'")).isEqualTo(5);
    }

    @Test
    void aCallIsRecordedWhereItsCampaignSaysSo() {
        long campaign = campaign("mode = 'progressive', record_calls = true", List.of("101"));
        house.given().leads(campaign, GivenCalls.numbers(1, "0013"));
        house.awaitStatus("completed", 1);
        Await.until("the recording is in the log", () -> house.count("""
                call_logs WHERE recording_path LIKE '%' || call_id || '.wav' AND recording_seconds > 0
                """) == 1);
    }

    @Test
    void aPreviewCampaignDialsNothingByItself() {
        long preview = campaign("mode = 'preview'", List.of("101"));
        house.given().leads(preview, GivenCalls.numbers(3, TALKS));
        long other = house.given().campaign("Other", house.given().agent("Agent-102", "102", 1));
        house.given().leads(other, GivenCalls.numbers(1, BUSY));
        house.awaitEnded(1);
        assertThat(house.count("call_logs WHERE campaign_id = " + preview)).isZero();
    }
}
