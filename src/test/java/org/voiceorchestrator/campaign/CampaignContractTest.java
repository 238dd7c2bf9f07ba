package org.voiceorchestrator.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.event.ApplicationEventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

class CampaignContractTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String CAMPAIGNS = "/api/dialer/campaigns/";
    private final Given given = new Given(server);

    /// Hears what the dialer would hear.
    @Singleton
    static final class Listener implements ApplicationEventListener<CampaignActivated> {
        final BlockingQueue<Long> activated = new LinkedBlockingQueue<>();

        @Override
        public void onApplicationEvent(CampaignActivated event) {
            activated.add(event.id());
        }
    }

    @Test
    void aNewCampaignHasEveryFieldOfTheContract() {
        long agent = given.agent("AgentAhmed");
        Answer created = server.post(
                CAMPAIGNS,
                Map.of(
                        "campaign_name",
                        "Follow up in February",
                        "segment",
                        "follow_up",
                        "agent",
                        agent,
                        "duration_days",
                        3,
                        "metadata",
                        Map.of("team", "north", "depth", Map.of("n", List.of(1, 2)))));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json())
                .containsEntry("campaign_id", "AgentAhmed-Follow_Up-20260209")
                .containsEntry("campaign_name", "Follow up in February")
                .containsEntry("segment", "follow_up")
                .containsEntry("agent", (int) agent)
                .containsEntry("agent_name", "AgentAhmed")
                .containsEntry("status", "draft")
                .containsEntry("duration_days", 3)
                .containsEntry("created_at", "2026-02-09T07:00:00Z")
                .containsEntry("started_at", null)
                .containsEntry("completed_at", null)
                .containsEntry("updated_at", "2026-02-09T07:00:00Z")
                .containsEntry("total_leads", 0)
                .containsEntry("called_leads", 0)
                .containsEntry("completed_calls", 0)
                .containsEntry("failed_calls", 0)
                .containsEntry("no_answer_calls", 0)
                .containsEntry("leads_count", 0)
                .containsEntry("completion_percentage", 0.0)
                .containsEntry("metadata", Map.of("team", "north", "depth", Map.of("n", List.of(1, 2))))
                .containsEntry("allowed_countries", List.of())
                .containsEntry("calling_from", null)
                .containsEntry("time_zone", null)
                .containsEntry("max_calls", null)
                .containsEntry("retry_delays", retries(300));
        assertThat(server.get(CAMPAIGNS + created.id()).text()).isEqualTo(created.text());
        assertThat(server.get("/api/dialer/campaigns/" + created.id() + "/").text())
                .isEqualTo(created.text());
    }

    @Test
    void furtherCampaignsOfADayAreNumberedAndTheDayIsTheBusinessDay() {
        String name = Given.freshAgentName();
        long agent = given.agent(name);
        for (String expected : List.of("-20260209", "-20260209-2", "-20260209-3")) {
            assertThat(server.get(CAMPAIGNS + given.campaign(agent)).at("campaign_id"))
                    .isEqualTo(name + "-Follow_Up" + expected);
        }
        // 19:30 UTC is half past midnight in Karachi
        server.clock().forward(Duration.ofMinutes(12 * 60 + 30));
        Answer nextDay =
                server.post(CAMPAIGNS, Map.of("campaign_name", "x", "segment", "active_churn", "agent", agent));
        server.clock().set(TestServer.START);
        assertThat(nextDay.at("campaign_id")).isEqualTo(name + "-Active_Churn-20260210");
    }

    @Test
    void campaignsMadeAtOnceGetNamesWithoutGaps() {
        String name = Given.freshAgentName();
        long agent = given.agent(name);
        List<String> ids = AtOnce.run(
                12, () -> (String) server.get(CAMPAIGNS + given.campaign(agent)).at("campaign_id"));
        List<String> expected = IntStream.rangeClosed(1, 12)
                .mapToObj(n -> name + "-Follow_Up-20260209" + (n == 1 ? "" : "-" + n))
                .toList();
        assertThat(ids).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aScriptMayNameItsCampaignAndTheNameStays() {
        long agent = given.agent();
        Map<String, Object> body =
                Map.of("campaign_id", "Telecard.2024-7", "campaign_name", "Old", "segment", "growth", "agent", agent);
        Answer created = server.post(CAMPAIGNS, body);
        assertThat(created.at("campaign_id")).isEqualTo("Telecard.2024-7");
        assertThat(server.post(CAMPAIGNS, body).json())
                .isEqualTo(Map.of("campaign_id", List.of("campaign with this campaign_id already exists.")));
        assertThat(server.patch(CAMPAIGNS + created.id(), Map.of("campaign_id", "Other"))
                        .json())
                .containsOnlyKeys("campaign_id");
        assertThat(server.patch(CAMPAIGNS + created.id(), Map.of("segment", "active"))
                        .json())
                .containsEntry("campaign_id", "Telecard.2024-7")
                .containsEntry("segment", "active");
    }

    @Test
    void missingAndWrongFieldsAreNamed() {
        assertThat(server.post(CAMPAIGNS, Map.of()).json())
                .isEqualTo(Map.of(
                        "campaign_name", List.of("This field is required."),
                        "segment", List.of("This field is required."),
                        "agent", List.of("This field is required.")));
        assertThat(server.post(CAMPAIGNS, Map.of("campaign_name", "x", "segment", "active", "agent", 99_999))
                        .json())
                .isEqualTo(Map.of("agent", List.of("Invalid pk \"99999\" - object does not exist.")));
        Map<String, Object> wrong = new HashMap<>();
        wrong.put("campaign_name", " ");
        wrong.put("segment", "vip");
        wrong.put("agent", "Ahmed");
        wrong.put("duration_days", 0);
        wrong.put("metadata", "text");
        wrong.put("allowed_countries", List.of("XX"));
        wrong.put("calling_from", "25:00");
        wrong.put("time_zone", "Asia/Nowhere");
        wrong.put("max_calls", 0);
        wrong.put("retry_delays", Map.of("busy", -1, "odd", 1));
        wrong.put("campaign_id", "a b");
        wrong.put("status", "active");
        assertThat(server.post(CAMPAIGNS, wrong).json())
                .containsOnlyKeys(wrong.keySet().toArray(String[]::new));
        assertThat(server.post(CAMPAIGNS, wrong).at("campaign_name"))
                .isEqualTo(List.of("This field may not be blank."));
    }

    @Test
    void metadataThatTheDatabaseCannotStoreIsRefused() {
        long id = given.campaign();
        assertThat(server.patch(CAMPAIGNS + id, Map.of("metadata", Map.of("a", List.of("\0"))))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aCampaignHasSeveralAgentsItsOwnOneAlways() {
        long own = given.agent();
        String path = CAMPAIGNS + given.campaign(own) + "/";
        assertThat(server.get(path).json().get("agents")).isEqualTo(List.of((int) own));
        long other = given.agent();
        Answer more = server.patch(path, Map.of("agents", List.of(other)));
        assertThat(more.json().get("agents")).isEqualTo(List.of((int) own, (int) other));
        assertThat(server.patch(path, Map.of("agents", List.of(4711))).json())
                .containsEntry("agents", List.of("Invalid pk \"4711\" - object does not exist."));
        assertThat(server.patch(path, Map.of("agents", List.of())).json().get("agents"))
                .isEqualTo(List.of((int) own));
    }

    @Test
    void howACampaignDialsIsReadBackAndWhatMakesNoSenseIsRefusedByName() {
        String path = CAMPAIGNS + given.campaign() + "/";
        Answer made = server.patch(
                path, Map.of("dialing", Map.of("mode", "power", "calls_per_agent", 2.5, "ring_seconds", 30)));
        assertThat(made.at("dialing.mode")).isEqualTo("power");
        assertThat(made.at("dialing.calls_per_agent")).isEqualTo(2.5);
        assertThat(made.at("dialing.abandon_limit")).isEqualTo(3.0);
        Answer refused = server.patch(
                path, Map.of("dialing", Map.of("mode", "broadcast", "ring_seconds", 10, "abandoned_message", "a b")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("dialing"))
                .asString()
                .contains("ring_seconds: ", "abandoned_message: ", "broadcast_message: ");
        assertThat(server.get(path).at("dialing.mode")).isEqualTo("power");
    }

    @Test
    void linesThatStayUpAreForCampaignsThatConnectAgents() {
        String path = CAMPAIGNS + given.campaign() + "/";
        assertThat(server.get(path).at("dialing.agent_connection")).isEqualTo("ring");
        Answer lines = server.patch(path, Map.of("dialing", Map.of("agent_connection", "line")));
        assertThat(lines.at("dialing.agent_connection")).isEqualTo("line");
        for (Map<String, String> without :
                List.of(Map.of("mode", "preview"), Map.of("mode", "broadcast", "broadcast_message", "ivr/offer.wav"))) {
            Answer refused = server.patch(path, Map.of("dialing", without));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().get("dialing")).asString().contains("agent_connection: Lines that stay up");
        }
        assertThat(server.get(path).at("dialing.mode")).isEqualTo("progressive");
    }

    @Test
    void theKeysOfABroadcastAreReadBackAndOthersRefused() {
        String path = CAMPAIGNS + given.campaign() + "/";
        Map<String, String> keys = Map.of("1", "agent", "9", "do_not_call", "*", "repeat");
        Answer made = server.patch(
                path,
                Map.of(
                        "dialing",
                        Map.of(
                                "mode",
                                "broadcast",
                                "broadcast_message",
                                "ivr/offer.wav",
                                "agent_connection",
                                "line",
                                "broadcast_keys",
                                keys)));
        assertThat(made.at("dialing.broadcast_keys")).isEqualTo(keys);
        assertThat(server.patch(path, Map.of("campaign_name", "Renamed")).at("dialing.broadcast_keys"))
                .isEqualTo(keys);
        for (Map<String, ?> wrong : List.of(Map.of("11", "agent"), Map.of("1", "sing"), Map.of("1", 1))) {
            Answer refused = server.patch(path, Map.of("dialing", Map.of("broadcast_keys", wrong)));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().get("dialing")).asString().contains("broadcast_keys: Give keys");
        }
        Answer none =
                server.patch(path, Map.of("dialing", Map.of("agent_connection", "ring", "broadcast_keys", Map.of())));
        assertThat(none.at("dialing.broadcast_keys")).isEqualTo(Map.of());
    }

    @Test
    void furtherSettingsAreReadBack() {
        long id = given.campaign();
        Answer changed = server.patch(
                CAMPAIGNS + id,
                Map.of(
                        "allowed_countries",
                        List.of("pk", "AE"),
                        "calling_from",
                        "09:30",
                        "calling_until",
                        "18:00",
                        "time_zone",
                        "Asia/Dubai",
                        "max_calls",
                        5,
                        "retry_delays",
                        Collections.singletonMap("busy", null)));
        assertThat(changed.json())
                .containsEntry("allowed_countries", List.of("PK", "AE"))
                .containsEntry("calling_from", "09:30:00")
                .containsEntry("calling_until", "18:00:00")
                .containsEntry("time_zone", "Asia/Dubai")
                .containsEntry("max_calls", 5)
                .containsEntry("retry_delays", retries(null));
        assertThat(server.put(CAMPAIGNS + id, changed.json()).json()).isEqualTo(changed.json());
        assertThat(server.patch(CAMPAIGNS + id, Collections.singletonMap("calling_from", null))
                        .json())
                .containsOnlyKeys("calling_from");
        assertThat(server.patch(CAMPAIGNS + id, Map.of("calling_until", "09:30"))
                        .json())
                .containsOnlyKeys("calling_until");
        // over midnight
        assertThat(server.patch(CAMPAIGNS + id, Map.of("calling_until", "06:00"))
                        .json())
                .containsEntry("calling_until", "06:00:00");
        Map<String, Object> required = new HashMap<>(changed.json());
        required.keySet().retainAll(List.of("campaign_name", "segment", "agent"));
        assertThat(server.put(CAMPAIGNS + id, required).json())
                .containsEntry("calling_from", null)
                .containsEntry("retry_delays", retries(300));
    }

    @Test
    void theStatusIsNotWritableThroughPutAndPatch() {
        long id = given.campaign();
        assertThat(server.patch(CAMPAIGNS + id, Map.of("status", "draft")).status())
                .isEqualTo(200);
        Answer refused = server.patch(CAMPAIGNS + id, Map.of("status", "active"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("activate/");
    }

    /// Every state with every transition.
    @ParameterizedTest
    @CsvSource({
        "draft, activate, active, activated", "draft, pause, , ", "draft, complete, , ",
        "draft, archive, archived, archived", "active, activate, , ", "active, pause, paused, paused",
        "active, complete, completed, completed", "active, archive, , ", "paused, activate, active, activated",
        "paused, pause, , ", "paused, complete, completed, completed", "paused, archive, archived, archived",
        "completed, activate, , ", "completed, pause, , ", "completed, complete, , ",
        "completed, archive, archived, archived", "archived, activate, , ", "archived, pause, , ",
        "archived, complete, , ", "archived, archive, , ",
    })
    void aTransitionSucceedsOrIs409AndChangesNothing(String from, String transition, String to, String word) {
        long id = given.campaign();
        server.database()
                .sql("UPDATE campaigns SET status = :status, started_at = :now WHERE id = :id")
                .with("status", from)
                .with("now", server.clock().instant())
                .with("id", id)
                .update();
        Map<String, Object> before = server.get(CAMPAIGNS + id).json();
        Answer answer = server.post(CAMPAIGNS + id + "/" + transition + "/");
        if (to == null) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.json()).containsOnlyKeys("error");
            assertThat(server.get(CAMPAIGNS + id).json()).isEqualTo(before);
        } else {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json())
                    .containsOnlyKeys("message", "campaign")
                    .containsEntry("message", "Campaign " + word);
            assertThat(answer.at("campaign"))
                    .isEqualTo(server.get(CAMPAIGNS + id).json());
            assertThat(answer.at("campaign.status")).isEqualTo(to);
        }
    }

    @Test
    void startedAtIsTheFirstActivationAndTheDialerIsWoken() {
        long id = given.campaign();
        server.post(CAMPAIGNS + id + "/activate");
        assertThat(server.bean(Listener.class).activated).contains(id);
        server.clock().forward(Duration.ofHours(1));
        server.post(CAMPAIGNS + id + "/pause");
        Answer again = server.post(CAMPAIGNS + id + "/activate");
        assertThat(again.at("campaign.started_at")).isEqualTo("2026-02-09T07:00:00Z");
        assertThat(again.at("campaign.updated_at")).isEqualTo("2026-02-09T08:00:00Z");
        assertThat(server.post(CAMPAIGNS + id + "/complete").at("campaign.completed_at"))
                .isEqualTo("2026-02-09T08:00:00Z");
        server.clock().set(TestServer.START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"activate", "archive"})
    void ofManyTransitionsAtOnceOneSucceeds(String transition) {
        long id = given.campaign();
        List<Integer> answers = AtOnce.run(
                20, () -> server.post(CAMPAIGNS + id + "/" + transition).status());
        assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(given.number("SELECT count(*) FROM audit_log WHERE entity = 'campaign' AND action = '" + transition
                        + "' AND entity_id = '" + id + "'"))
                .isEqualTo(1);
    }

    @Test
    void anActiveCampaignEndsWhenItsDaysHavePassed() {
        long id = given.campaign();
        long paused = given.campaign();
        server.post(CAMPAIGNS + id + "/activate");
        server.post(CAMPAIGNS + paused + "/activate");
        server.post(CAMPAIGNS + paused + "/pause");
        CampaignEnding ending = server.bean(CampaignEnding.class);
        ending.completeOverdue(TestServer.START.plus(Duration.ofDays(1)).minusSeconds(1));
        assertThat(server.get(CAMPAIGNS + id).at("status")).isEqualTo("active");
        assertThat(ending.completeOverdue(TestServer.START.plus(Duration.ofDays(1))))
                .isPositive();
        assertThat(server.get(CAMPAIGNS + id).json())
                .containsEntry("status", "completed")
                .containsEntry("completed_at", "2026-02-10T07:00:00Z");
        assertThat(server.get(CAMPAIGNS + paused).at("status")).isEqualTo("paused");
    }

    @Test
    void theExampleOfTheContractGivesItsFigures() {
        long id = given.campaign();
        List<Long> leads = IntStream.range(0, 14).mapToObj(_ -> given.lead(id)).toList();
        for (int i = 0; i < 3; i++) {
            given.call(leads.get(i), "completed");
        }
        given.call(leads.get(3), "busy");
        given.call(leads.get(4), "failed");
        Answer stats = server.get(CAMPAIGNS + id + "/stats/");
        assertThat(stats.json())
                .containsEntry("campaign_id", server.get(CAMPAIGNS + id).at("campaign_id"))
                .containsEntry("total_leads", 14)
                .containsEntry("pending_leads", 9)
                .containsEntry("called_leads", 5)
                .containsEntry("completed_calls", 3)
                .containsEntry("failed_calls", 2)
                .containsEntry("no_answer_calls", 0)
                .containsEntry("total_calls", 5)
                .containsEntry("completion_rate", 35.71)
                .containsEntry("success_rate", 60.0)
                .containsEntry("live_calls", 0)
                .containsEntry("dialing_leads", 0)
                .containsEntry("busy_calls", 1)
                .containsEntry("abandoned_calls", 0)
                .containsEntry("cancelled_calls", 0)
                .containsEntry("lost_calls", 0)
                .hasSize(16);
        assertThat(stats.text()).contains("\"completion_rate\":35.71").contains("\"success_rate\":60.0");
        assertThat(server.get(CAMPAIGNS + id).json())
                .containsEntry("total_leads", 14)
                .containsEntry("leads_count", 14)
                .containsEntry("called_leads", 5)
                .containsEntry("completed_calls", 3)
                .containsEntry("failed_calls", 2)
                .containsEntry("completion_percentage", 35.71);
        given.call(leads.get(5), "ringing");
        assertThat(server.get(CAMPAIGNS + id + "/stats").json())
                .containsEntry("live_calls", 1)
                .containsEntry("dialing_leads", 1)
                .containsEntry("total_calls", 6)
                .containsEntry("called_leads", 6);
    }

    @Test
    void ratesAreZeroWhereTheDivisorIs() {
        assertThat(server.get(CAMPAIGNS + given.campaign() + "/stats").json())
                .containsEntry("completion_rate", 0.0)
                .containsEntry("success_rate", 0.0);
        assertThat(server.get(CAMPAIGNS + "999999/stats/").status()).isEqualTo(404);
    }

    @Test
    void aCampaignWithCallsIsNotDeletedOneWithLeadsOnlyIs() {
        long called = given.campaign();
        given.call(given.lead(called), "completed");
        Answer refused = server.delete(CAMPAIGNS + called + "/");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json()).containsOnlyKeys("error");
        long uncalled = given.campaign();
        long lead = given.lead(uncalled);
        assertThat(server.delete(CAMPAIGNS + uncalled + "/").status()).isEqualTo(204);
        assertThat(server.get("/api/dialer/leads/" + lead).status()).isEqualTo(404);
        assertThat(given.number("SELECT count(*) FROM campaign_figures WHERE campaign_id = " + uncalled))
                .isZero();
    }

    @Test
    void anAgentsUserSeesItsOwnCampaignsOnly() {
        long agent = given.agent();
        long own = given.campaign(agent);
        long other = given.campaign();
        String token = server.tokenOfAgent(agent);
        assertThat(server.send("GET", CAMPAIGNS, null, token).at("count")).isEqualTo(1);
        assertThat(server.send("GET", CAMPAIGNS + own + "/stats", null, token).status())
                .isEqualTo(200);
        assertThat(server.send("GET", CAMPAIGNS + other, null, token).status()).isEqualTo(404);
        assertThat(server.send("GET", CAMPAIGNS + other + "/stats", null, token).status())
                .isEqualTo(404);
        assertThat(server.send("POST", CAMPAIGNS + own + "/activate", null, token)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void listsAreFilteredSearchedAndOrdered() {
        long agent = given.agent();
        long first = given.campaign(agent);
        server.clock().forward(Duration.ofMinutes(1));
        long second = server.post(
                        CAMPAIGNS, Map.of("campaign_name", "Needle_1", "segment", "acquisition", "agent", agent))
                .id();
        server.clock().set(TestServer.START);
        String mine = CAMPAIGNS + "?agent=" + agent;
        assertThat(server.get(mine).at("results.0.id")).isEqualTo((int) second);
        assertThat(server.get(mine + "&ordering=created_at").at("results.0.id")).isEqualTo((int) first);
        assertThat(server.get(mine + "&ordering=-updated_at,created_at").at("results.0.id"))
                .isEqualTo((int) second);
        assertThat(server.get(mine + "&segment=acquisition&status=draft").at("count"))
                .isEqualTo(1);
        assertThat(server.get(mine + "&status=active").at("count")).isEqualTo(0);
        assertThat(server.get(CAMPAIGNS + "?search=needle_").at("count")).isEqualTo(1);
        assertThat(server.get(CAMPAIGNS + "?search=-Acquisition-2026").at("count"))
                .isEqualTo(1);
        assertThat(server.get(CAMPAIGNS + "?status=running").json()).containsOnlyKeys("status");
        assertThat(server.get(CAMPAIGNS + "?segment=vip").json()).containsOnlyKeys("segment");
        assertThat(server.get(CAMPAIGNS + "?agent=ahmed").json()).containsOnlyKeys("agent");
        assertThat(server.get(CAMPAIGNS + "?ordering=campaign_name").json()).containsOnlyKeys("ordering");
    }

    private static Map<String, @Nullable Integer> retries(@Nullable Integer busy) {
        Map<String, @Nullable Integer> delays = new HashMap<>();
        delays.put("busy", busy);
        delays.put("no_answer", 1800);
        delays.put("failed", 900);
        delays.put("abandoned", 14_400);
        delays.put("lost", null);
        return delays;
    }
}
