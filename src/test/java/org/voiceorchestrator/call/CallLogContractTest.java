package org.voiceorchestrator.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

class CallLogContractTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String CALLS = "/api/dialer/call-logs/";
    private final Given given = new Given(server);

    @Test
    void aCallHasEveryFieldOfTheContract() {
        long agent = given.agent();
        long campaign = given.campaign(agent);
        long lead = given.lead(campaign);
        UUID call = given.call(lead, "completed");
        Answer shown = server.get(CALLS + call);
        assertThat(shown.json())
                .containsEntry("call_id", call.toString())
                .containsEntry("freeswitch_uuid", call.toString())
                .containsEntry("agent", (int) agent)
                .containsEntry("campaign", (int) campaign)
                .containsEntry("lead", (int) lead)
                .containsEntry(
                        "phone_number", server.get("/api/dialer/leads/" + lead).at("phone_number"))
                .containsEntry("direction", "outbound")
                .containsEntry("status", "completed")
                .containsEntry("initiated_at", "2026-02-09T07:00:00Z")
                .containsEntry("ringing_at", "2026-02-09T07:00:02Z")
                .containsEntry("answered_at", "2026-02-09T07:00:09Z")
                .containsEntry("bridged_at", "2026-02-09T07:00:10Z")
                .containsEntry("ended_at", "2026-02-09T07:01:10Z")
                .containsEntry("duration_seconds", 70)
                .containsEntry("talk_time_seconds", 60)
                .containsEntry("hangup_cause", "NORMAL_CLEARING")
                .containsEntry("disposition", "")
                .containsEntry("notes", "")
                .containsEntry("recording_url", "")
                .containsEntry("recording_seconds", null)
                .containsEntry("attempt_number", 1)
                .containsEntry("metadata", Map.of())
                .containsEntry("source", "campaign")
                .containsEntry("held_at", null)
                .containsEntry("agent_left_at", null)
                .containsKey("id")
                .hasSize(26);
        assertThat(server.get(CALLS + shown.id() + "/").text()).isEqualTo(shown.text());
        assertThat(server.get(CALLS + call.toString().toUpperCase(java.util.Locale.ROOT) + "/")
                        .text())
                .isEqualTo(shown.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void callsAreOnlyRead(String method) {
        UUID call = given.call(given.lead(given.campaign()), "busy");
        for (String path : new String[] {CALLS + call, CALLS + call + "/"}) {
            Answer refused =
                    server.send(method, path, method.equals("DELETE") ? null : Map.of(), server.token("admin"));
            assertThat(refused.status()).isEqualTo(405);
            assertThat(refused.json()).isEqualTo(Map.of("detail", "Method \"" + method + "\" not allowed."));
        }
        assertThat(server.post(CALLS, Map.of()).status()).isEqualTo(405);
    }

    @Test
    void listsAreFilteredSearchedAndOrdered() {
        long agent = given.agent();
        long campaign = given.campaign(agent);
        long lead = given.lead(campaign);
        UUID first = given.call(lead, "busy");
        server.clock().forward(Duration.ofMinutes(5));
        UUID second = given.call(lead, "completed");
        server.clock().set(TestServer.START);
        for (String filter : new String[] {
            "agent=" + agent,
            "lead=" + lead,
            "campaign=" + campaign,
            "campaign=" + server.get("/api/dialer/campaigns/" + campaign).at("campaign_id"),
            "search=" + server.get("/api/dialer/leads/" + lead).at("phone_number")
        }) {
            Answer found = server.get(CALLS + "?" + filter);
            assertThat(found.at("count")).as(filter).isEqualTo(2);
            assertThat(found.at("results.0.call_id")).isEqualTo(second.toString());
            assertThat(server.get(CALLS + "?ordering=initiated_at&" + filter).at("results.0.call_id"))
                    .isEqualTo(first.toString());
        }
        assertThat(server.get(CALLS + "?status=busy&lead=" + lead).at("count")).isEqualTo(1);
        assertThat(server.get(CALLS + "?search=" + first).at("count")).isEqualTo(1);
        assertThat(server.get(CALLS).at("count")).isEqualTo((int) given.number("SELECT count(*) FROM call_logs"));
        assertThat(server.get(CALLS + "?status=odd").json()).containsOnlyKeys("status");
        assertThat(server.get(CALLS + "?lead=odd").json()).containsOnlyKeys("lead");
        assertThat(server.get(CALLS + "?ordering=status").json()).containsOnlyKeys("ordering");
    }

    @Test
    void aCallThatIsMeantByItsNumberAndByItsIdIsCountedOnce() {
        long lead = given.lead(given.campaign());
        UUID call = given.call(lead, "busy");
        String number = String.valueOf(server.get("/api/dialer/leads/" + lead).at("phone_number"));
        UUID alike =
                UUID.fromString(number.substring(0, 8) + "-" + number.substring(8, 12) + "-4000-8000-000000000000");
        server.database()
                .sql("UPDATE call_logs SET call_id = :alike WHERE call_id = :call")
                .with("alike", alike)
                .with("call", call)
                .update();
        Answer found = server.get(CALLS + "?status=busy&search=" + number);
        assertThat(found.at("count")).isEqualTo(1);
        assertThat(found.at("count_is_exact")).isEqualTo(true);
        assertThat(found.at("results.0.call_id")).isEqualTo(alike.toString());
        assertThat(server.get(CALLS + "?search=nothing").at("count")).isEqualTo(0);
    }

    @Test
    void anAgentsUserSeesItsOwnCallsOnly() {
        long agent = given.agent();
        UUID own = given.call(given.lead(given.campaign(agent)), "busy");
        UUID other = given.call(given.lead(given.campaign()), "busy");
        String token = server.tokenOfAgent(agent);
        assertThat(server.send("GET", CALLS, null, token).at("count")).isEqualTo(1);
        assertThat(server.send("GET", CALLS + own, null, token).status()).isEqualTo(200);
        assertThat(server.send("GET", CALLS + other, null, token).status()).isEqualTo(404);
        assertThat(server.send("GET", CALLS, null, server.token("service")).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999999", "nothing", "00000000-0000-0000-0000-000000000000", "9999999999999999999"})
    void whatIsNotThereIsNotFound(String id) {
        Answer missing = server.get(CALLS + id);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.json()).isEqualTo(Map.of("detail", "Not found."));
    }
}
