package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.Lead;

/// When a lead is called again, to the second: the worker is turned by hand, and the clock is set.
class RetryTest {
    private DialingHouse house;

    @BeforeEach
    void start() {
        house = DialingHouse.byHand(Scenario.carrierSuffixes());
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private void forward(Duration duration) {
        house.server().clock().forward(duration);
    }

    private void callsEnd(int calls) {
        assertThat(house.tick()).isEqualTo(1);
        house.awaitEnded(calls);
        Await.until("it is let go", () -> house.worker().callsUnderWay() == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "0002, retry_busy, 300",
        "0004, retry_busy, 60",
        "9480, retry_no_answer, 1800",
        "9503, retry_failed, 900",
        "9487, retry_failed, 7",
        "0017, retry_abandoned, 14400",
    })
    void aLeadIsDueExactlyAfterItsDelayAndGivenUpAfterItsLastAttempt(String suffix, String column, int seconds) {
        String number = GivenCalls.numbers(1, suffix).getFirst();
        long campaign = house.campaign("101", 1, List.of(number), 3);
        house.change("UPDATE campaigns SET " + column + " = " + seconds + " WHERE id = " + campaign);
        for (int attempt = 1; attempt <= 2; attempt++) {
            Instant now = house.server().clock().instant();
            callsEnd(attempt);
            Lead lead = Lead.of(house.database(), number);
            assertThat(lead.status()).isEqualTo("pending");
            assertThat(lead.attempts()).isEqualTo(attempt);
            assertThat(lead.due()).isEqualTo(now.plusSeconds(seconds));
            forward(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(house.tick()).isZero();
            forward(Duration.ofMillis(1));
        }
        callsEnd(3);
        assertThat(Lead.of(house.database(), number))
                .matches(lead -> lead.status().equals("failed") && lead.attempts() == 3);
        forward(Duration.ofDays(2));
        assertThat(house.tick()).isZero();
        assertThat(house.broken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"9404", "9484", "9604"})
    void aNumberThatDoesNotExistIsNeverCalledAgain(String suffix) {
        String number = GivenCalls.numbers(1, suffix).getFirst();
        house.campaign("101", 1, List.of(number), 3);
        callsEnd(1);
        assertThat(Lead.of(house.database(), number).status()).isEqualTo("failed");
        forward(Duration.ofDays(2));
        assertThat(house.tick()).isZero();
    }

    @Test
    void anEndingWithoutADelayIsTheLast() {
        String number = GivenCalls.numbers(1, "0002").getFirst();
        long campaign = house.campaign("101", 1, List.of(number), 3);
        house.change("UPDATE campaigns SET retry_busy = NULL WHERE id = " + campaign);
        callsEnd(1);
        assertThat(Lead.of(house.database(), number).status()).isEqualTo("failed");
    }

    @ParameterizedTest
    @CsvSource({", failed", "600, pending"})
    void whatWasLostIsNotDialedAgainUnlessTheCampaignSaysSo(Integer retryLost, String status) {
        String number = GivenCalls.numbers(1, "0010").getFirst();
        long campaign = house.campaign("101", 1, List.of(number), 3);
        house.database()
                .sql("UPDATE campaigns SET retry_lost = :lost WHERE id = :id")
                .with("lost", retryLost)
                .with("id", campaign)
                .update();
        Instant now = house.server().clock().instant();
        assertThat(house.tick()).isEqualTo(1);
        Await.until("it rings", () -> house.simulated().liveCalls().size() == 1);
        house.simulated().restart();
        house.awaitEnded(1);
        assertThat(house.statuses()).containsExactly("lost");
        Lead lead = Lead.of(house.database(), number);
        assertThat(lead.status()).isEqualTo(status);
        assertThat(lead.attempts()).isEqualTo(1);
        if (retryLost != null) {
            assertThat(lead.due()).isEqualTo(now.plusSeconds(retryLost));
        }
    }

    @Test
    void whatASwitchAtItsLimitRefusesCostsNoAttemptAndIsCalledLater() {
        house.simulated().maxSessions(5);
        house.campaign("101", 20, GivenCalls.numbers(8, "0010"));
        assertThat(house.tick()).isEqualTo(8);
        house.awaitEnded(3);
        assertThat(house.count("leads WHERE status = 'pending' AND attempt_count = 0 AND live_call_id IS NULL"))
                .isEqualTo(3);
        Await.until("the brake is on", () -> house.worker().callsUnderWay() == 5);
        forward(Duration.ofMillis(999));
        assertThat(house.tick()).isZero();
        house.awaitEnded(8);
        forward(Duration.ofSeconds(31));
        assertThat(house.tick()).isEqualTo(3);
        house.awaitEnded(11);
        assertThat(house.count("call_logs WHERE status = 'no_answer'")).isEqualTo(8);
        assertThat(house.count("call_logs WHERE status = 'failed' AND hangup_cause = 'DESTINATION_OUT_OF_ORDER'"))
                .isEqualTo(3);
        assertThat(house.count("leads WHERE attempt_count = 1 AND status = 'failed'"))
                .isEqualTo(8);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void moreCallsThanTheSwitchTakesInASecondAreMadeInTheEnd() {
        house.simulated().sessionsPerSecond(4);
        house.campaign("101", 50, GivenCalls.numbers(20, "0002"));
        int rounds = 0;
        while (house.count("leads WHERE status = 'pending' OR live_call_id IS NOT NULL") > 0) {
            assertThat(rounds++).isLessThan(40);
            house.tick();
            Await.until("the round is over", () -> house.worker().callsUnderWay() == 0);
            forward(Duration.ofSeconds(31));
        }
        assertThat(house.count("call_logs WHERE status = 'busy'")).isEqualTo(20);
        assertThat(house.count("leads WHERE attempt_count = 1")).isEqualTo(20);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void aSwitchWithoutRoomForTheAgentsLegIsNotTheAgentsFault() {
        house.simulated().maxSessions(1);
        house.campaign("101", 1, GivenCalls.numbers(1, "0001"));
        callsEnd(1);
        assertThat(house.statuses()).containsExactly("abandoned");
        assertThat(house.count("agents WHERE status = 'available'")).isEqualTo(1);
    }

    @Test
    void anAgentWritesUpTheCallBeforeTheNextOne() {
        house.campaign("101", 1, GivenCalls.numbers(2, "0001"));
        house.change("UPDATE agents SET wrap_up_seconds = 60");
        callsEnd(1);
        forward(Duration.ofSeconds(59));
        assertThat(house.tick()).isZero();
        forward(Duration.ofSeconds(1));
        assertThat(house.tick()).isEqualTo(1);
    }
}
