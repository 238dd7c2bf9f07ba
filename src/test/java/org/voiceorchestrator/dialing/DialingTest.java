package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.simulator.SimulatedSwitchConfig;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.Lead;
import org.voiceorchestrator.testkit.TestServer;

/// Leads of an active campaign are called over a socket and settled.
class DialingTest {
    /// The end of numbers whose people talk for a minute, which passes in three seconds.
    private static final String TALKS = "7777";

    private SimulatedSwitch simulated;
    private TestServer server;
    private GivenCalls given;
    private long campaign;

    @BeforeEach
    void startOnASwitch() {
        Scenario scenario = Scenario.carrierSuffixes()
                .suffix(TALKS, CallBehaviour.answersAfter(Duration.ofSeconds(1), Duration.ofSeconds(60)))
                .agentsTakeSeveralCalls();
        simulated = SimulatedSwitch.start(SimulatedSwitchConfig.of(scenario).withTimeScale(20));
        server = new TestServer()
                .withSystemClock()
                .with("dialer.dialing.enabled", true)
                .with("dialer.trunk.calls-per-second", 1000)
                .with("freeswitch.host", "127.0.0.1")
                .with("freeswitch.port", simulated.port())
                .with("freeswitch.password", "ClueCon")
                .start();
        given = new GivenCalls(server.database());
    }

    @AfterEach
    void stop() {
        server.close();
        simulated.close();
    }

    private void callsGoTo(String extension, int agentsCalls, List<String> numbers) {
        long agent = given.agent("Agent-" + extension, extension, agentsCalls);
        campaign = given.campaign("Campaign-" + extension, agent);
        given.leads(campaign, numbers);
    }

    private void awaitEnds(int calls) {
        Await.until(calls + " calls have ended", () -> ended() == calls);
    }

    private long ended() {
        return server.database()
                .sql("SELECT count(*) FROM call_logs WHERE ended_at IS NOT NULL")
                .one(row -> row.bigint("count"));
    }

    private boolean isQuiet() {
        return server.database()
                        .sql("SELECT count(*) FROM call_logs WHERE ended_at IS NULL")
                        .one(row -> row.bigint("count"))
                == 0;
    }

    private record Call(String status, String cause, boolean rang, boolean answered, boolean bridged, int talk) {}

    private Call call() {
        return server.database()
                .sql("SELECT * FROM call_logs")
                .one(row -> new Call(
                        row.text("status"),
                        row.text("hangup_cause"),
                        row.instantOrNull("ringing_at") != null,
                        row.instantOrNull("answered_at") != null,
                        row.instantOrNull("bridged_at") != null,
                        row.integer("talk_time_seconds")));
    }

    @Test
    void anAnsweredLeadTalksToTheAgentAndIsCompleted() {
        String number = GivenCalls.numbers(1, TALKS).getFirst();
        callsGoTo("101", 1, List.of(number));
        awaitEnds(1);
        assertThat(call())
                .matches(call -> call.rang() && call.answered() && call.bridged())
                .matches(call ->
                        call.status().equals("completed") && call.cause().equals("NORMAL_CLEARING"))
                .matches(call -> call.talk() >= 3);
        assertThat(Lead.of(server.database(), number))
                .matches(lead -> lead.status().equals("completed") && lead.attempts() == 1 && !lead.onTheLine());
        assertThat(simulated.calls())
                .singleElement()
                .matches(call -> call.number().equals(number));
    }

    @ParameterizedTest
    @CsvSource({
        "923005550002, busy, USER_BUSY, failed",
        "923005550003, no_answer, NO_ANSWER, failed",
        "923005550004, busy, CALL_REJECTED, failed",
        "923005550010, no_answer, NO_ANSWER, failed",
        "923005559404, failed, UNALLOCATED_NUMBER, failed",
        "923005559484, failed, INVALID_NUMBER_FORMAT, failed",
        "923005559604, failed, NO_ROUTE_DESTINATION, failed",
        "923005559480, no_answer, NO_USER_RESPONSE, failed",
        "923005559503, failed, NORMAL_TEMPORARY_FAILURE, failed",
        "923005559487, cancelled, ORIGINATOR_CANCEL, failed",
    })
    void everyEndingIsWrittenDownAndTheLeadOfOneAttemptIsDone(String number, String status, String cause, String lead) {
        callsGoTo("101", 1, List.of(number));
        awaitEnds(1);
        assertThat(call().status()).isEqualTo(status);
        assertThat(call().cause()).isEqualTo(cause);
        assertThat(Lead.of(server.database(), number).status()).isEqualTo(lead);
    }

    @Test
    void anAgentWhoIsNotThereAbandonsOneCustomerAndNoMore() {
        callsGoTo("105", 1, GivenCalls.numbers(3, "0001"));
        awaitEnds(1);
        assertThat(call().status()).isEqualTo("abandoned");
        assertThat(call().cause()).isEqualTo("USER_NOT_REGISTERED");
        String agent = server.database().sql("SELECT status FROM agents").one(row -> row.text("status"));
        assertThat(agent).isEqualTo("on_break");
        assertThat(simulated.calls()).hasSize(1);
    }

    @Test
    void aTrunkThatIsDownCostsNoLeadItsAttempt() {
        simulated.gatewayDown("carrier");
        callsGoTo("101", 5, GivenCalls.numbers(3, "0001"));
        Await.until("it was tried", () -> ended() >= 3);
        server.database().sql("UPDATE campaigns SET status = 'paused'").update();
        Await.until("nobody is called any more", this::isQuiet);
        assertThat(call().status()).isEqualTo("failed");
        assertThat(call().cause()).isEqualTo("GATEWAY_DOWN");
        GivenCalls.numbers(3, "0001")
                .forEach(number -> assertThat(Lead.of(server.database(), number))
                        .matches(lead -> lead.status().equals("pending") && lead.attempts() == 0 && !lead.onTheLine()));
    }

    @Test
    void manyLeadsAreEachCalledOnceAndTheFiguresFollow() {
        callsGoTo("101", 100, GivenCalls.numbers(500, TALKS));
        awaitEnds(500);
        assertThat(simulated.calls()).hasSize(500);
        assertThat(simulated.overlappingCalls()).isEmpty();
        List<Integer> figures = server.database()
                .sql("""
                        SELECT sum(completed_calls) AS completed, sum(live_calls) AS live, sum(pending_leads) AS pending
                        FROM campaign_figures
                        """)
                .one(row -> List.of(row.integer("completed"), row.integer("live"), row.integer("pending")));
        assertThat(figures).containsExactly(500, 0, 0);
        assertThat(server.bean(CallAudit.class).findings()).allMatch(CallAudit.Finding::kept);
    }
}
