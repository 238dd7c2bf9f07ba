package org.voiceorchestrator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiCommandsTest {
    private static final String PARKED = "{origination_uuid=u1,origination_caller_id_number=15550001111,lead_id=L1,"
            + "ignore_early_media=true}sofia/gateway/carrier/5550009 &park()";

    private SimulatedSwitch simulated;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        simulated = SimulatedSwitch.start(
                SimulatedSwitchConfig.of(Scenario.carrierSuffixes()).withTimeScale(20));
        client = RawClient.login(simulated, "plain ALL");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        simulated.close();
    }

    private void park() throws Exception {
        assertThat(client.awaitJob(client.bgapi("originate " + PARKED))).isEqualTo("+OK u1\n");
        client.awaitEvent("CHANNEL_PARK", "u1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nosuch x | -ERR nosuch Command not found!\\n",
                "echo hi | hi",
                "uuid_exists | false",
                "uuid_exists u9 | false",
                "uuid_dump u9 | -ERR No such channel!\\n",
                "uuid_getvar u9 x | -ERR No such channel!\\n",
                "uuid_setvar u9 x y | -ERR No such channel!\\n",
                "uuid_bridge | -USAGE: <uuid> <other_uuid>\\n",
                "uuid_bridge u8 | -USAGE: <uuid> <other_uuid>\\n",
                "uuid_bridge u8 u9 | -ERR Invalid uuid\\n",
                "uuid_record u9 start /x.wav | -ERR Cannot locate session!\\n",
                "show channels as json | {\"row_count\": 0}\\n",
                "show calls as json | {\"row_count\": 0}\\n",
                "show calls count as json | {\"row_count\":0,\"rows\":[]}",
                "show channels count | \\n0 total.\\n",
                "fsctl shutdown_check | false",
                "fsctl pause_check | false",
                "fsctl last_sps | +OK last sessions per second: 0\\n",
                "sofia status gateway nosuch | Invalid Gateway!\\n",
                "hupall | +OK hangup all channels with cause MANAGER_REQUEST\\n"
            })
    void printsWhatTheRealOnePrints(String command, String output) throws Exception {
        assertThat(client.api(command)).isEqualTo(output.replace("\\n", "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "originate | -USAGE",
                "originate sofia/gateway/carrier/5550002 | -USAGE",
                "originate {x='open}sofia/gateway/carrier/5550002 &park() | -USAGE",
                "originate {origination_uuid=abc sofia/gateway/carrier/5550002 &park() | -ERR DESTINATION_OUT_OF_ORDER",
                "originate {} &park() | -ERR DESTINATION_OUT_OF_ORDER",
                "originate loopback/1000 &park() | -ERR CHAN_NOT_IMPLEMENTED",
                "originate {origination_uuid=not-a-uuid}sofia/gateway/carrier/5550002 &park | -ERR USER_BUSY",
                "nosuchcommand foo | -ERR nosuchcommand Command not found!"
            })
    void jobPrintsWhatTheRealOnePrints(String command, String begin) throws Exception {
        assertThat(client.awaitJob(client.bgapi(command))).startsWith(begin).endsWith("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "&nosuchapp(),DESTINATION_OUT_OF_ORDER",
        "nosuchexten XML nosuchctx,NO_ROUTE_DESTINATION",
        "&hangup(),NORMAL_CLEARING",
        "&hangup(USER_BUSY),USER_BUSY",
        "&playback(/sounds/x.wav),NORMAL_CLEARING"
    })
    void applicationEndsTheAnsweredCall(String application, String cause) throws Exception {
        var job = client.bgapi("originate {origination_uuid=u1}sofia/gateway/carrier/5550009 " + application);

        assertThat(client.awaitJob(job)).isEqualTo("+OK u1\n");
        assertThat(client.awaitEvent("CHANNEL_HANGUP_COMPLETE", "u1")).containsEntry("Hangup-Cause", cause);
    }

    @Test
    void variablesAreReadAndSet() throws Exception {
        park();

        assertThat(client.api("uuid_getvar u1 lead_id")).isEqualTo("L1");
        assertThat(client.api("uuid_getvar u1 nosuchvar")).isEqualTo("_undef_");
        assertThat(client.api("uuid_setvar u1 disposition very hot")).isEqualTo("+OK\n");
        assertThat(client.api("uuid_getvar u1 disposition")).isEqualTo("very hot");
    }

    @Test
    void quotesAndBackslashesInVariablesAreUndone() throws Exception {
        client.awaitJob(client.bgapi("originate {origination_uuid=u1,name='O\\'Brien\\, Pat',b=2}"
                + "sofia/gateway/carrier/5550009 &park()"));

        assertThat(client.api("uuid_getvar u1 name")).isEqualTo("O'Brien, Pat");
        assertThat(client.api("uuid_getvar u1 b")).isEqualTo("2");
    }

    @Test
    void dumpTellsAllOfALiveChannel() throws Exception {
        park();

        assertThat(client.api("uuid_exists u1")).isEqualTo("true");
        assertThat(client.api("uuid_dump u1"))
                .startsWith("Event-Name: CHANNEL_DATA\n")
                .contains("\nUnique-ID: u1\n", "\nAnswer-State: answered\n", "\nvariable_lead_id: L1\n")
                .contains("\nvariable_current_application: park\n")
                .endsWith("\n\n");
        assertThat(client.api("uuid_dump u1 json"))
                .startsWith("{\"Event-Name\":\"CHANNEL_DATA\"")
                .contains("\"Caller-Destination-Number\":\"5550009\"")
                .endsWith("}");
    }

    @Test
    void showListsChannelsAndBridgedCalls() throws Exception {
        park();
        client.awaitJob(client.bgapi("originate {origination_uuid=u2}user/101@fs.local &park()"));
        client.api("uuid_bridge u1 u2");
        client.awaitEvent("CHANNEL_BRIDGE", "u1");

        assertThat(client.api("show channels count")).isEqualTo("\n2 total.\n");
        assertThat(client.api("show channels as json")).startsWith("{\"row_count\":2,\"rows\":[{\"uuid\":\"u1\",");
        assertThat(client.api("show channels")).startsWith("uuid,direction,").endsWith("\n\n2 total.\n");
        assertThat(client.api("show calls as json"))
                .startsWith("{\"row_count\":1,\"rows\":[{\"uuid\":\"u1\",")
                .contains("\"b_uuid\":\"u2\"");
    }

    @Test
    void killTakesACauseByNameOrNumberAndClearsOnNonsense() throws Exception {
        for (var expected :
                new String[][] {{"17", "USER_BUSY"}, {"NO_ANSWER", "NO_ANSWER"}, {"BOGUS", "NORMAL_CLEARING"}}) {
            var uuid = UUID.randomUUID().toString();
            client.awaitJob(
                    client.bgapi("originate {origination_uuid=" + uuid + "}sofia/gateway/carrier/5550009 &park()"));
            assertThat(client.api("uuid_kill " + uuid + " " + expected[0])).isEqualTo("+OK\n");
            assertThat(client.awaitEvent("CHANNEL_DESTROY", uuid)).containsEntry("Hangup-Cause", expected[1]);
        }
    }

    @Test
    void recordingTellsOfItsStartAndOfItsEndBeforeTheCallEnds() throws Exception {
        park();

        assertThat(client.api("uuid_record u1 start /rec/a.wav")).isEqualTo("+OK Success\n");
        assertThat(client.api("uuid_record u1 start /rec/a.wav")).isEqualTo("+OK Success\n");
        assertThat(client.api("uuid_record u1 mask /rec/a.wav")).isEqualTo("+OK Success\n");
        assertThat(client.api("uuid_record u1 start /rec/a.mp3")).isEqualTo("-ERR Cannot record session!\n");
        assertThat(client.api("uuid_record u1 stop /rec/b.wav")).isEqualTo("-ERR Cannot stop record session!\n");
        assertThat(client.api("uuid_record u1 stop /rec/a.wav")).isEqualTo("+OK Success\n");
        assertThat(client.api("uuid_record u1 start /rec/c.wav")).isEqualTo("+OK Success\n");
        client.api("uuid_kill u1");
        client.awaitEvent("CHANNEL_DESTROY", "u1");

        assertThat(client.eventNames("u1"))
                .containsSubsequence("RECORD_START", "RECORD_STOP", "RECORD_START", "CHANNEL_HANGUP", "RECORD_STOP")
                .containsSubsequence("CHANNEL_HANGUP", "RECORD_STOP", "CHANNEL_HANGUP_COMPLETE");
    }

    @Test
    void stolenAgentLeavesTheEarlierCustomerHungUp() throws Exception {
        park();
        client.awaitJob(client.bgapi("originate {origination_uuid=agent}user/101 &park()"));
        client.awaitJob(client.bgapi("originate {origination_uuid=u2}sofia/gateway/carrier/5550009 &park()"));
        client.api("uuid_bridge u1 agent");
        client.awaitEvent("CHANNEL_BRIDGE", "u1");

        client.api("uuid_bridge u2 agent");

        client.awaitEvent("CHANNEL_BRIDGE", "u2");
        assertThat(client.awaitEvent("CHANNEL_DESTROY", "u1")).containsEntry("Hangup-Cause", "NORMAL_CLEARING");
        assertThat(client.api("uuid_exists agent")).isEqualTo("true");
    }

    @Test
    void secondCallToATalkingAgentIsBusy() throws Exception {
        client.awaitJob(client.bgapi("originate user/101 &park()"));

        assertThat(client.awaitJob(client.bgapi("originate user/101 &park()"))).isEqualTo("-ERR USER_BUSY\n");
        assertThat(client.awaitJob(client.bgapi("originate user/102 &park()"))).startsWith("+OK");
    }

    @Test
    void statusTellsLimitsAndSessions() throws Exception {
        client.api("fsctl max_sessions 7");
        client.api("fsctl sps 9");
        park();

        assertThat(client.api("status"))
                .startsWith("UP 0 years, 0 days, ")
                .contains(" is ready\n", "\n1 session(s) - peak 1,", " out of max 9,", "\n7 session(s) max\n");
    }
}
