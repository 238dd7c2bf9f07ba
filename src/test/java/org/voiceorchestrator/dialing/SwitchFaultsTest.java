package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.Lead;
import org.voiceorchestrator.testkit.Operator;
import org.voiceorchestrator.testkit.Wire;

/// The connection to the switch, and the switch itself, come and go while calls ring and talk.
class SwitchFaultsTest {
    /// The end of numbers that answer after a moment and stay.
    private static final String STAYS = "7777";
    /// Ring for as long as a phone may.
    private static final String RINGS = "0010";
    /// Ring for five seconds of ours, then answer and stay.
    private static final String LATE = "8888";
    /// Talk for a moment.
    private static final String TALKS = "6666";

    private SimulatedSwitch simulated;
    private Wire wire;
    private DialingHouse house;

    @BeforeEach
    void start() {
        simulated = DialingHouse.slowSwitchWith(Scenario.carrierSuffixes()
                .suffix(STAYS, CallBehaviour.staysAfter(Duration.ofSeconds(1)))
                .suffix(LATE, CallBehaviour.staysAfter(Duration.ofSeconds(20)))
                .suffix(TALKS, CallBehaviour.answersAfter(Duration.ofSeconds(1), Duration.ofSeconds(2))));
        wire = new Wire(simulated.port());
        house = DialingHouse.running(simulated, DialingHouse.over(simulated).with("freeswitch.port", wire.port()));
    }

    @AfterEach
    void stop() {
        house.close();
        wire.close();
    }

    private void hangUpAll() {
        try (Operator operator = new Operator(simulated)) {
            operator.hangUpAll();
        }
    }

    private void threeTalkAndThreeRing(String ringing) {
        house.campaign("101", 20, GivenCalls.numbers(3, STAYS));
        house.campaign("102", 20, GivenCalls.numbers(3, ringing));
        house.awaitBridged(3);
        Await.until("three ring", () -> simulated.liveCalls().size() == 6);
    }

    private long withStatus(String suffix, String status) {
        return house.count("call_logs WHERE phone_number LIKE '%" + suffix + "' AND status = '" + status + "'");
    }

    private void dialingGoesOn() {
        house.campaign("113", 20, GivenCalls.numbers(4, TALKS));
        Await.until("dialing goes on", () -> withStatus(TALKS, "completed") == 4);
    }

    private void nobodyWasDialedTwice() {
        assertThat(simulated.calls().stream().map(PlacedCall::number)).doesNotHaveDuplicates();
        assertThat(simulated.overlappingCalls()).isEmpty();
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void callsThatRingAndTalkOutliveALostConnection() {
        threeTalkAndThreeRing(LATE);
        wire.cutOnce();
        house.awaitBridged(6);
        hangUpAll();
        house.awaitEnded(6);
        assertThat(house.statuses()).hasSize(6).containsOnly("completed");
        assertThat(house.count("call_logs WHERE hangup_cause = 'NORMAL_CLEARING'"))
                .isEqualTo(6);
        nobodyWasDialedTwice();
    }

    @Test
    void aConnectionLostRightAfterTheOriginateWasSentCostsNothing() {
        wire.cutOnceAfter("originate {");
        house.campaign("101", 1, GivenCalls.numbers(1, STAYS));
        house.awaitBridged(1);
        assertThat(wire.hasHeardThem()).isTrue();
        hangUpAll();
        house.awaitEnded(1);
        assertThat(house.statuses()).containsExactly("completed");
        nobodyWasDialedTwice();
    }

    @Test
    void anOriginateThatASwitchAnswersTooLateIsFoundAgain() {
        CallPlacer placer = house.server().bean(CallPlacer.class);
        Await.until("the switch is there", placer::isReady);
        simulated.freeze();
        house.campaign("101", 1, GivenCalls.numbers(1, STAYS));
        Await.until("the frozen switch is given up", () -> house.live() == 1 && !placer.isReady());
        simulated.unfreeze();
        house.awaitBridged(1);
        hangUpAll();
        house.awaitEnded(1);
        assertThat(house.statuses()).containsExactly("completed");
        nobodyWasDialedTwice();
    }

    @Test
    void callsThatEndedWhileNobodyListenedAreCompletedOrLostAndNotDialedAgain() {
        threeTalkAndThreeRing(RINGS);
        wire.cut();
        hangUpAll();
        wire.mend();
        house.awaitEnded(6);
        assertThat(withStatus(STAYS, "completed")).isEqualTo(3);
        assertThat(withStatus(RINGS, "lost")).isEqualTo(3);
        dialingGoesOn();
        nobodyWasDialedTwice();
    }

    @Test
    void ofCallsThatEndedWhileNobodyListenedTheSwitchsOwnRecordsAreBelieved() {
        threeTalkAndThreeRing(RINGS);
        wire.cut();
        hangUpAll();
        house.change("""
                INSERT INTO cdrs (uuid, leg, core_uuid, direction, hangup_cause, started_at, ringing_at, answered_at,
                    bridged_at, ended_at, bridge_uuid, variables, received_at)
                SELECT call_id, 'a', gen_random_uuid(), 'outbound',
                       CASE WHEN bridged_at IS NULL THEN 'USER_BUSY' ELSE 'MEDIA_TIMEOUT' END,
                       initiated_at, initiated_at + interval '1 second', answered_at, bridged_at,
                       initiated_at + interval '77 seconds', '', '{}', now()
                FROM call_logs
                """);
        wire.mend();
        house.awaitEnded(6);
        assertThat(withStatus(STAYS, "completed")).isEqualTo(3);
        assertThat(withStatus(RINGS, "busy")).isEqualTo(3);
        assertThat(house.count("call_logs WHERE duration_seconds = 77")).isEqualTo(6);
        assertThat(house.count("call_logs WHERE hangup_cause = 'MEDIA_TIMEOUT'"))
                .isEqualTo(3);
        assertThat(house.count("call_logs WHERE hangup_cause = 'USER_BUSY' AND ringing_at IS NOT NULL"))
                .isEqualTo(3);
        nobodyWasDialedTwice();
    }

    @Test
    void aSwitchThatWasStartedAnewHasLostItsCallsAndDialsOn() {
        threeTalkAndThreeRing(RINGS);
        simulated.restart();
        house.awaitEnded(6);
        assertThat(withStatus(STAYS, "completed")).isEqualTo(3);
        assertThat(withStatus(RINGS, "lost")).isEqualTo(3);
        dialingGoesOn();
        nobodyWasDialedTwice();
    }

    @Test
    void whileTheSwitchIsAwayNobodyIsClaimedAndAfterwardsAllIsRight() {
        threeTalkAndThreeRing(RINGS);
        simulated.crash();
        CallPlacer placer = house.server().bean(CallPlacer.class);
        Await.until("the loss is noticed", () -> !placer.isReady());
        house.campaign("114", 20, GivenCalls.numbers(5, TALKS));
        house.worker().wake();
        assertThat(house.worker().tick(Clock.systemUTC().instant())).isZero();
        assertThat(house.count("call_logs")).isEqualTo(6);
        assertThat(house.live()).isEqualTo(6);
        simulated.boot();
        house.awaitEnded(11);
        assertThat(withStatus(TALKS, "completed")).isEqualTo(5);
        assertThat(withStatus(STAYS, "completed")).isEqualTo(3);
        assertThat(withStatus(RINGS, "lost")).isEqualTo(3);
        nobodyWasDialedTwice();
    }

    @Test
    void aSwitchThatIsShutDownTellsWhyItsCallsEnd() throws InterruptedException {
        threeTalkAndThreeRing(RINGS);
        simulated.shutdown();
        house.awaitEnded(6);
        assertThat(withStatus(STAYS, "completed")).isEqualTo(3);
        assertThat(withStatus(RINGS, "failed")).isEqualTo(3);
        assertThat(house.count("call_logs WHERE hangup_cause = 'SYSTEM_SHUTDOWN'"))
                .isEqualTo(6);
        simulated.boot();
        dialingGoesOn();
        nobodyWasDialedTwice();
    }

    @Test
    void aSwitchThatSaysEverythingTwiceIsUnderstoodOnce() {
        simulated.duplicateEvents(true);
        List<String> numbers = new ArrayList<>(GivenCalls.numbers(5, TALKS));
        numbers.addAll(GivenCalls.numbers(5, "0002"));
        numbers.addAll(GivenCalls.numbers(5, "9404"));
        house.campaign("101", 20, numbers);
        house.awaitEnded(15);
        assertThat(withStatus(TALKS, "completed")).isEqualTo(5);
        assertThat(withStatus("0002", "busy")).isEqualTo(5);
        assertThat(withStatus("9404", "failed")).isEqualTo(5);
        nobodyWasDialedTwice();
    }

    @Test
    void aLeadThatIsTakenOffWhileItIsDialedStaysOff() {
        String number = GivenCalls.numbers(1, STAYS).getFirst();
        house.campaign("101", 1, List.of(number), 3);
        house.awaitBridged(1);
        house.change("UPDATE leads SET status = 'do_not_call'");
        house.change("UPDATE campaigns SET status = 'paused'");
        house.change("UPDATE agents SET status = 'on_break'");
        hangUpAll();
        house.awaitEnded(1);
        assertThat(house.statuses()).containsExactly("completed");
        assertThat(Lead.of(house.database(), number))
                .matches(lead -> lead.status().equals("do_not_call") && !lead.onTheLine());
        assertThat(house.broken()).isEmpty();
    }
}
