package org.voiceorchestrator.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.CallBehaviour.Answer;
import org.voiceorchestrator.simulator.CallBehaviour.AnswerAndHangUpAtOnce;
import org.voiceorchestrator.simulator.CallBehaviour.EarlyMediaThen;
import org.voiceorchestrator.simulator.CallBehaviour.PlacementFailure;

/// What a test can do to the switch, and what auditors see of its calls.
class ControlTest {
    private static final String STAYS = "originate {origination_uuid=u1}sofia/gateway/carrier/5550009 &park()";

    private static SimulatedSwitch fast(Scenario scenario) {
        return SimulatedSwitch.start(SimulatedSwitchConfig.of(scenario).withTimeScale(60));
    }

    @Test
    void callsGoOnWhenConnectionsAreDropped() throws Exception {
        try (var simulated = fast(Scenario.carrierSuffixes());
                var first = RawClient.login(simulated, "plain ALL")) {
            first.awaitJob(first.bgapi(STAYS));

            simulated.dropConnections();

            first.awaitClosed();
            try (var second = RawClient.login(simulated, "plain ALL")) {
                assertThat(second.api("uuid_exists u1")).isEqualTo("true");
                second.api("uuid_kill u1");
                second.awaitEvent("CHANNEL_DESTROY", "u1");
            }
        }
    }

    @Test
    void restartForgetsCallsWithoutAWord() throws Exception {
        try (var simulated = fast(Scenario.carrierSuffixes());
                var first = RawClient.login(simulated, "plain ALL")) {
            first.awaitJob(first.bgapi(STAYS));
            var coreUuid = simulated.coreUuid();
            int port = simulated.port();

            simulated.restart();

            first.awaitClosed();
            assertThat(first.eventNames("u1")).doesNotContain("CHANNEL_HANGUP");
            assertThat(simulated.port()).isEqualTo(port);
            assertThat(simulated.coreUuid()).isNotEqualTo(coreUuid);
            assertThat(simulated.liveCalls()).isEmpty();
            try (var second = RawClient.login(simulated, "plain ALL")) {
                assertThat(second.api("uuid_exists u1")).isEqualTo("false");
                assertThat(second.api("global_getvar core_uuid")).isEqualTo(simulated.coreUuid());
                assertThat(second.awaitJob(second.bgapi(STAYS))).isEqualTo("+OK u1\n");
            }
        }
    }

    @Test
    void crashedSwitchTakesNoConnectionsUntilItIsBooted() throws Exception {
        try (var simulated = fast(Scenario.answering())) {
            simulated.crash();
            assertThatThrownBy(() -> RawClient.connect(simulated)).isInstanceOf(ConnectException.class);

            simulated.boot();
            try (var client = RawClient.login(simulated, "plain ALL")) {
                assertThat(client.api("echo alive")).isEqualTo("alive");
            }
        }
    }

    @Test
    void frozenSwitchAcceptsAndSaysNothingUntilItIsUnfrozen() throws Exception {
        try (var simulated = fast(Scenario.answering());
                var old = RawClient.login(simulated, "plain ALL")) {
            simulated.freeze();

            try (var fresh = RawClient.connect(simulated)) {
                old.send("api echo late\n\n");
                assertThat(old.replyWithin(Duration.ofMillis(100))).isNull();
                assertThat(fresh.replyWithin(Duration.ofMillis(1))).isNull();

                simulated.unfreeze();

                assertThat(old.reply().body()).isEqualTo("late");
                assertThat(fresh.reply().type()).isEqualTo("auth/request");
            }
        }
    }

    @Test
    void shutdownEndsEveryCallAndSaysGoodbye() throws Exception {
        try (var simulated = fast(Scenario.carrierSuffixes());
                var client = RawClient.login(simulated, "plain ALL")) {
            client.bgapi(
                    "originate {origination_uuid=ring,originate_timeout=9999}sofia/gateway/carrier/5550003 &park()");
            client.awaitJob(client.bgapi("originate {origination_uuid=u1}sofia/gateway/carrier/5550009"
                    + " &bridge({origination_uuid=agent}user/101)"));
            client.awaitEvent("CHANNEL_BRIDGE", "u1");

            simulated.shutdown();

            for (var uuid : List.of("ring", "u1", "agent")) {
                assertThat(client.awaitEvent("CHANNEL_DESTROY", uuid)).containsEntry("Hangup-Cause", "SYSTEM_SHUTDOWN");
            }
            client.awaitEvent("SHUTDOWN");
            client.awaitEvent("a failed job", event -> "-ERR SYSTEM_SHUTDOWN\n".equals(event.get("_body")));
            assertThat(client.reply().body()).isEqualTo("The system is being shut down.\n");
            client.awaitClosed();
            assertThatThrownBy(() -> RawClient.connect(simulated)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void eventsCanComeTwice() throws Exception {
        try (var simulated = fast(Scenario.carrierSuffixes());
                var client = RawClient.login(simulated, "plain ALL")) {
            simulated.duplicateEvents(true);
            client.bgapi("originate {origination_uuid=u1}sofia/gateway/carrier/5559486 &park()");

            client.awaitEvents("CHANNEL_DESTROY", 2);
            client.awaitEvents("BACKGROUND_JOB", 2);
            assertThat(simulated.calls()).hasSize(1);
        }
    }

    @Test
    void gatewayGoesDownAndUpAgain() throws Exception {
        try (var simulated = fast(Scenario.carrierSuffixes());
                var client = RawClient.login(simulated, "plain BACKGROUND_JOB CUSTOM sofia::gateway_state")) {
            simulated.gatewayDown("carrier");
            assertThat(client.awaitJob(client.bgapi(STAYS))).isEqualTo("-ERR GATEWAY_DOWN\n");
            assertThat(client.awaitEvent("CUSTOM")).containsEntry("Ping-Status", "DOWN");
            assertThat(client.api("sofia status gateway carrier")).contains("\nStatus  \tDOWN\n");

            simulated.gatewayUp("carrier");
            assertThat(client.awaitJob(client.bgapi(STAYS))).isEqualTo("+OK u1\n");
        }
    }

    @Test
    void sessionLimitCanBeMovedFromOutside() throws Exception {
        try (var simulated = fast(Scenario.carrierSuffixes());
                var client = RawClient.login(simulated, "plain ALL")) {
            simulated.maxSessions(1);
            assertThat(client.awaitJob(client.bgapi(STAYS))).isEqualTo("+OK u1\n");
            assertThat(client.awaitJob(client.bgapi("originate sofia/gateway/carrier/5550009 &park()")))
                    .isEqualTo("-ERR DESTINATION_OUT_OF_ORDER\n");
        }
    }

    @Test
    void durationsAreOnTheSwitchesClock() throws Exception {
        var start = Instant.parse("2026-01-01T00:00:00Z");
        var scenario = Scenario.always(CallBehaviour.answersAfter(Duration.ofSeconds(10), Duration.ofSeconds(45)));
        try (var simulated = SimulatedSwitch.start(
                        SimulatedSwitchConfig.of(scenario).withTimeScale(600), Clock.fixed(start, ZoneOffset.UTC));
                var client = RawClient.login(simulated, "plain ALL")) {
            client.bgapi("originate {origination_uuid=u1}sofia/gateway/carrier/923001234567 &park()");

            var complete = client.awaitEvent("CHANNEL_HANGUP_COMPLETE", "u1");

            assertThat(Long.parseLong(complete.getOrDefault("variable_billmsec", "0")))
                    .isGreaterThanOrEqualTo(45_000);
            assertThat(Long.parseLong(complete.getOrDefault("variable_mduration", "0")))
                    .isGreaterThanOrEqualTo(55_000);
            assertThat(complete)
                    .containsEntry("variable_sip_hangup_disposition", "recv_bye")
                    .containsEntry("variable_sip_term_status", "200");
            assertThat(simulated.awaitIdle(RawClient.PATIENCE)).isTrue();
            var call = simulated.calls().getFirst();
            assertThat(call.startedAt()).isAfterOrEqualTo(start).isBefore(start.plusSeconds(3600));
            assertThat(call.wasAnswered()).isTrue();
            assertThat(call.ended()).isTrue();
            assertThat(call.cause()).isEqualTo("NORMAL_CLEARING");
        }
    }

    @Test
    void heartbeatComesEveryTwentySeconds() throws Exception {
        try (var simulated = SimulatedSwitch.start(
                        SimulatedSwitchConfig.of(Scenario.answering()).withTimeScale(1000));
                var client = RawClient.login(simulated, "plain HEARTBEAT")) {
            client.awaitEvents("HEARTBEAT", 2);
            assertThat(client.awaitEvent("HEARTBEAT"))
                    .containsEntry("Event-Info", "System Ready")
                    .containsEntry("Session-Count", "0");
        }
    }

    @Test
    void callThatEndsBeforeTheOriginateReturnsFailsItsJobAfterAnAnswer() throws Exception {
        var scenario = Scenario.always(new AnswerAndHangUpAtOnce(Duration.ofMillis(20), Duration.ZERO));
        try (var simulated = fast(scenario);
                var client = RawClient.login(simulated, "plain ALL")) {
            assertThat(client.awaitJob(client.bgapi(STAYS))).isEqualTo("-ERR NORMAL_CLEARING\n");
            client.awaitEvent("CHANNEL_DESTROY", "u1");
            assertThat(client.eventNames("u1")).containsSubsequence("CHANNEL_ANSWER", "CHANNEL_HANGUP");
        }
    }

    @Test
    void earlyMediaIsAsGoodAsAnAnswerUnlessItIsIgnored() throws Exception {
        var scenario = Scenario.always(
                new EarlyMediaThen(Duration.ofMillis(20), Duration.ofSeconds(2), CallBehaviour.refuses(404)));
        try (var simulated = fast(scenario);
                var client = RawClient.login(simulated, "plain ALL")) {
            assertThat(client.awaitJob(client.bgapi(STAYS))).isEqualTo("+OK u1\n");
            assertThat(client.awaitEvent("CHANNEL_DESTROY", "u1")).containsEntry("Hangup-Cause", "UNALLOCATED_NUMBER");

            var ignoring = "originate {ignore_early_media=true}sofia/gateway/carrier/1 &park()";
            assertThat(client.awaitJob(client.bgapi(ignoring))).isEqualTo("-ERR UNALLOCATED_NUMBER\n");
        }
    }

    @Test
    void placementFailureHasNoChannelAtAll() throws Exception {
        try (var simulated = fast(Scenario.always(new PlacementFailure("NETWORK_OUT_OF_ORDER")));
                var client = RawClient.login(simulated, "plain ALL")) {
            assertThat(client.awaitJob(client.bgapi(STAYS))).isEqualTo("-ERR NETWORK_OUT_OF_ORDER\n");
            assertThat(client.eventNames("u1")).isEmpty();
            assertThat(simulated.calls().getFirst().cause()).isEqualTo("NETWORK_OUT_OF_ORDER");
        }
    }

    @Test
    void agentHangsUpOnTheCustomerAfterTheTalk() throws Exception {
        var scenario = Scenario.always(
                new Answer(Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofSeconds(30), HangsUp.OTHER_LEG));
        try (var simulated = fast(scenario);
                var client = RawClient.login(simulated, "plain ALL")) {
            client.bgapi("originate {origination_uuid=u1}sofia/gateway/carrier/1"
                    + " &bridge({origination_uuid=agent}user/101)");

            assertThat(client.awaitEvent("CHANNEL_DESTROY", "agent"))
                    .containsEntry("variable_sip_hangup_disposition", "recv_bye");
            assertThat(client.awaitEvent("CHANNEL_DESTROY", "u1"))
                    .containsEntry("variable_sip_hangup_disposition", "send_bye");
        }
    }

    @Test
    void customerWhoLeavesWhileTheAgentRingsCancelsTheAgentsCall() throws Exception {
        var scenario = Scenario.always(CallBehaviour.answersAfter(Duration.ZERO, Duration.ofSeconds(3)))
                .agentOtherwise(CallBehaviour.noAnswer());
        try (var simulated = fast(scenario);
                var client = RawClient.login(simulated, "plain ALL")) {
            client.bgapi("originate {origination_uuid=u1}sofia/gateway/carrier/1"
                    + " &bridge({origination_uuid=agent}user/101)");

            assertThat(client.awaitEvent("CHANNEL_DESTROY", "agent"))
                    .containsEntry("Hangup-Cause", "ORIGINATOR_CANCEL")
                    .containsEntry("variable_sip_hangup_disposition", "send_cancel");
            assertThat(client.awaitEvent("CHANNEL_DESTROY", "u1")).containsEntry("Hangup-Cause", "NORMAL_CLEARING");
        }
    }

    @Test
    void customerOfAnAgentWithoutAPhoneIsHungUpWithThatCause() throws Exception {
        try (var simulated = fast(Scenario.carrierSuffixes());
                var client = RawClient.login(simulated, "plain ALL")) {
            client.bgapi("originate {origination_uuid=u1}sofia/gateway/carrier/5550009 &bridge(user/105)");

            assertThat(client.awaitEvent("CHANNEL_DESTROY", "u1")).containsEntry("Hangup-Cause", "USER_NOT_REGISTERED");
        }
    }

    @Test
    void auditorsSeeNumbersThatWereCalledTwiceAtATime() throws Exception {
        try (var simulated = fast(Scenario.carrierSuffixes());
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi("originate sofia/gateway/carrier/5559486 &park()"));
            client.awaitJob(client.bgapi("originate sofia/gateway/carrier/5559486 &park()"));
            assertThat(simulated.overlappingCalls()).isEmpty();

            client.awaitJob(client.bgapi("originate {v=1}sofia/gateway/carrier/5550009 &park()"));
            client.awaitJob(client.bgapi("originate {v=2}sofia/gateway/carrier/5550009 &park()"));
            assertThat(simulated.overlappingCalls()).containsExactly("5550009");
            assertThat(simulated.liveCalls())
                    .extracting(call -> call.variables().get("v"))
                    .containsExactly("1", "2");
            assertThat(simulated.calls()).hasSize(4);
        }
    }

    @Test
    void sameSeedGivesTheSameCallsWhateverTheOrder() throws Exception {
        var numbers =
                IntStream.range(0, 200).mapToObj(i -> "92300" + (1_000_000 + i)).toList();

        var forwards = causes(numbers, 7);
        var backwards = causes(numbers.reversed(), 7);

        assertThat(backwards).isEqualTo(forwards);
        assertThat(causes(numbers, 8)).isNotEqualTo(forwards);
        assertThat(forwards.values()).contains("NORMAL_CLEARING", "USER_BUSY", "NO_ANSWER", "CALL_REJECTED");
    }

    private static Map<String, String> causes(List<String> numbers, long seed) throws Exception {
        var config = SimulatedSwitchConfig.of(Scenario.demo(seed)).withTimeScale(3000);
        try (var simulated = SimulatedSwitch.start(config);
                var client = RawClient.login(simulated, "plain BACKGROUND_JOB")) {
            for (var number : numbers) {
                client.bgapi("originate {originate_timeout=200}sofia/gateway/carrier/" + number + " &bridge(user/"
                        + number + ")");
            }
            client.awaitEvents("BACKGROUND_JOB", numbers.size());
            assertThat(simulated.awaitIdle(RawClient.PATIENCE)).isTrue();
            var causes = new TreeMap<String, String>();
            simulated.calls().forEach(call -> causes.put(call.number(), String.valueOf(call.cause())));
            return causes;
        }
    }

    @Test
    void fiveHundredCallsAtOnceAllEndInOrder() throws Exception {
        var talk = Scenario.always(CallBehaviour.answersAfter(Duration.ofSeconds(1), Duration.ofSeconds(90)));
        try (var simulated = fast(talk);
                var client = RawClient.login(simulated, "plain ALL")) {
            for (int i = 0; i < 500; i++) {
                client.send("bgapi originate {origination_uuid=u" + i + "}sofia/gateway/carrier/" + i
                        + " &bridge({origination_uuid=a" + i + "}user/" + i + ")\n\n");
            }
            client.awaitEvents("CHANNEL_DESTROY", 1000);
            client.awaitEvents("BACKGROUND_JOB", 500);

            assertThat(simulated.awaitIdle(RawClient.PATIENCE)).isTrue();
            assertThat(simulated.calls()).hasSize(500).allMatch(PlacedCall::wasAnswered);
            assertThat(simulated.legs()).hasSize(1000);
            var expected = client.eventNames("u0");
            for (int i = 1; i < 500; i++) {
                assertThat(client.eventNames("u" + i)).isEqualTo(expected);
            }
        }
    }
}
