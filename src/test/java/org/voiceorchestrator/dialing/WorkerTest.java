package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.Lead;
import org.voiceorchestrator.testkit.Operator;
import org.voiceorchestrator.testkit.TestDatabase;

/// Two workers on one database and one switch: what one leaves the other takes up.
class WorkerTest {
    /// The end of numbers whose people talk for so long that nobody waits for them.
    private static final String STAYS = "7777";
    /// Rings for seven seconds of ours, then answers and stays.
    private static final String RINGS = "8888";

    private final String url = TestDatabase.fresh();
    private SimulatedSwitch simulated;
    private DialingHouse one;
    private DialingHouse two;

    @BeforeEach
    void startTwoWorkers() {
        simulated = DialingHouse.slowSwitchWith(Scenario.carrierSuffixes()
                .suffix(STAYS, CallBehaviour.staysAfter(Duration.ofSeconds(1)))
                .suffix(RINGS, CallBehaviour.staysAfter(Duration.ofSeconds(28))));
        one = house();
        two = house();
    }

    private DialingHouse house() {
        return DialingHouse.byHand(
                simulated,
                DialingHouse.over(simulated).with("database.url", url).with("dialer.dialing.stop-patience", "10ms"));
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    private void dies(DialingHouse house) {
        house.database()
                .sql("DELETE FROM workers WHERE id = :id")
                .with("id", house.lease().worker())
                .update();
    }

    private void hangUpAll() {
        try (Operator operator = new Operator(simulated)) {
            operator.hangUpAll();
        }
    }

    @Test
    void aClaimWhoseAnswerNeverCameIsTakenUpByTheWorkerItself() {
        String number = GivenCalls.numbers(1, STAYS).getFirst();
        one.campaign("101", 1, List.of(number));
        one.callOf(one.lease().worker(), number);
        assertThat(one.rescue()).isEqualTo(1);
        one.awaitEnded(1);
        assertThat(one.statuses()).containsExactly("lost");
        assertThat(Lead.of(one.database(), number))
                .matches(lead -> lead.status().equals("failed") && !lead.onTheLine());
        assertThat(one.broken()).isEmpty();
    }

    @Test
    void callsThatAreFollowedAreNotTakenUpAgain() {
        one.campaign("101", 10, GivenCalls.numbers(10, STAYS));
        assertThat(one.tick()).isEqualTo(10);
        assertThat(one.rescue()).isZero();
        one.awaitBridged(10);
        assertThat(one.rescue()).isZero();
        assertThat(two.rescue()).isZero();
    }

    @Test
    void whatADeadWorkerLeftRingingAndTalkingIsFollowedToItsEnd() {
        one.campaign("101", 20, GivenCalls.numbers(5, STAYS));
        one.campaign("102", 20, GivenCalls.numbers(5, RINGS));
        assertThat(one.tick()).isEqualTo(10);
        one.awaitBridged(5);
        one.awaitStatus("ringing", 5);
        dies(one);
        assertThat(two.rescue()).isEqualTo(10);
        assertThat(two.rescue()).isZero();
        assertThat(two.count("call_logs WHERE worker_id = '" + two.lease().worker() + "'"))
                .isEqualTo(10);
        two.awaitBridged(10);
        hangUpAll();
        two.awaitEnded(10);
        assertThat(two.statuses()).containsOnly("completed");
        assertThat(simulated.calls()).hasSize(10);
        assertThat(two.broken()).isEmpty();
    }

    @Test
    void whatEndedWhileNobodyWatchedIsCompletedWhenItTalkedAndElseLost() {
        one.campaign("101", 20, GivenCalls.numbers(5, STAYS));
        one.campaign("102", 20, GivenCalls.numbers(5, RINGS));
        one.tick();
        one.awaitBridged(5);
        one.awaitStatus("ringing", 5);
        // it is gone, and cannot see them end
        one.server().close();
        two.change("DELETE FROM workers");
        hangUpAll();
        assertThat(two.rescue()).isEqualTo(10);
        two.awaitEnded(10);
        assertThat(two.count("call_logs WHERE status = 'completed' AND phone_number LIKE '%" + STAYS + "'"))
                .isEqualTo(5);
        assertThat(two.count("call_logs WHERE status = 'lost' AND phone_number LIKE '%" + RINGS + "'"))
                .isEqualTo(5);
        assertThat(two.broken()).isEmpty();
    }

    @Test
    void aWorkerThatStopsCutsNoCallAndHandsAllOver() throws InterruptedException {
        one.campaign("101", 20, GivenCalls.numbers(5, STAYS));
        one.campaign("102", 20, GivenCalls.numbers(5, RINGS));
        one.tick();
        one.awaitBridged(5);
        one.worker().stop();
        assertThat(simulated.liveCalls()).hasSize(10);
        assertThat(two.rescue()).isEqualTo(10);
        two.awaitBridged(10);
        hangUpAll();
        two.awaitEnded(10);
        assertThat(two.statuses()).containsOnly("completed");
        assertThat(simulated.calls()).hasSize(10);
        assertThat(two.broken()).isEmpty();
    }

    @Test
    void aWorkerThatStoppedComesNotBackToLife() throws InterruptedException {
        DialingHouse running = DialingHouse.running(
                simulated,
                DialingHouse.over(simulated)
                        .with("database.url", url)
                        .with("dialer.dialing.lease", "1s")
                        .with("dialer.dialing.stop-patience", "10ms"));
        UUID worker = running.lease().worker();
        Await.until("it has begun", () -> one.count("workers WHERE id = '" + worker + "'") == 1);
        running.server().close();
        assertThat(one.count("workers WHERE id = '" + worker + "'")).isZero();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("dialing"));
    }

    @Test
    void aCallThatWasTakenOverIsSettledByItsNewWorkerOnly() {
        one.campaign("101", 1, GivenCalls.numbers(1, STAYS));
        one.change("UPDATE agents SET wrap_up_seconds = 60");
        one.tick();
        one.awaitBridged(1);
        dies(one);
        assertThat(two.rescue()).isEqualTo(1);
        hangUpAll();
        one.awaitEnded(1);
        Await.until("the first one has let it go", () -> one.worker().callsUnderWay() == 0);
        Await.until("the second one has settled it", () -> two.worker().callsUnderWay() == 0);
        assertThat(one.statuses()).containsExactly("completed");
        assertThat(one.count("call_logs WHERE worker_id = '" + two.lease().worker() + "'"))
                .isEqualTo(1);
        assertThat(one.broken()).isEmpty();
    }
}
