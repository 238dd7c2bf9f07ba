package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.simulator.SimulatedSwitchConfig;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestDatabase;

/// A gateway goes down and comes back.
class BreakerDialingTest {
    /// The end of numbers that answer after a moment and stay.
    private static final String STAYS = "7777";

    private final String url = TestDatabase.fresh();
    private SimulatedSwitch simulated;
    private DialingHouse house;

    @BeforeEach
    void start() {
        simulated = SimulatedSwitch.start(SimulatedSwitchConfig.of(Scenario.carrierSuffixes()
                        .suffix(STAYS, CallBehaviour.staysAfter(Duration.ofSeconds(1)))
                        .agentsTakeSeveralCalls())
                .withTimeScale(20)
                .withGateways("carrier", "second"));
        house = another();
    }

    /// Another process with the same database.
    private DialingHouse another() {
        return DialingHouse.byHand(
                simulated,
                DialingHouse.over(simulated).with("database.url", url).with("dialer.dialing.stop-patience", "10ms"));
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private void forward(Duration duration) {
        house.server().clock().forward(duration);
    }

    /// A round, and the ends of all calls that it began.
    private int failingTick() {
        int begun = house.tick();
        Await.until("all have ended", () -> house.worker().callsUnderWay() == 0);
        return begun;
    }

    private Map<?, ?> breaker(long campaign) {
        Answer answer = house.server().get("/api/dialer/campaigns/" + campaign + "/");
        return (Map<?, ?>) Objects.requireNonNull(answer.json().get("breaker"));
    }

    @Test
    void aCampaignWhoseTrunkIsDownStopsTriesWithOneCallAtATimeAndGoesOn() {
        long campaign = house.campaign("101", 6, GivenCalls.numbers(60, STAYS));
        simulated.gatewayDown("carrier");
        Instant opened = house.server().clock().instant();
        assertThat(failingTick()).isEqualTo(6);
        assertThat(breaker(campaign).get("state")).isEqualTo("open");
        assertThat(breaker(campaign).get("open_since")).isEqualTo(opened.toString());
        assertThat(breaker(campaign).get("cause")).isEqualTo("GATEWAY_DOWN");
        assertThat(breaker(campaign).get("failed_probes")).isEqualTo(0);
        for (int delay : List.of(2, 4, 8, 16, 32, 60, 60)) {
            forward(Duration.ofSeconds(delay).minusMillis(1));
            assertThat(house.tick()).isZero();
            forward(Duration.ofMillis(1));
            assertThat(failingTick()).isEqualTo(1);
        }
        assertThat(house.count("leads WHERE status = 'pending' AND attempt_count = 0"))
                .isEqualTo(60);
        simulated.gatewayUp("carrier");
        forward(Duration.ofSeconds(60));
        assertThat(house.tick()).isEqualTo(1);
        assertThat(house.tick()).isZero();
        house.awaitBridged(1);
        Await.until("it goes on", () -> house.count("breakers") == 0);
        assertThat(house.server().get("/api/dialer/campaigns/" + campaign + "/").json())
                .containsEntry("breaker", null);
        assertThat(house.tick()).isEqualTo(5);
        house.awaitBridged(6);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void whatACarrierAnswersForWantOfLinesCountsAndWhatItSaysOfANumberDoesNot() {
        List<String> numbers = new ArrayList<>(GivenCalls.numbers(20, "9404"));
        long campaign = house.campaign("101", 20, numbers);
        assertThat(failingTick()).isEqualTo(20);
        assertThat(house.count("breakers")).isZero();
        house.given().leads(campaign, GivenCalls.numbers(20, "9503"));
        assertThat(failingTick()).isEqualTo(20);
        assertThat(breaker(campaign).get("cause")).isEqualTo("NORMAL_TEMPORARY_FAILURE");
    }

    @Test
    void twoProcessesTryWithOneCallBetweenThem() {
        try (DialingHouse second = another()) {
            List<DialingHouse> both = List.of(house, second);
            Instant next = house.server().clock().instant();
            house.campaign("101", 6, GivenCalls.numbers(60, STAYS));
            simulated.gatewayDown("carrier");
            failingTick();
            for (int delay : List.of(2, 4, 8)) {
                next = next.plusSeconds(delay);
                for (DialingHouse one : both) {
                    one.server().clock().set(next);
                }
                List<DialingHouse> turns = new ArrayList<>(both);
                List<Integer> begun = AtOnce.run(2, () -> take(turns).tick());
                assertThat(begun.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
                Await.until(
                        "it has failed",
                        () -> both.stream().allMatch(one -> one.worker().callsUnderWay() == 0));
            }
        }
    }

    private static DialingHouse take(List<DialingHouse> turns) {
        synchronized (turns) {
            return turns.removeLast();
        }
    }

    @Test
    void whoeverKnowsBetterLetsItGoOnAtOnce() {
        long campaign = house.campaign("101", 6, GivenCalls.numbers(60, STAYS));
        simulated.gatewayDown("carrier");
        failingTick();
        simulated.gatewayUp("carrier");
        assertThat(house.tick()).isZero();
        String reset = "/api/dialer/campaigns/" + campaign + "/breaker/reset/";
        assertThat(house.server().post(reset).json()).containsEntry("message", "Breaker reset");
        assertThat(house.tick()).isEqualTo(6);
        house.awaitBridged(6);
        assertThat(house.server().post(reset).json()).containsEntry("message", "Nothing was held");
        assertThat(house.count("audit_log WHERE action = 'reset breaker'")).isEqualTo(1);
    }

    @Test
    void aTrunkThatIsDownIsPassedOverAndTriedNowAndThen() {
        house.change("""
                INSERT INTO trunks (name, gateway, lines, calls_per_second, prefix, strip, caller_id, weight, priority,
                    is_active, created_at, updated_at)
                SELECT gateway, gateway, 100, 1000, '', 0, '', 1, priority, true, now(), now()
                FROM (VALUES ('carrier', 0), ('second', 1)) AS t (gateway, priority)
                """);
        house.campaign("101", 6, GivenCalls.numbers(60, STAYS));
        simulated.gatewayDown("carrier");
        assertThat(failingTick()).isEqualTo(6);
        forward(Duration.ofSeconds(1));
        assertThat(house.tick()).isZero();
        forward(Duration.ofSeconds(1));
        // the campaign tries over the trunk that is not in doubt
        assertThat(house.tick()).isEqualTo(1);
        house.awaitBridged(1);
        Await.until("the campaign goes on", () -> house.count("breakers WHERE scope = 'campaign'") == 0);
        // one of its calls tries the better trunk, in vain
        assertThat(house.tick()).isEqualTo(5);
        house.awaitBridged(5);
        Await.until("that one has failed", () -> house.live() == 5);
        assertThat(house.count("breakers WHERE scope = 'trunk' AND probes = 1")).isEqualTo(1);
        assertThat(house.tick()).isEqualTo(1);
        house.awaitBridged(6);
        assertThat(house.count("call_logs WHERE gateway = 'second'")).isEqualTo(6);
        simulated.gatewayUp("carrier");
        house.change("UPDATE agents SET max_concurrent_calls = 9");
        forward(Duration.ofSeconds(4));
        assertThat(house.tick()).isEqualTo(3);
        house.awaitBridged(9);
        Await.until(
                "the better trunk is trusted again", () -> house.count("breakers WHERE opened_at IS NOT NULL") == 0);
        assertThat(house.count("call_logs WHERE gateway = 'carrier' AND bridged_at IS NOT NULL"))
                .isEqualTo(1);
    }
}
