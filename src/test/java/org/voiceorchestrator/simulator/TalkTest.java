package org.voiceorchestrator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can be done with legs that are up: parking, transfer, sounds, hold, keys, recordings.
class TalkTest {
    private static final String CUSTOMER =
            "originate {origination_uuid=cust,ignore_early_media=true}sofia/gateway/carrier/5550009 &park()";
    private static final String AGENT = "originate {origination_uuid=agent,park_after_bridge=true}user/101 &park()";

    private static SimulatedSwitch with(Scenario scenario) {
        return SimulatedSwitch.start(SimulatedSwitchConfig.of(scenario).withTimeScale(20));
    }

    private static SimulatedSwitch carrier() {
        return with(Scenario.carrierSuffixes()
                .sound("/sounds/safe-harbour.wav", Duration.ofSeconds(8))
                .sound("/sounds/none.wav", Duration.ZERO));
    }

    private static void bridge(RawClient client) throws Exception {
        client.awaitJob(client.bgapi(AGENT));
        client.awaitJob(client.bgapi(CUSTOMER));
        client.api("uuid_bridge cust agent");
        client.awaitEvent("CHANNEL_BRIDGE", "cust");
    }

    private static List<String> namesSince(RawClient client, String uuid, String last) {
        var names = client.eventNames(uuid);
        return names.subList(names.lastIndexOf(last) + 1, names.size());
    }

    @Test
    void agentIsParkedAgainAndTakesTheNextCustomer() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            bridge(client);
            client.api("uuid_kill cust");
            client.awaitEvent("CHANNEL_DESTROY", "cust");

            assertThat(namesSince(client, "agent", "CALL_UPDATE")).containsExactly("CHANNEL_EXECUTE", "CHANNEL_PARK");

            client.awaitJob(client.bgapi(CUSTOMER.replace("=cust", "=next")));
            client.api("uuid_bridge next agent");
            assertThat(client.awaitEvent("CHANNEL_BRIDGE", "next")).containsEntry("Bridge-B-Unique-ID", "agent");
        }
    }

    @Test
    void parkingEndsAtItsTimeoutWithItsCause() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(
                    client.bgapi("originate {origination_uuid=agent,park_timeout=3:ALLOTTED_TIMEOUT}user/101 &park()"));

            var ended = client.awaitEvent("CHANNEL_HANGUP_COMPLETE", "agent");

            assertThat(ended).containsEntry("Hangup-Cause", "ALLOTTED_TIMEOUT");
            long parked = Long.parseLong(ended.get("Caller-Channel-Hangup-Time"))
                    - Long.parseLong(ended.get("Caller-Channel-Answered-Time"));
            assertThat(parked).isGreaterThanOrEqualTo(1_900_000);
        }
    }

    @Test
    void parkTimeoutHoldsForOneParkingOnly() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi("originate {origination_uuid=agent,park_timeout=60}user/101 &park()"));
            client.awaitJob(client.bgapi(CUSTOMER));

            assertThat(client.api("uuid_getvar agent park_timeout")).isEqualTo("_undef_");
            client.api("uuid_bridge cust agent");
            client.awaitEvent("CHANNEL_BRIDGE", "cust");
        }
    }

    @Test
    void transferToParkLetsTheOtherLegGoAsRecorded() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            bridge(client);
            client.api("uuid_setvar agent park_after_bridge");

            assertThat(client.api("uuid_transfer cust park:  inline")).isEqualTo("+OK\n");

            assertThat(client.awaitEvent("CHANNEL_DESTROY", "agent")).containsEntry("Hangup-Cause", "NORMAL_CLEARING");
            assertThat(namesSince(client, "cust", "CALL_UPDATE"))
                    .containsExactly("CHANNEL_UNBRIDGE", "CHANNEL_EXECUTE", "CHANNEL_PARK");
            assertThat(namesSince(client, "agent", "CALL_UPDATE"))
                    .containsExactly("CHANNEL_HANGUP", "CHANNEL_HANGUP_COMPLETE", "CHANNEL_DESTROY");
            assertThat(client.api("uuid_exists cust")).isEqualTo("true");
        }
    }

    @Test
    void nailedUpAgentSurvivesThatItsCustomerIsTransferred() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            bridge(client);

            client.api("uuid_transfer agent -bleg 'bridge:{origination_uuid=second,a=b}user/102' inline");

            assertThat(client.awaitEvent("CHANNEL_BRIDGE", "cust")).isNotNull();
            client.awaitEvent(
                    "the bridge to the second agent",
                    event -> "CHANNEL_BRIDGE".equals(event.get("Event-Name"))
                            && "second".equals(event.get("Bridge-B-Unique-ID")));
            assertThat(client.api("uuid_exists agent")).isEqualTo("true");
            assertThat(client.eventNames("agent")).doesNotContain("CHANNEL_HANGUP");
        }
    }

    @Test
    void bothLegsOfATransferGoOn() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            bridge(client);

            client.api("uuid_transfer cust -both park: inline");
            client.awaitTrue(
                    "both are parked",
                    () -> namesSinceBridge(client, "cust").contains("CHANNEL_PARK")
                            && namesSinceBridge(client, "agent").contains("CHANNEL_PARK"));

            assertThat(client.api("uuid_exists cust")).isEqualTo("true");
            assertThat(client.api("uuid_exists agent")).isEqualTo("true");
        }
    }

    private static List<String> namesSinceBridge(RawClient client, String uuid) {
        return namesSince(client, uuid, "CALL_UPDATE");
    }

    @Test
    void abandonedCustomerHearsAMessageAndIsHungUp() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi(CUSTOMER));

            client.api("uuid_transfer cust 'playback:/sounds/safe-harbour.wav,hangup:NORMAL_TEMPORARY_FAILURE' inline");

            assertThat(client.awaitEvent("CHANNEL_DESTROY", "cust"))
                    .containsEntry("Hangup-Cause", "NORMAL_TEMPORARY_FAILURE");
            assertThat(namesSince(client, "cust", "CHANNEL_PARK"))
                    .containsExactly(
                            "CHANNEL_UNPARK",
                            "CHANNEL_EXECUTE_COMPLETE",
                            "CHANNEL_EXECUTE",
                            "PLAYBACK_START",
                            "PLAYBACK_STOP",
                            "CHANNEL_EXECUTE_COMPLETE",
                            "CHANNEL_EXECUTE",
                            "CHANNEL_HANGUP",
                            "CHANNEL_EXECUTE_COMPLETE",
                            "CHANNEL_HANGUP_COMPLETE",
                            "CHANNEL_DESTROY");
            var stop = client.awaitEvent("PLAYBACK_STOP", "cust");
            assertThat(stop)
                    .containsEntry("Playback-File-Path", "/sounds/safe-harbour.wav")
                    .containsEntry("Playback-Status", "done");
            assertThat(Long.parseLong(stop.get("variable_playback_ms"))).isGreaterThan(7900);
        }
    }

    @Test
    void transferRefusesWhatTheRealOneRefuses() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            assertThat(client.api("uuid_transfer nobody park: inline")).isEqualTo("-ERR No such channel!\n");
            assertThat(client.api("uuid_transfer nobody"))
                    .isEqualTo("-USAGE: <uuid> [-bleg|-both] <dest-exten> [<dialplan>] [<context>]\n");
            client.awaitJob(client.bgapi(CUSTOMER));
            client.api("uuid_transfer cust 1234 XML default");
            assertThat(client.awaitEvent("CHANNEL_DESTROY", "cust"))
                    .containsEntry("Hangup-Cause", "NO_ROUTE_DESTINATION");
        }
    }

    @Test
    void transferInTheMidstOfDialingEndsTheLegThatIsDialed() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi(
                    CUSTOMER.replace("&park()", "&bridge({origination_uuid=ringing,originate_timeout=9999}user/104)")));
            client.awaitEvent("CHANNEL_PROGRESS", "ringing");

            client.api("uuid_transfer cust park: inline");

            assertThat(client.awaitEvent("CHANNEL_DESTROY", "ringing"))
                    .containsEntry("Hangup-Cause", "ORIGINATOR_CANCEL");
            client.awaitEvent("CHANNEL_PARK", "cust");
            assertThat(client.api("uuid_exists cust")).isEqualTo("true");
        }
    }

    @Test
    void broadcastIsHeardWithinTheParkAsRecorded() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi(CUSTOMER));

            assertThat(client.api("uuid_broadcast nobody x.wav")).isEqualTo("-ERR invalid uuid\n");
            assertThat(client.api("uuid_broadcast cust tone_stream://%(200,100,500) aleg"))
                    .isEqualTo("+OK Message sent\n");
            var stop = client.awaitEvent("PLAYBACK_STOP", "cust");
            client.api("uuid_kill cust");
            client.awaitEvent("CHANNEL_DESTROY", "cust");

            assertThat(stop).containsEntry("Playback-File-Type", "tone_stream");
            assertThat(applications(client, "cust"))
                    .containsExactly(
                            "CHANNEL_EXECUTE park",
                            "CHANNEL_EXECUTE playback",
                            "CHANNEL_EXECUTE_COMPLETE playback",
                            "CHANNEL_EXECUTE_COMPLETE park");
        }
    }

    private static List<String> applications(RawClient client, String uuid) {
        return client.events().stream()
                .filter(event -> uuid.equals(event.get("Unique-ID")) && event.containsKey("Application"))
                .map(event -> event.get("Event-Name") + " " + event.get("Application"))
                .toList();
    }

    @Test
    void missingSoundIsOverWithoutHavingBegun() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi(CUSTOMER.replace("&park()", "&playback(/sounds/none.wav)")));

            client.awaitEvent("CHANNEL_DESTROY", "cust");

            assertThat(applications(client, "cust"))
                    .containsExactly("CHANNEL_EXECUTE playback", "CHANNEL_EXECUTE_COMPLETE playback");
            assertThat(client.eventNames("cust")).doesNotContain("PLAYBACK_START");
        }
    }

    @Test
    void soundIsBrokenOffAndSoIsTheOneOfWhoHangsUp() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi(CUSTOMER));
            client.api("uuid_broadcast cust /sounds/safe-harbour.wav");
            client.awaitEvent("PLAYBACK_START", "cust");
            assertThat(client.api("uuid_break cust all")).isEqualTo("-ERR no reply\n");
            assertThat(client.awaitEvent("PLAYBACK_STOP", "cust")).containsEntry("Playback-Status", "break");

            client.api("uuid_broadcast cust /sounds/safe-harbour.wav");
            client.awaitEvents("PLAYBACK_START", 2);
            client.api("uuid_kill cust");
            client.awaitEvent("CHANNEL_DESTROY", "cust");

            client.awaitEvents("PLAYBACK_STOP", 2);
            assertThat(client.eventNames("cust")).endsWith("CHANNEL_HANGUP_COMPLETE", "CHANNEL_DESTROY");
        }
    }

    @Test
    void holdIsToldAndTakenBack() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            bridge(client);

            assertThat(client.api("uuid_hold cust")).isEqualTo("+OK Success\n");
            assertThat(client.awaitEvent("CHANNEL_HOLD", "cust")).containsEntry("Channel-Call-State", "HELD");
            assertThat(client.api("uuid_hold off cust")).isEqualTo("+OK Success\n");
            assertThat(client.awaitEvent("CHANNEL_UNHOLD", "cust")).containsEntry("Channel-Call-State", "UNHELD");
            assertThat(client.api("uuid_hold nobody")).isEqualTo("-ERR Operation failed\n");
        }
    }

    @Test
    void keysArePressedWhenTheScenarioSaysSo() throws Exception {
        var presses = CallBehaviour.staysAfter(Duration.ofMillis(500)).pressing("1#", Duration.ofSeconds(3));
        try (var simulated = with(Scenario.always(presses));
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi(CUSTOMER));
            client.awaitEvents("DTMF", 2);

            assertThat(client.events().stream()
                            .filter(event -> "DTMF".equals(event.get("Event-Name")))
                            .map(event -> event.get("DTMF-Digit")))
                    .containsExactly("1", "#");
            assertThat(client.awaitEvent("DTMF"))
                    .containsEntry("DTMF-Duration", "2080")
                    .containsEntry("DTMF-Source", "RTP")
                    .containsEntry("Unique-ID", "cust");
        }
    }

    @Test
    void severalVariablesAreSetAtOnce() throws Exception {
        try (var simulated = carrier();
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi(CUSTOMER));
            assertThat(client.api("uuid_setvar_multi cust a1=x;a2=y")).isEqualTo("+OK\n");
            assertThat(client.api("uuid_getvar cust a2")).isEqualTo("y");
        }
    }

    @Test
    void recordingBegunByTheOriginateIsAFileToListenTo(@TempDir Path directory) throws Exception {
        var config = SimulatedSwitchConfig.of(Scenario.carrierSuffixes())
                .withTimeScale(20)
                .withRecordings(directory);
        var file = directory.resolve("2026/11/21/cust.wav");
        try (var simulated = SimulatedSwitch.start(config);
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi("originate {origination_uuid=cust,ignore_early_media=true,RECORD_STEREO=true,"
                    + "execute_on_answer='record_session " + file + "'}sofia/gateway/carrier/5550013 &park()"));

            var stop = client.awaitEvent("RECORD_STOP", "cust");
            client.awaitEvent("CHANNEL_DESTROY", "cust");

            assertThat(client.eventNames("cust"))
                    .containsSubsequence(
                            "CHANNEL_ANSWER",
                            "CHANNEL_EXECUTE",
                            "RECORD_START",
                            "MEDIA_BUG_START",
                            "CHANNEL_EXECUTE_COMPLETE",
                            "CALL_UPDATE",
                            "RECORD_STOP",
                            "MEDIA_BUG_STOP",
                            "CHANNEL_HANGUP_COMPLETE");
            assertThat(stop)
                    .containsEntry("Record-File-Path", file.toString())
                    .containsEntry("variable_record_file_size", Long.toString(Files.size(file)));
            try (var sound = AudioSystem.getAudioInputStream(file.toFile())) {
                assertThat(sound.getFormat().getChannels()).isEqualTo(2);
                assertThat(sound.getFrameLength()).isEqualTo(Long.parseLong(stop.get("variable_record_samples")));
            }
        }
    }

    @Test
    void recordingOutsideOfItsDirectoryIsNotWritten(@TempDir Path directory) throws Exception {
        var config = SimulatedSwitchConfig.of(Scenario.carrierSuffixes())
                .withTimeScale(20)
                .withRecordings(directory.resolve("in"));
        try (var simulated = SimulatedSwitch.start(config);
                var client = RawClient.login(simulated, "plain ALL")) {
            client.awaitJob(client.bgapi(CUSTOMER));
            client.api("uuid_record cust start " + directory + "/in/../out.wav");
            client.api("uuid_kill cust");
            client.awaitEvent("CHANNEL_DESTROY", "cust");

            assertThat(directory.resolve("out.wav")).doesNotExist();
        }
    }

    @Test
    void inlinePlanIsReadPartByPart() {
        assertThat(OriginateCommand.Application.inline("m:^:playback:a.wav^bridge:{a=b,c=d}user/101"))
                .containsExactly(
                        new OriginateCommand.Application("playback", "a.wav"),
                        new OriginateCommand.Application("bridge", "{a=b,c=d}user/101"));
        assertThat(OriginateCommand.Application.inline("bridge:{a=b,c=d}user/101,hangup:USER_BUSY"))
                .containsExactly(
                        new OriginateCommand.Application("bridge", "{a=b,c=d}user/101"),
                        new OriginateCommand.Application("hangup", "USER_BUSY"));
        assertThat(Map.of("hangup", OriginateCommand.Application.ofLine("hangup::USER_BUSY")))
                .containsValue(new OriginateCommand.Application("hangup", "USER_BUSY"));
    }
}
