package org.voiceorchestrator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The very commands of the recordings are given to the simulated switch; it must say what the real one said.
class RecordedSequencesTest {
    private static final double FAST = 20;

    private static SimulatedSwitch carrier() {
        var simulated = SimulatedSwitch.start(SimulatedSwitchConfig.of(Scenario.carrierSuffixes())
                .withTimeScale(FAST)
                .withGateways("carrier", "down", "pinged_down"));
        return simulated;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "04_bridgeapp_cust_hangs",
                "05_bridgeapp_agent_hangs",
                "06_bridgeapp_agent_busy",
                "10_busy_486",
                "10b_busy_486_direct",
                "11_noanswer_timeout",
                "11b_noanswer_callee_480",
                "12_reject_603",
                "13_unallocated_404",
                "14_503_from_carrier",
                "14b_500",
                "14c_403",
                "14d_410",
                "14e_484",
                "14f_488",
                "14g_408",
                "14h_604",
                "14i_607",
                "14j_401",
                "14k_487",
                "14l_600",
                "14m_402",
                "14n_502",
                "14o_504",
                "14p_302",
                "15d_gateway_down_marked",
                "16_invalid_gateway",
                "17_user_not_registered",
                "17b_user_unknown",
                "17c_unknown_profile",
                "17d_unknown_endpoint",
                "18_silent_pdd",
                "18b_early_media_ignored_then_answer",
                "30_agentfirst_ok_cust_hangs",
                "32_agentfirst_cust_busy",
                "33b_agentfirst_cust_noanswer_originate_timeout_inner",
                "33_agentfirst_cust_noanswer"
            })
    void oneOriginateGoesAsRecorded(String name) throws Exception {
        var recording = Recording.of(name);
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            if (name.startsWith("15d")) {
                simulated.gatewayDown("pinged_down");
            }

            var job = client.bgapi("originate " + recording.originates().getFirst());
            client.awaitJob(job);
            awaitAsManyAs(recording, client);

            assertSame(recording.events(), client.events());
        }
    }

    @Test
    void deadGatewayPortLooksLikeACarriers503() throws Exception {
        var recording = Recording.of("15_gateway_down_icmp");
        var scenario = Scenario.answering().suffix("0000", CallBehaviour.refuses(503));
        try (var simulated =
                        SimulatedSwitch.start(SimulatedSwitchConfig.of(scenario).withGateways("down"));
                var client = RawClient.login(simulated, "plain ALL")) {
            client.bgapi("originate " + recording.originates().getFirst());
            awaitAsManyAs(recording, client);

            assertSame(recording.events(), client.events());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"20_uuid_kill_midring", "21_uuid_kill_midring_cause"})
    void ringingCallIsKilledAsRecorded(String name) throws Exception {
        var recording = Recording.of(name);
        var uuid = recording.events().getFirst().getOrDefault("Unique-ID", "");
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            client.bgapi("originate " + recording.originates().getFirst());
            client.awaitEvent("CHANNEL_PROGRESS");

            var cause = name.endsWith("cause") ? " ORIGINATOR_CANCEL" : "";
            assertThat(client.api("uuid_kill " + uuid + cause)).isEqualTo("+OK\n");
            awaitAsManyAs(recording, client);

            assertSame(recording.events(), client.events());
        }
    }

    @Test
    void killOfAnUnknownCallAnswersAsRecorded() throws Exception {
        var recording = Recording.of("22_uuid_kill_unknown");
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            var answers = List.of(
                    client.api("uuid_kill 3b4ab6f3-4546-4a9f-8639-5689a92a8e73"),
                    client.api("uuid_kill"),
                    client.api("uuid_kill not-a-uuid"));

            assertThat(answers).isEqualTo(recording.apiResponses());
        }
    }

    @Test
    void secondCallWithALiveUuidIsRefusedAsRecorded() throws Exception {
        var recording = Recording.of("19_duplicate_uuid");
        var uuid = recording.events().getFirst().getOrDefault("Unique-ID", "");
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi("originate " + recording.originates().get(0)));
            client.awaitJob(client.bgapi("originate " + recording.originates().get(1)));

            var answers = List.of(client.api("uuid_exists " + uuid), client.api("uuid_kill " + uuid));
            awaitAsManyAs(recording, client);

            assertThat(answers).isEqualTo(recording.apiResponses());
            assertSame(recording.events(), client.events());
        }
    }

    @Test
    void pausedSwitchRefusesAsRecorded() throws Exception {
        var recording = Recording.of("62_pause");
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            var paused = client.api("fsctl pause outbound");
            client.awaitJob(client.bgapi("originate " + recording.originates().getFirst()));
            var answers =
                    List.of(paused, client.api("fsctl pause_check outbound"), client.api("fsctl resume outbound"));

            assertThat(answers).isSubsetOf(recording.apiResponses());
            assertThat(client.api("status")).contains(" is ready\n");
            assertSame(recording.events(), client.events());
        }
    }

    @Test
    void fullSwitchRefusesAsRecorded() throws Exception {
        var recording = Recording.of("63_max_sessions");
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            var limited = client.api("fsctl max_sessions 2");
            for (var arguments : recording.originates()) {
                client.awaitJob(client.bgapi("originate " + arguments));
            }
            var answers = List.of(limited, client.api("fsctl max_sessions 1000"), client.api("hupall"));
            awaitAsManyAs(recording, client);

            assertThat(answers).isSubsetOf(recording.apiResponses());
            assertSame(recording.events(), client.events());
        }
    }

    @Test
    void oneCallLessThanTheRateIsAdmittedInASecondAsRecorded() throws Exception {
        var recording = Recording.of("64_sps");
        var slow = SimulatedSwitchConfig.of(Scenario.carrierSuffixes())
                .withTimeScale(0.01)
                .withLimits(1000, 3);
        var wholeSecond = Clock.fixed(Instant.ofEpochSecond(1_795_000_000), ZoneOffset.UTC);
        try (var simulated = SimulatedSwitch.start(slow, wholeSecond);
                var client = RawClient.login(simulated, "plain ALL")) {
            for (int i = 0; i < recording.originates().size(); i++) {
                client.bgapi("originate sofia/gateway/carrier/5550003 &park()");
            }
            client.awaitEvents("BACKGROUND_JOB", 6);

            assertThat(count(client.events(), "CHANNEL_CREATE")).isEqualTo(count(recording.events(), "CHANNEL_CREATE"));
            assertThat(Sequences.jobs(client.events()))
                    .isEqualTo(Sequences.jobs(recording.events()).stream()
                            .filter(job -> job.startsWith("-ERR"))
                            .toList());
            assertThat(client.api("fsctl sps 200"))
                    .isEqualTo(recording.apiResponses().getLast());
        }
    }

    @Test
    void bridgedCallIsKilledAsRecorded() throws Exception {
        var recording = Recording.of("43_uuid_kill_bridged");
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            bridgeByCommand(recording, client);
            client.api("uuid_kill " + customer(recording) + " NORMAL_CLEARING");
            awaitAsManyAs(recording, client);

            assertSame(recording.events(), client.events());
        }
    }

    @Test
    void agentOfAnUuidBridgeHangsUpAsRecorded() throws Exception {
        var recording = Recording.of("02_custfirst_agent_hangs");
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            bridgeByCommand(recording, client);
            awaitAsManyAs(recording, client);

            assertSame(recording.events(), client.events());
        }
    }

    @Test
    void agentIsParkedAgainAfterTheBridgeAsRecorded() throws Exception {
        var recording = Recording.of("03_custfirst_cust_hangs_agent_park_after_bridge");
        var agent = recording.events().stream()
                .filter(event -> "CHANNEL_CREATE".equals(event.get("Event-Name")))
                .findFirst()
                .orElseThrow()
                .getOrDefault("Unique-ID", "");
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            bridgeByCommand(recording, client);
            client.awaitEvent("CHANNEL_DESTROY", customer(recording));
            client.api("uuid_kill " + agent);
            awaitAsManyAs(recording, client);

            assertThat(agentNames(client, agent)).contains("CHANNEL_PARK", "CHANNEL_UNPARK", "CHANNEL_DESTROY");
            assertThat(Sequences.ofLegs(client.events()).get(customer(recording)))
                    .isEqualTo(Sequences.ofLegs(recording.events()).get(customer(recording)));
        }
    }

    @Test
    void bridgeOfARingingLegKillsBothAsRecorded() throws Exception {
        var recording = Recording.of("40_uuid_bridge_errors");
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            var ringing = recording.originates().get(1);
            var agent = recording.originates().get(0);
            if (agent.contains("carrier")) {
                ringing = recording.originates().get(0);
                agent = recording.originates().get(1);
            }
            client.bgapi("originate " + ringing);
            client.awaitEvent("CHANNEL_PROGRESS");
            client.awaitJob(client.bgapi("originate " + agent));
            client.api("uuid_bridge " + uuid(ringing) + " " + uuid(agent));
            awaitAsManyAs(recording, client);

            assertSameEndings(recording.events(), client.events());
            assertThat(Sequences.jobs(client.events())).isEqualTo(Sequences.jobs(recording.events()));
        }
    }

    private static List<String> agentNames(RawClient client, String agent) {
        return client.eventNames(agent);
    }

    /// The agent first, the customer second, each parked; then uuid_bridge.
    private static void bridgeByCommand(Recording recording, RawClient client) throws Exception {
        var agent = recording.originates().get(0);
        var customer = recording.originates().get(1);
        client.awaitJob(client.bgapi("originate " + agent));
        client.awaitJob(client.bgapi("originate " + customer));
        assertThat(client.api("uuid_bridge " + uuid(customer) + " " + uuid(agent)))
                .isEqualTo("+OK " + uuid(agent) + "\n");
        client.awaitEvent("CHANNEL_BRIDGE");
    }

    private static String customer(Recording recording) {
        return uuid(recording.originates().get(1));
    }

    private static String uuid(String originate) {
        return originate.replaceFirst(".*origination_uuid=([^,}]*).*", "$1");
    }

    private static long count(List<Map<String, String>> events, String name) {
        return events.stream()
                .filter(event -> name.equals(event.get("Event-Name")))
                .count();
    }

    /// Both have said all they have to say.
    private static void awaitAsManyAs(Recording recording, RawClient client) throws InterruptedException {
        for (var name : List.of("CHANNEL_DESTROY", "CHANNEL_PARK", "BACKGROUND_JOB")) {
            client.awaitEvents(name, (int) count(recording.events(), name));
        }
    }

    private static void assertSame(List<Map<String, String>> recorded, List<Map<String, String>> simulated) {
        assertThat(Sequences.ofLegs(simulated)).isEqualTo(Sequences.ofLegs(recorded));
        assertThat(Sequences.jobs(simulated)).isEqualTo(Sequences.jobs(recorded));
        Sequences.assertCausality(recorded);
        Sequences.assertCausality(simulated);
    }

    private static void assertSameEndings(List<Map<String, String>> recorded, List<Map<String, String>> simulated) {
        assertThat(endings(simulated)).isEqualTo(endings(recorded));
    }

    private static List<String> endings(List<Map<String, String>> events) {
        return events.stream()
                .filter(event -> "CHANNEL_HANGUP_COMPLETE".equals(event.get("Event-Name")))
                .map(event -> event.get("Unique-ID")
                        + event.get("Hangup-Cause")
                        + event.get("variable_sip_hangup_disposition"))
                .sorted()
                .toList();
    }
}
