package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Await;

/// What keeps a call by hand from being made: it is refused, the gate is named, and nothing is changed.
class OrderGatesTest {
    private static DialingHouse house;
    private static int fresh = 100;

    private long agent;
    private long campaign;

    @BeforeAll
    static void start() {
        SimulatedSwitch simulated = DialingHouse.switchWith(Scenario.carrierSuffixes());
        house = DialingHouse.byHand(
                simulated,
                DialingHouse.over(simulated)
                        .with("dialer.trunk.lines", 2)
                        .with("dialer.handling.calling-hours", "00:00-23:59"));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @BeforeEach
    void fresh() {
        fresh++;
        house.change("UPDATE campaigns SET status = 'completed' WHERE status = 'active'");
        agent = house.given().agent("Agent-" + fresh, "2" + fresh, 1);
        campaign = house.given().campaign("Campaign-" + fresh, agent);
        house.change("UPDATE campaigns SET mode = 'preview' WHERE id = " + campaign);
        house.tick();
        Await.until("all calls are over", () -> house.live() == 0);
    }

    private Answer order(Map<String, Object> body) {
        return house.server().post("/api/dialer/calls/", body);
    }

    private Answer orderNumber() {
        return order(Map.of("agent", agent, "phone_number", number()));
    }

    /// Of this test alone.
    private String number() {
        return "92300" + fresh + "0002";
    }

    private Answer orderForCampaign() {
        return order(Map.of("agent", agent, "phone_number", number(), "campaign", campaign));
    }

    private void assertClosed(String gate, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json()).as(answer.text()).containsEntry("gate", gate).containsKey("error");
        assertThat(house.live()).isZero();
    }

    private void assertOpen(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        house.tick();
        Await.until("the call is over", () -> house.live() == 0);
    }

    @Test
    void aNumberOnADoNotCallList() {
        house.server().post("/api/dialer/do-not-call/", Map.of("phone_number", number()));
        assertClosed("do_not_call", orderNumber());
    }

    @Test
    void aNumberOnTheListOfAnotherCampaignMayBeCalled() {
        long other = house.given().campaign("Other-" + fresh, agent);
        house.server().post("/api/dialer/do-not-call/", Map.of("phone_number", number(), "campaign", other));
        assertOpen(orderNumber());
        assertClosed("do_not_call", order(Map.of("agent", agent, "phone_number", number(), "campaign", other)));
    }

    @Test
    void theHoursOfTheCampaign() {
        house.change(
                "UPDATE campaigns SET calling_from = (now() AT TIME ZONE 'Asia/Karachi' + interval '2 hours')::time,"
                        + " calling_until = (now() AT TIME ZONE 'Asia/Karachi' + interval '3 hours')::time WHERE id = "
                        + campaign);
        Answer answer = orderForCampaign();
        assertClosed("calling_hours", answer);
        assertThat(answer.json()).containsKey("next_time");
        assertOpen(orderNumber());
    }

    @Test
    void aCampaignThatIsPaused() {
        house.change("UPDATE campaigns SET status = 'paused' WHERE id = " + campaign);
        assertClosed("campaign_active", orderForCampaign());
    }

    @Test
    void theCallsThatANumberMayGetADay() {
        house.change("UPDATE campaigns SET calls_per_number_daily = 1 WHERE id = " + campaign);
        assertOpen(orderNumber());
        assertClosed("number_limits", orderForCampaign());
    }

    @Test
    void aNumberThatIsOnTheLine() {
        long other = house.given().agent("Second-" + fresh, "9" + fresh, 1);
        assertThat(orderNumber().status()).isEqualTo(201);
        Answer second = order(Map.of("agent", other, "phone_number", number()));
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json()).containsEntry("gate", "number_live");
        assertThat(house.live()).isEqualTo(1);
    }

    @Test
    void anAgentWhoIsOffline() {
        house.change("UPDATE agents SET status = 'offline' WHERE id = " + agent);
        assertClosed("agent", orderNumber());
    }

    @Test
    void anAgentOnABreakMayCall() {
        house.change("UPDATE agents SET status = 'on_break' WHERE id = " + agent);
        assertOpen(orderNumber());
    }

    @Test
    void theLinesOfTheTrunkExactlyWhateverComesAtOnce() {
        house.change("UPDATE agents SET max_concurrent_calls = 20 WHERE id = " + agent);
        AtomicInteger next = new AtomicInteger();
        List<Answer> answers = AtOnce.run(
                8,
                () -> order(Map.of("agent", agent, "phone_number", "9230" + next.incrementAndGet() + fresh + "0002")));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(2);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .hasSize(6)
                .allSatisfy(answer -> assertThat(answer.json()).containsEntry("gate", "trunk"));
        assertThat(house.live()).isEqualTo(2);
    }

    @Test
    void oneAgentHasOneCallHoweverOftenItIsOrderedAtOnce() {
        AtomicInteger next = new AtomicInteger();
        List<Answer> answers = AtOnce.run(
                8,
                () -> order(Map.of("agent", agent, "phone_number", "9230" + next.incrementAndGet() + fresh + "0002")));
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(7);
        assertThat(house.live()).isEqualTo(1);
    }

    @Test
    void anOrderThatNobodyTakesInTimeIsDroppedAndNothingIsCalled() {
        house.given().leads(campaign, List.of(number()));
        assertThat(orderForCampaign().status()).isEqualTo(201);
        int before = house.simulated().calls().size();
        house.server().clock().forward(Duration.ofSeconds(11));
        assertThat(house.tick()).isEqualTo(1);
        Await.until("it is closed", () -> house.live() == 0);
        assertThat(house.simulated().calls()).hasSize(before);
        assertThat(house.count("leads WHERE status = 'pending' AND attempt_count = 0 AND campaign_id = " + campaign))
                .isEqualTo(1);
    }

    @Test
    void noProcessThatDials() {
        house.change("UPDATE workers SET heartbeat_at = heartbeat_at - interval '1 hour'");
        assertClosed("dialer", orderNumber());
    }

    @Test
    void whatIsSentIsChecked() {
        assertThat(order(Map.of("agent", agent)).json()).containsKey("phone_number");
        assertThat(order(Map.of("phone_number", number())).json()).containsKey("agent");
        assertThat(order(Map.of("agent", agent, "phone_number", "12")).json()).containsKey("phone_number");
        assertThat(order(Map.of("agent", 0, "phone_number", number())).json()).containsKey("agent");
        assertThat(order(Map.of("agent", agent, "lead", 0)).json()).containsKey("lead");
        assertThat(order(Map.of("agent", agent, "phone_number", number(), "campaign", 0))
                        .json())
                .containsKey("campaign");
        long stranger = house.given().agent("Stranger-" + fresh, "8" + fresh, 1);
        assertThat(order(Map.of("agent", stranger, "phone_number", number(), "campaign", campaign))
                        .json())
                .containsKey("agent");
        assertThat(house.live()).isZero();
    }
}
