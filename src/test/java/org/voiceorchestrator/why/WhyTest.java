package org.voiceorchestrator.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// One gate after the other is closed, and the answer says which, why, and until when.
class WhyTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String DIALER = "/api/dialer/";
    private final Given given = new Given(server);
    private long agent;
    private long campaign;
    private long lead;

    @BeforeEach
    void aLeadThatCanBeCalled() {
        agent = given.agent();
        server.patch(DIALER + "agents/" + agent, Map.of("status", "available"));
        campaign = given.campaign(agent);
        server.post(DIALER + "campaigns/" + campaign + "/activate");
        lead = given.lead(campaign);
    }

    @BeforeEach
    void aProcessThatDials() {
        link("connected", "");
    }

    private void link(String state, String error) {
        server.database().sql("DELETE FROM workers").update();
        server.database().sql("""
                        WITH worker AS (
                            INSERT INTO workers (id, host, process_id, started_at, heartbeat_at)
                            VALUES (gen_random_uuid(), 'here', 7, '2026-02-09', '2099-01-01')
                            RETURNING id
                        )
                        INSERT INTO switch_links (worker_id, node_id, state, since, error)
                        SELECT id, 0, :state, '2026-02-09T06:00:00Z', :error
                        FROM worker
                        """).with("state", state).with("error", error).update();
    }

    @Test
    void aSwitchThatNoProcessCanReach() {
        link("away", "no connection to the switch: refused");
        isClosed(
                "switch",
                null,
                "the switch in the settings is away since 2026-02-09T06:00:00Z"
                        + " (no connection to the switch: refused)");
    }

    @Test
    void aSwitchThatIsBeingShutDown() {
        link("going_down", "");
        isClosed("switch", null, "takes no new calls");
    }

    @Test
    void noProcessThatDials() {
        server.database()
                .sql("UPDATE workers SET heartbeat_at = '2026-02-09T06:00:00Z'")
                .update();
        isClosed("switch", null, "No process is dialing.");
    }

    @AfterEach
    void theClock() {
        server.clock().set(TestServer.START);
    }

    private Answer why() {
        Answer answer = server.get(DIALER + "leads/" + lead + "/why/");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private void isClosed(String gate, @Nullable String nextTime, String fact) {
        Answer answer = why();
        assertThat(answer.json())
                .containsEntry("closed_by", gate)
                .containsEntry("can_be_called", false)
                .containsEntry("next_time", nextTime);
        Map<?, ?> state = gate(answer, gate);
        assertThat(state.get("passes")).isEqualTo(false);
        assertThat(state.get("next_time")).isEqualTo(nextTime);
        assertThat(String.valueOf(state.get("fact"))).contains(fact);
    }

    private static List<?> gates(Answer answer) {
        return (List<?>) Objects.requireNonNull(answer.json().get("gates"));
    }

    private static Map<?, ?> gate(Answer answer, String name) {
        return gates(answer).stream()
                .map(Map.class::cast)
                .filter(state -> name.equals(state.get("gate")))
                .findFirst()
                .orElseThrow();
    }

    private void setCampaign(Map<String, ?> fields) {
        assertThat(server.patch(DIALER + "campaigns/" + campaign, fields).status())
                .isEqualTo(200);
    }

    private void setLead(String assignments) {
        server.database()
                .sql("UPDATE leads SET " + assignments + " WHERE id = :id")
                .with("id", lead)
                .update();
    }

    @Test
    void allGatesAreToldInTheirOrderAndAnOpenLeadCanBeCalledNow() {
        Answer answer = why();
        assertThat(answer.json())
                .containsEntry("at", "2026-02-09T07:00:00Z")
                .containsEntry("can_be_called", true)
                .containsEntry("closed_by", null)
                .containsEntry("next_time", "2026-02-09T07:00:00Z")
                .hasSize(5);
        assertThat(gates(answer).stream()
                        .map(Map.class::cast)
                        .map(state -> state.get("gate") + "=" + state.get("passes")))
                .containsExactly(
                        "campaign_active=true",
                        "duration=true",
                        "breaker=true",
                        "calling_hours=true",
                        "holiday=true",
                        "agent=true",
                        "campaign_lines=true",
                        "switch=true",
                        "trunk=true",
                        "calls_per_second=true",
                        "lead_status=true",
                        "attempts=true",
                        "due=true",
                        "do_not_call=true",
                        "number_limits=true",
                        "number_live=true",
                        "preview=true");
    }

    @Test
    void aCampaignThatIsNotActive() {
        server.post(DIALER + "campaigns/" + campaign + "/pause");
        isClosed("campaign_active", null, "paused");
    }

    @Test
    void aCampaignWhoseDaysAreOver() {
        server.clock().forward(Duration.ofDays(1));
        isClosed("duration", null, "2026-02-10T07:00:00Z");
    }

    @Test
    void aCampaignWhoseCallsFailInARowIsHeldUntilOneMayBeTried() {
        hold("campaign", campaign);
        isClosed("breaker", "2026-02-09T07:00:30Z", "failed in a row");
        server.clock().forward(Duration.ofSeconds(30));
        assertThat(why().json()).containsEntry("can_be_called", true);
        server.database()
                .sql("UPDATE breakers SET probe_at = NULL, probe_call = gen_random_uuid()")
                .update();
        isClosed("breaker", null, "one call is being tried");
        server.database().sql("DELETE FROM breakers").update();
        assertThat(why().json()).containsEntry("can_be_called", true);
    }

    @Test
    void aTrunkWhoseCallsFailInARowIsHeldToo() {
        hold("trunk", 0);
        isClosed(
                "trunk",
                "2026-02-09T07:00:30Z",
                "is held since 2026-02-09T07:00:00Z (5 calls failed in a row: GATEWAY_DOWN)");
        server.database().sql("DELETE FROM breakers").update();
    }

    @Test
    void aCampaignOfWhoseLastCallsTooManyFailed() {
        hold("campaign", campaign);
        server.database()
                .sql("UPDATE breakers SET failures = 10, of_calls = 18")
                .update();
        isClosed("breaker", "2026-02-09T07:00:30Z", "(10 of the last 18 calls failed: GATEWAY_DOWN)");
        server.database().sql("DELETE FROM breakers").update();
    }

    private void hold(String scope, long id) {
        server.database()
                .sql("""
                        INSERT INTO breakers (scope, id, failures, failing_since, opened_at, cause, probe_at)
                        VALUES (:scope, :id, 5, :now, :now, 'GATEWAY_DOWN', :now::timestamptz + interval '30 seconds')
                        """)
                .with("scope", scope)
                .with("id", id)
                .with("now", TestServer.START)
                .update();
    }

    @Test
    void theHoursOfTheLeadsOwnClock() {
        setCampaign(Map.of("calling_from", "09:00", "calling_until", "18:00"));
        assertThat(why().json()).containsEntry("can_be_called", true);
        setLead("time_zone = 'America/New_York'");
        isClosed("calling_hours", "2026-02-09T14:00:00Z", "Monday 09:00 to 18:00, in America/New_York");
        assertThat(gate(why(), "holiday").get("passes")).isEqualTo(true);
    }

    @Test
    void aHolidayOfTheCalendar() {
        Map<String, Object> day = new HashMap<>();
        List.of("monday", "tuesday").forEach(name -> day.put(name, List.of(Map.of("from", "09:00", "until", "18:00"))));
        long calendar = server.post(
                        DIALER + "calendars/",
                        Map.of(
                                "name",
                                "Holiday",
                                "hours",
                                day,
                                "holidays",
                                List.of(Map.of("date", "2026-02-09", "name", "Founders' Day"))))
                .id();
        setCampaign(Map.of("calendar", calendar));
        isClosed("holiday", "2026-02-10T04:00:00Z", "holiday Founders' Day closed");
        setCampaign(Collections.singletonMap("calendar", null));
    }

    @ParameterizedTest
    @CsvSource({"on_break, is on_break", "offline, is offline"})
    void anAgentWhoIsNotThere(String status, String fact) {
        server.patch(DIALER + "agents/" + agent, Map.of("status", status));
        isClosed("agent", null, fact);
    }

    @Test
    void anAgentWhoWritesUpACall() {
        server.database()
                .sql("UPDATE agents SET wrap_up_until = :until WHERE id = :agent")
                .with("until", TestServer.START.plusSeconds(40))
                .with("agent", agent)
                .update();
        isClosed("agent", "2026-02-09T07:00:40Z", "wrap-up");
    }

    private void agentsLine(String state) {
        server.database()
                .sql("""
                        INSERT INTO agent_lines (agent_id, line_id, worker_id, extension, state, since)
                        SELECT id, gen_random_uuid(), gen_random_uuid(), extension, :state, :now
                        FROM agents
                        WHERE id = :agent
                        """)
                .with("agent", agent)
                .with("state", state)
                .with("now", TestServer.START)
                .update();
    }

    @Test
    void anAgentWhoseLineIsNotUpYet() {
        setCampaign(Map.of("dialing", Map.of("agent_connection", "line")));
        isClosed("agent", null, "has no line yet: it is rung in a moment");
        agentsLine("ringing");
        isClosed("agent", null, "has no line yet: the phone rings for it");
        assertThat(server.get(DIALER + "agents/" + agent).at("line.state")).isEqualTo("ringing");
        assertThat(server.get(DIALER + "agents/" + agent).at("line.since")).isEqualTo("2026-02-09T07:00:00Z");
        server.database().sql("UPDATE agent_lines SET state = 'up'").update();
        assertThat(why().json()).containsEntry("can_be_called", true);
        server.database().sql("DELETE FROM agent_lines").update();
    }

    @Test
    void aTrunkAtAnotherSwitchThanTheLinesOfTheAgents() {
        long node = server.post(DIALER + "nodes/", Map.of("name", "sw2", "host", "10.0.0.2"))
                .id();
        long trunk = server.post(
                        DIALER + "trunks/",
                        Map.of("name", "Far", "gateway", "g", "lines", 5, "calls_per_second", 5, "node", node))
                .id();
        setCampaign(Map.of("trunks", List.of(trunk), "dialing", Map.of("agent_connection", "line")));
        server.database()
                .sql("UPDATE switch_links SET node_id = :node")
                .with("node", node)
                .update();
        agentsLine("up");
        isClosed("trunk", null, "Far has 0 of 5 lines, at another switch than the lines of the campaign's agents");
        server.database().sql("DELETE FROM agent_lines").update();
        setCampaign(Map.of("trunks", List.of()));
        server.delete(DIALER + "trunks/" + trunk);
        server.delete(DIALER + "nodes/" + node);
    }

    @Test
    void anAgentWhoHasACallAndACampaignThatHasAll() {
        given.call(given.lead(campaign), "answered");
        isClosed("agent", null, "1 of 1 calls");
        server.patch(DIALER + "agents/" + agent, Map.of("max_concurrent_calls", 5));
        setCampaign(Map.of("max_calls", 1));
        isClosed("campaign_lines", null, "1 of 1 calls");
    }

    @Test
    void trunksWithoutALineOrAtTheirPace() {
        long trunk = server.post(
                        DIALER + "trunks/",
                        Map.of("name", "Narrow", "gateway", "g", "lines", 1, "calls_per_second", 1, "priority", 9))
                .id();
        setCampaign(Map.of("trunks", List.of(trunk)));
        assertThat(why().json()).containsEntry("can_be_called", true);
        UUID call = given.call(given.lead(campaign), "answered");
        server.patch(DIALER + "agents/" + agent, Map.of("max_concurrent_calls", 5));
        server.database()
                .sql("UPDATE call_logs SET trunk_id = :trunk WHERE call_id = :call")
                .with("trunk", trunk)
                .with("call", call)
                .update();
        isClosed("trunk", null, "Narrow has 1 of 1 lines");
        server.patch(DIALER + "trunks/" + trunk, Map.of("lines", 2));
        isClosed("calls_per_second", "2026-02-09T07:00:01Z", "Narrow began 1 of 1 calls in the last second");
        server.patch(DIALER + "trunks/" + trunk, Map.of("is_active", false));
        isClosed("trunk", null, "None of its trunks is in use");
        setCampaign(Map.of("trunks", List.of()));
        server.delete(DIALER + "trunks/" + trunk);
    }

    @Test
    void aLeadThatIsDoneWithOrUsedUpOrNotDueYet() {
        setLead("status = 'skipped'");
        isClosed("lead_status", null, "skipped");
        setLead("status = 'pending', attempt_count = 1");
        isClosed("attempts", null, "1 of 1 times");
        setLead("attempt_count = 0, due_at = '2026-02-09T09:30:00Z'");
        isClosed("due", "2026-02-09T09:30:00Z", "is due at");
    }

    @Test
    void aLeadThatIsDueWhenTheCampaignIsClosedWaitsForTheNextOpening() {
        setCampaign(Map.of("calling_from", "09:00", "calling_until", "18:00"));
        // 19:00 in Karachi
        setLead("due_at = '2026-02-09T14:00:00Z'");
        assertThat(why().json()).containsEntry("closed_by", "due").containsEntry("next_time", "2026-02-10T04:00:00Z");
    }

    @Test
    void aCallBackOfAnotherAgent() {
        setLead("call_back_at = due_at, call_back_agent_id = " + given.agent());
        isClosed("agent", null, "call-back");
    }

    @Test
    void aNumberOnADoNotCallList() {
        Object number = server.get(DIALER + "leads/" + lead).at("phone_number");
        server.post(
                DIALER + "do-not-call/",
                Map.of(
                        "phone_number",
                        String.valueOf(number),
                        "expires_at",
                        "2026-02-09T12:00:00Z",
                        "reason",
                        "asked"));
        setLead("due_at = '2026-02-09T06:00:00Z'");
        isClosed("do_not_call", "2026-02-09T12:00:00Z", "company's list until 2026-02-09T12:00:00Z (asked)");
        server.post(DIALER + "do-not-call/", Map.of("phone_number", String.valueOf(number)));
        setLead("status = 'pending'");
        isClosed("do_not_call", null, "for good");
    }

    @Test
    void aNumberThatHasHadItsCallsOfTheDay() {
        setCampaign(Map.of("calls_per_number_daily", 1));
        given.call(lead, "no_answer");
        setLead("status = 'pending', max_attempts = 5");
        // midnight in Karachi
        isClosed("number_limits", "2026-02-09T19:00:00Z", "1 a day");
    }

    @Test
    void aNumberThatIsOnTheLineForAnotherCampaign() {
        long other = given.campaign();
        long same = given.lead(other);
        UUID call = given.call(same, "answered");
        server.database().sql("""
                        UPDATE call_logs
                        SET phone_number = (SELECT phone_number FROM leads WHERE id = :lead)
                        WHERE call_id = :call
                        """).with("lead", lead).with("call", call).update();
        isClosed("number_live", null, "on the line for campaign");
    }

    @Test
    void aCampaignTellsItsSharedGatesAndWhetherAnyLeadIsDue() {
        String path = DIALER + "campaigns/" + campaign + "/why/";
        assertThat(server.get(path).json()).containsEntry("can_be_called", true);
        setLead("due_at = '2026-02-09T09:30:00Z'");
        Answer waiting = server.get(path);
        assertThat(waiting.json()).containsEntry("closed_by", "due").containsEntry("next_time", "2026-02-09T09:30:00Z");
        assertThat(String.valueOf(gate(waiting, "due").get("fact"))).contains("Of 1 pending leads");
        setLead("status = 'completed'");
        assertThat(server.get(path).json()).containsEntry("closed_by", "due").containsEntry("next_time", null);
        assertThat(server.get(DIALER + "campaigns/987654321/why").status()).isEqualTo(404);
    }

    @Test
    void anAgentAsksAboutItsOwnOnly() {
        assertThat(server.send("GET", DIALER + "leads/" + lead + "/why", null, server.tokenOfAgent(agent))
                        .status())
                .isEqualTo(200);
        String other = server.tokenOfAgent(given.agent());
        assertThat(server.send("GET", DIALER + "leads/" + lead + "/why", null, other)
                        .status())
                .isEqualTo(404);
        assertThat(server.send("GET", DIALER + "campaigns/" + campaign + "/why", null, other)
                        .status())
                .isEqualTo(404);
    }
}
