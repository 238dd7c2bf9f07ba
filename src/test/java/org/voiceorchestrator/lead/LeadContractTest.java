package org.voiceorchestrator.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

class LeadContractTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String LEADS = "/api/dialer/leads/";
    private final Given given = new Given(server);

    @Test
    void aNewLeadHasEveryFieldOfTheContract() {
        long campaign = given.campaign(given.agent("AgentAhmed"));
        Answer created = server.post(
                LEADS,
                Map.of(
                        "campaign", campaign,
                        "phone_number", "0300-1234567",
                        "customer_name", "Ann",
                        "city", "Lahore",
                        "customer_segment", "small",
                        "last_order_date", "2026-01-31",
                        "follow_up_date", "2026-02-12",
                        "max_attempts", 3,
                        "metadata", Map.of("shop", 7)));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json())
                .containsEntry("lead_id", "AgentAhmed-Follow_Up-20260209-923001234567")
                .containsEntry("phone_number", "923001234567")
                .containsEntry("customer_name", "Ann")
                .containsEntry("city", "Lahore")
                .containsEntry("segment", "follow_up")
                .containsEntry("campaign", (int) campaign)
                .containsEntry("campaign_name", "A campaign")
                .containsEntry("customer_segment", "small")
                .containsEntry("last_order_date", "2026-01-31")
                .containsEntry("last_call_date", null)
                .containsEntry("follow_up_date", "2026-02-12")
                .containsEntry("status", "pending")
                .containsEntry("attempt_count", 0)
                .containsEntry("max_attempts", 3)
                .containsEntry("metadata", Map.of("shop", 7))
                .containsEntry("created_at", "2026-02-09T07:00:00Z")
                .containsEntry("updated_at", "2026-02-09T07:00:00Z")
                .containsEntry("due_at", "2026-02-09T07:00:00Z")
                .containsEntry("disposition", "")
                .containsEntry("notes", "");
        assertThat(server.get(LEADS + created.id()).text()).isEqualTo(created.text());
        assertThat(server.get("/api/dialer/leads/" + created.id() + "/").text()).isEqualTo(created.text());
    }

    @Test
    void onlyCampaignAndNumberAreRequired() {
        assertThat(server.post(LEADS, Map.of()).json())
                .isEqualTo(Map.of(
                        "campaign", List.of("This field is required."),
                        "phone_number", List.of("This field is required.")));
        assertThat(server.get(LEADS + given.lead(given.campaign())).json())
                .containsEntry("customer_segment", "")
                .containsEntry("last_order_date", null)
                .containsEntry("max_attempts", 1)
                .containsEntry("metadata", Map.of());
    }

    @Test
    void wrongFieldsAreNamed() {
        Map<String, Object> wrong = new HashMap<>();
        wrong.put("campaign", 99_999);
        wrong.put("phone_number", "invalid123");
        wrong.put("segment", "vip");
        wrong.put("customer_segment", "huge");
        wrong.put("last_order_date", "yesterday");
        wrong.put("follow_up_date", "+123456789-01-01");
        wrong.put("max_attempts", 100);
        wrong.put("metadata", List.of());
        wrong.put("status", "dialing");
        Answer refused = server.post(LEADS, wrong);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json())
                .containsOnlyKeys(wrong.keySet().toArray(String[]::new))
                .containsEntry("campaign", List.of("Invalid pk \"99999\" - object does not exist."));
    }

    @Test
    void aCampaignHasANumberOnceAndAnotherCampaignMayHaveItToo() {
        long campaign = given.campaign();
        server.post(LEADS, Map.of("campaign", campaign, "phone_number", "923331111111"));
        Answer again = server.post(LEADS, Map.of("campaign", campaign, "phone_number", "+92 333 1111111"));
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json()).isEqualTo(Map.of("phone_number", List.of("Duplicate phone number in campaign")));
        assertThat(server.post(LEADS, Map.of("campaign", given.campaign(), "phone_number", "3331111111"))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void numbersOfOtherCountriesAreTakenWhereTheCampaignAllowsThem() {
        long campaign = given.campaign();
        Map<String, Object> american = Map.of("campaign", campaign, "phone_number", "+1 415 555 2671");
        assertThat(server.post(LEADS, american).json()).containsOnlyKeys("phone_number");
        server.patch("/api/dialer/campaigns/" + campaign, Map.of("allowed_countries", List.of("PK", "US")));
        long lead = server.post(LEADS, american).id();
        assertThat(server.get(LEADS + lead).at("phone_number")).isEqualTo("14155552671");
        server.patch("/api/dialer/campaigns/" + campaign, Map.of("allowed_countries", List.of()));
        // a number that stays is not judged again
        assertThat(server.put(LEADS + lead, server.get(LEADS + lead).json()).status())
                .isEqualTo(200);
    }

    @Test
    void putReplacesPatchChangesAndTheStatusStays() {
        long campaign = given.campaign();
        long id = given.lead(campaign);
        assertThat(server.patch(LEADS + id + "/", Map.of("city", "Multan", "status", "skipped"))
                        .json())
                .containsEntry("city", "Multan")
                .containsEntry("status", "skipped");
        assertThat(server.put(LEADS + id, Map.of("city", "x")).json()).containsOnlyKeys("campaign", "phone_number");
        String number = Given.freshNumber();
        assertThat(server.put(LEADS + id + "/", Map.of("campaign", campaign, "phone_number", number))
                        .json())
                .containsEntry("phone_number", number)
                .containsEntry("city", "")
                .containsEntry("status", "skipped");
    }

    @Test
    void aFinishedLeadThatIsPendingAgainIsDueNowWithAnAttemptLeft() {
        long id = given.lead(given.campaign());
        given.call(id, "failed");
        server.clock().forward(Duration.ofHours(2));
        Answer queued = server.patch(LEADS + id, Map.of("status", "pending"));
        server.clock().set(TestServer.START);
        assertThat(queued.json())
                .containsEntry("status", "pending")
                .containsEntry("due_at", "2026-02-09T09:00:00Z")
                .containsEntry("attempt_count", 1)
                .containsEntry("max_attempts", 2);
    }

    @Test
    void aLeadThatIsBeingDialedKeepsItsStatusAndItsPlace() {
        long campaign = given.campaign();
        long id = given.lead(campaign);
        given.call(id, "ringing");
        assertThat(server.patch(LEADS + id, Map.of("status", "skipped")).status())
                .isEqualTo(409);
        assertThat(server.patch(LEADS + id, Map.of("campaign", given.campaign()))
                        .status())
                .isEqualTo(409);
        assertThat(server.delete(LEADS + id).status()).isEqualTo(409);
        assertThat(server.patch(LEADS + id, Map.of("city", "Quetta")).json())
                .containsEntry("city", "Quetta")
                .containsEntry("status", "dialing");
        assertThat(server.put(LEADS + id, server.get(LEADS + id).json()).status())
                .isEqualTo(200);
    }

    @Test
    void leadsWithoutCallsAreDeletedAndTheFiguresFollow() {
        long campaign = given.campaign();
        long called = given.lead(campaign);
        given.call(called, "busy");
        long uncalled = given.lead(campaign);
        assertThat(server.delete(LEADS + uncalled + "/").status()).isEqualTo(204);
        Answer refused = server.delete(LEADS + called);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json()).containsOnlyKeys("error");
        assertThat(server.get("/api/dialer/campaigns/" + campaign).at("total_leads"))
                .isEqualTo(1);
    }

    @Test
    void listsAreFilteredSearchedAndOrdered() {
        long campaign = given.campaign();
        Object name = server.get("/api/dialer/campaigns/" + campaign).at("campaign_id");
        long first = given.lead(campaign);
        server.clock().forward(Duration.ofMinutes(1));
        long second = given.lead(campaign);
        server.patch(LEADS + first, Map.of("segment", "growth", "customer_name", "Zed 100%", "status", "skipped"));
        server.clock().set(TestServer.START);
        String mine = LEADS + "?campaign=" + campaign;
        assertThat(server.get(mine).at("count")).isEqualTo(2);
        assertThat(server.get(LEADS + "?campaign=" + name).json().get("results"))
                .isEqualTo(server.get(mine).json().get("results"));
        // by segment, then the newest first
        assertThat(server.get(mine).at("results.0.id")).isEqualTo((int) second);
        assertThat(server.get(mine + "&ordering=-segment").at("results.0.id")).isEqualTo((int) first);
        assertThat(server.get(mine + "&ordering=created_at").at("results.0.id")).isEqualTo((int) first);
        assertThat(server.get(mine + "&segment=growth").at("count")).isEqualTo(1);
        assertThat(server.get(mine + "&status=pending").at("count")).isEqualTo(1);
        assertThat(server.get(mine + "&search=100%25").at("count")).isEqualTo(1);
        assertThat(server.get(mine + "&search=zed").at("count")).isEqualTo(1);
        assertThat(server.get(LEADS + "?search=" + server.get(LEADS + second).at("phone_number"))
                        .at("count"))
                .isEqualTo(1);
        assertThat(server.get(LEADS + "?campaign=No-Such-Campaign").at("count")).isEqualTo(0);
        assertThat(server.get(LEADS + "?status=waiting").json()).containsOnlyKeys("status");
        assertThat(server.get(LEADS + "?segment=vip").json()).containsOnlyKeys("segment");
        assertThat(server.get(LEADS + "?ordering=city").json()).containsOnlyKeys("ordering");
        assertThat(server.get(LEADS).at("count")).isEqualTo((int) given.number("SELECT count(*) FROM leads"));
    }

    @Test
    void pagesFollowOneAnotherByTheirLinks() {
        long campaign = given.campaign();
        for (int i = 0; i < 5; i++) {
            given.lead(campaign);
        }
        Answer first = server.get(LEADS + "?campaign=" + campaign + "&page_size=2&search=92");
        assertThat(first.json())
                .containsOnlyKeys("count", "next", "previous", "results", "count_is_exact", "next_cursor");
        assertThat(first.json()).containsEntry("count", 5).containsEntry("previous", null);
        Answer second = server.get((String) first.at("next"));
        Answer third = server.get((String) second.at("next"));
        assertThat(third.json()).containsEntry("next", null);
        assertThat((List<?>) third.at("results")).hasSize(1);
        assertThat(server.get((String) third.at("previous")).json()).isEqualTo(second.json());
        assertThat(server.get((String) second.at("previous")).at("results")).isEqualTo(first.at("results"));
        Answer past = server.get(LEADS + "?campaign=" + campaign + "&page_size=2&page=4");
        assertThat(past.status()).isEqualTo(404);
        assertThat(past.json()).isEqualTo(Map.of("detail", "Invalid page."));
        assertThat(server.get(LEADS + "?page=x").status()).isEqualTo(404);
        assertThat(server.get(LEADS + "?page_size=x").json()).containsOnlyKeys("page_size");
    }

    @Test
    void anAgentsUserSeesTheLeadsOfItsCampaignsOnly() {
        long agent = given.agent();
        long own = given.lead(given.campaign(agent));
        long other = given.lead(given.campaign());
        String token = server.tokenOfAgent(agent);
        assertThat(server.send("GET", LEADS, null, token).at("count")).isEqualTo(1);
        assertThat(server.send("GET", LEADS + "?status=pending", null, token).at("count"))
                .isEqualTo(1);
        assertThat(server.send("GET", LEADS + own, null, token).status()).isEqualTo(200);
        assertThat(server.send("GET", LEADS + other, null, token).status()).isEqualTo(404);
        assertThat(server.send("POST", LEADS + other + "/mark_as_called", null, token)
                        .status())
                .isEqualTo(404);
        assertThat(server.send("PATCH", LEADS + own, Map.of("city", "x"), token).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "service", "agent"})
    void othersThanSupervisorsDoNotWriteLeads(String role) {
        long id = given.lead(given.campaign());
        assertThat(server.send("DELETE", LEADS + id, null, server.token(role)).status())
                .isEqualTo(403);
    }
}
