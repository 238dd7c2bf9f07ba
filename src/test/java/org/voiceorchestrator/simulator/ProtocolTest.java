package org.voiceorchestrator.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The wire, command for command as it was recorded.
class ProtocolTest {
    private static final String GOODBYE = "Disconnected, goodbye.\nSee you at ClueCon! http://www.cluecon.com/\n";

    private SimulatedSwitch simulated;

    @BeforeEach
    void start() {
        simulated = SimulatedSwitch.start(
                SimulatedSwitchConfig.of(Scenario.carrierSuffixes()).withTimeScale(20));
    }

    @AfterEach
    void stop() {
        simulated.close();
    }

    @Test
    void greetsAndAcceptsThePassword() throws Exception {
        try (var client = RawClient.connect(simulated)) {
            assertThat(client.reply().headers()).containsExactly(Map.entry("Content-Type", "auth/request"));
            assertThat(client.command("auth ClueCon").replyText()).isEqualTo("+OK accepted");
        }
    }

    @ParameterizedTest
    @CsvSource({"auth wrong", "userauth dialer@fs.local:ClueCon"})
    void wrongPasswordIsToldAndTheConnectionClosed(String command) throws Exception {
        try (var client = RawClient.connect(simulated)) {
            client.reply();

            assertThat(client.command(command).replyText()).isEqualTo("-ERR invalid");
            assertThat(client.reply().body()).isEqualTo(GOODBYE);
            client.awaitClosed();
        }
    }

    @Test
    void nothingButAPasswordIsHeardFirst() throws Exception {
        try (var client = RawClient.connect(simulated)) {
            client.reply();

            assertThat(client.command("api status").replyText()).isEqualTo("-ERR command not found");
            assertThat(client.command("auth").replyText()).isEqualTo("-ERR command not found");
            assertThat(client.command("auth ClueCon").replyText()).isEqualTo("+OK accepted");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo bar | -ERR command not found",
                "api | -ERR command not found",
                "bgapi | -ERR command not found",
                "event | -ERR no keywords supplied",
                "event plain | -ERR no keywords supplied",
                "event plain NOSUCHEVENT | -ERR no keywords supplied",
                "event plain NOSUCH CHANNEL_ANSWER | +OK event listener enabled plain",
                "event json channel_answer | +OK event listener enabled json",
                "event CHANNEL_CREATE | +OK event listener enabled plain",
                "event plain CUSTOM sofia::register | +OK event listener enabled plain",
                "nixevent | -ERR no keywords supplied",
                "nixevent CHANNEL_ANSWER | +OK events nixed",
                "filter | -ERR command not found",
                "filter X | -ERR invalid syntax",
                "filter Event-Name CHANNEL_ANSWER | +OK filter added. [Event-Name]=[CHANNEL_ANSWER]",
                "filter delete Event-Name CHANNEL_ANSWER | +OK filter deleted. [Event-Name][CHANNEL_ANSWER]",
                "filter delete all | +OK filter deleted. [all][]",
                "linger | -ERR not controlling a session",
                "nolinger | -ERR not controlling a session",
                "divert_events on | -ERR not controlling a session.",
                "log debug | +OK log level debug [7]",
                "log bogus | -ERR invalid log level",
                "nolog | -ERR not loging",
                "myevents | -ERR command not found",
                "sendmsg 1234 | -ERR invalid session id [1234]",
                "connect | -ERR command not found"
            })
    void commandIsAnsweredAsRecorded(String command, String reply) throws Exception {
        try (var client = RawClient.connect(simulated)) {
            client.reply();
            client.command("auth ClueCon");

            assertThat(client.command(command).replyText()).isEqualTo(reply);
        }
    }

    @Test
    void noeventsStopsAllAndSaysSoOnce() throws Exception {
        try (var client = RawClient.login(simulated, "plain ALL")) {
            assertThat(client.command("noevents").replyText()).isEqualTo("+OK no longer listening for events");
            assertThat(client.command("noevents").replyText()).isEqualTo("-ERR not listening for events");
        }
    }

    @Test
    void pipelinedCommandsAreAnsweredInOrder() throws Exception {
        try (var client = RawClient.connect(simulated)) {
            client.send("auth ClueCon\n\napi echo one\n\napi echo two\n\nbgapi status\nJob-UUID: mine\n\n");

            assertThat(client.reply().type()).isEqualTo("auth/request");
            assertThat(client.reply().replyText()).isEqualTo("+OK accepted");
            assertThat(client.reply().body()).isEqualTo("one");
            assertThat(client.reply().body()).isEqualTo("two");
            assertThat(client.reply().headers())
                    .containsEntry("Reply-Text", "+OK Job-UUID: mine")
                    .containsEntry("Job-UUID", "mine");
        }
    }

    @Test
    void carriageReturnsBlankLinesAndSplitPacketsDoNotMatter() throws Exception {
        try (var client = RawClient.connect(simulated)) {
            client.reply();
            for (var piece : List.of("\n\nau", "th Clue", "Con\r\n", "\r\n")) {
                client.send(piece);
            }
            assertThat(client.reply().replyText()).isEqualTo("+OK accepted");

            assertThat(client.command("api echo crlf\r\n\r").body()).isEqualTo("crlf");
            assertThat(client.command("api echo a\nextra: header").body()).isEqualTo("a");
        }
    }

    @Test
    void lengthsAreCountedInBytes() throws Exception {
        try (var client = RawClient.login(simulated, "plain ALL")) {
            var reply = client.command("api echo héllo wörld ☎");

            assertThat(reply.headers()).containsEntry("Content-Length", "17");
            assertThat(reply.body()).isEqualTo("héllo wörld ☎");
        }
    }

    @Test
    void jobIsToldToEverySubscriberAndToNobodyElse() throws Exception {
        try (var asking = RawClient.login(simulated, "plain CHANNEL_ANSWER");
                var listening = RawClient.login(simulated, "plain BACKGROUND_JOB")) {
            var job = asking.bgapi("echo hello");

            var event = listening.awaitEvent("BACKGROUND_JOB");

            assertThat(event)
                    .containsEntry("Job-UUID", job)
                    .containsEntry("Job-Command", "echo")
                    .containsEntry("Job-Command-Arg", "hello")
                    .containsEntry("_body", "hello")
                    .doesNotContainKey("Unique-ID");
            asking.api("echo fence");
            assertThat(asking.events()).isEmpty();
        }
    }

    @Test
    void jobOfALostConnectionEndsOnTheNextOne() throws Exception {
        String job;
        try (var first = RawClient.login(simulated, "plain ALL")) {
            job = first.bgapi("originate sofia/gateway/carrier/5550002 &park()");
            first.awaitEvent("CHANNEL_CREATE");
        }
        try (var second = RawClient.login(simulated, "plain ALL")) {
            assertThat(second.awaitJob(job)).isEqualTo("-ERR USER_BUSY\n");
        }
    }

    @Test
    void jsonConnectionGetsJson() throws Exception {
        try (var client = RawClient.login(simulated, "json BACKGROUND_JOB")) {
            client.bgapi("echo \"quoted\"");
            client.awaitTrue("an event", () -> !client.eventFrames().isEmpty());

            var frame = client.eventFrames().getFirst();
            assertThat(frame.type()).isEqualTo("text/event-json");
            assertThat(frame.body())
                    .startsWith("{\"Event-Name\":\"BACKGROUND_JOB\"")
                    .contains("\"_body\":\"\\\"quoted\\\"\"");
        }
    }

    @Test
    void filterHidesEveryEventWithoutAMatchingHeader() throws Exception {
        try (var client = RawClient.login(simulated, "plain ALL")) {
            client.command("filter variable_campaign_id C1");
            client.bgapi("originate {campaign_id=C2}sofia/gateway/carrier/5559486 &park()");
            client.bgapi("originate {campaign_id=C1}sofia/gateway/carrier/5559404 &park()");

            client.awaitEvent("CHANNEL_DESTROY");

            assertThat(client.events())
                    .allMatch(event -> "C1".equals(event.get("variable_campaign_id")))
                    .noneMatch(event -> "BACKGROUND_JOB".equals(event.get("Event-Name")));
        }
    }

    @Test
    void negativeFilterOnlyTakesAwayFromAPositiveOne() throws Exception {
        try (var client = RawClient.login(simulated, "plain ALL")) {
            client.command("filter Event-Name /CHANNEL_HANGUP/");
            client.command("filter Hangup-Cause -USER_BUSY");
            client.bgapi("originate sofia/gateway/carrier/5559486 &park()");
            client.bgapi("originate sofia/gateway/carrier/5559404 &park()");

            client.awaitEvents("CHANNEL_HANGUP", 1);
            client.awaitEvents("CHANNEL_HANGUP_COMPLETE", 1);

            assertThat(client.events())
                    .hasSize(2)
                    .allMatch(event -> "UNALLOCATED_NUMBER".equals(event.get("Hangup-Cause")));
        }
    }

    @Test
    void exitWaitsForTheJobsOfItsConnection() throws Exception {
        try (var client = RawClient.login(simulated, "plain ALL")) {
            var job = client.bgapi("originate sofia/gateway/carrier/5550002 &park()");
            assertThat(client.command("exit").replyText()).isEqualTo("+OK bye");

            assertThat(client.reply().body()).isEqualTo(GOODBYE);
            client.awaitClosed();
            assertThat(client.awaitJob(job)).isEqualTo("-ERR USER_BUSY\n");
        }
    }

    @Test
    void blockingOriginateHoldsItsConnection() throws Exception {
        try (var client = RawClient.login(simulated, "plain ALL")) {
            client.send("api originate sofia/gateway/carrier/5550002 &park()\n\napi echo after\n\n");

            assertThat(client.reply().body()).isEqualTo("-ERR USER_BUSY\n");
            assertThat(client.reply().body()).isEqualTo("after");
            assertThat(client.awaitEvent("CHANNEL_DESTROY")).containsEntry("Hangup-Cause", "USER_BUSY");
        }
    }

    @Test
    void killDirectlyBehindTheOriginateWorks() throws Exception {
        try (var client = RawClient.login(simulated, "plain ALL")) {
            client.send("""
                    bgapi originate {origination_uuid=u1}sofia/gateway/carrier/5550003 &park()

                    api uuid_kill u1

                    """);
            client.reply();

            assertThat(client.reply().body()).isEqualTo("+OK\n");
            assertThat(client.awaitEvent("CHANNEL_HANGUP_COMPLETE", "u1"))
                    .containsEntry("Hangup-Cause", "NORMAL_CLEARING");
        }
    }

    @Test
    void commandWithNewlineInIsTwoCommands() throws Exception {
        try (var client = RawClient.login(simulated, "plain ALL")) {
            client.send("api echo x\n\napi echo INJECTED\n\n");

            assertThat(client.reply().body()).isEqualTo("x");
            assertThat(client.reply().body()).isEqualTo("INJECTED");
            assertThat(client.replyWithin(Duration.ZERO)).isNull();
        }
    }

    @Test
    void sentEventReachesSubscribersOfItsSubclassOnly() throws Exception {
        try (var client = RawClient.login(simulated, "plain CUSTOM dialer::test")) {
            client.command("sendevent CUSTOM\nEvent-Subclass: other::test\nX: 1");
            client.command("sendevent CUSTOM\nEvent-Subclass: dialer::test\nX: 2");

            assertThat(client.awaitEvent("CUSTOM")).containsEntry("X", "2");
        }
    }
}
