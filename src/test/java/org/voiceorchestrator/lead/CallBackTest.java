package org.voiceorchestrator.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

class CallBackTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String LEADS = "/api/dialer/leads/";
    private static final String AT = "2026-02-10T12:00:00Z";
    private final Given given = new Given(server);

    @ParameterizedTest
    @CsvSource({"pending", "called", "skipped", "completed", "failed"})
    void aLeadWaitsForItsCallBackAndIsWhatItWasWhenThatIsCancelled(String before) {
        long agent = given.agent();
        long lead = given.lead(given.campaign(agent));
        server.patch(LEADS + lead, Map.of("status", before));
        Answer set = server.post(
                LEADS + lead + "/call_back/",
                Map.of("at", "2026-02-10T17:00:00+05:00", "agent", agent, "note", "price"));
        assertThat(set.status()).as(set.toString()).isEqualTo(200);
        assertThat(set.json()).containsOnlyKeys("message", "lead").containsEntry("message", "Call-back set");
        assertThat(set.at("lead")).isEqualTo(server.get(LEADS + lead).json());
        assertThat(server.get(LEADS + lead).json())
                .containsEntry("status", "pending")
                .containsEntry("due_at", AT)
                .containsEntry("call_back_at", AT)
                .containsEntry("call_back_agent", (int) agent)
                .containsEntry("call_back_note", "price");
        Answer cancelled = server.delete(LEADS + lead + "/call_back/");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(server.get(LEADS + lead).json())
                .containsEntry("status", before)
                .containsEntry("call_back_at", null)
                .containsEntry("call_back_agent", null)
                .containsEntry("call_back_note", "");
        assertThat(server.delete(LEADS + lead + "/call_back/").status()).isEqualTo(409);
        assertThat(given.number("SELECT count(*) FROM audit_log WHERE entity = 'lead' AND entity_id = '" + lead
                        + "' AND action IN ('call_back', 'cancel_call_back')"))
                .isEqualTo(2);
    }

    @Test
    void setAgainTheNewTimeCountsAndWhatTheLeadWasStaysKnown() {
        long lead = given.lead(given.campaign());
        server.patch(LEADS + lead, Map.of("status", "completed"));
        server.post(LEADS + lead + "/call_back", Map.of("at", AT));
        server.post(LEADS + lead + "/call_back", Map.of("at", "2026-02-11T12:00:00Z"));
        assertThat(server.get(LEADS + lead).at("due_at")).isEqualTo("2026-02-11T12:00:00Z");
        assertThat(server.delete(LEADS + lead + "/call_back").at("lead.status")).isEqualTo("completed");
    }

    @Test
    void aLeadWhoseAttemptsAreUsedUpGetsOneMore() {
        long lead = given.lead(given.campaign());
        given.call(lead, "completed");
        Answer set = server.post(LEADS + lead + "/call_back", Map.of("at", AT));
        assertThat(set.at("lead.attempt_count")).isEqualTo(1);
        assertThat(set.at("lead.max_attempts")).isEqualTo(2);
    }

    @Test
    void whatIsWrongIsNamed() {
        long lead = given.lead(given.campaign());
        assertThat(server.post(LEADS + lead + "/call_back", Map.of()).json())
                .isEqualTo(Map.of("at", List.of("This field is required.")));
        assertThat(server.post(LEADS + lead + "/call_back", Map.of("at", "2026-02-09T06:59:59Z"))
                        .json())
                .isEqualTo(Map.of("at", List.of("Ensure this is in the future.")));
        assertThat(server.post(LEADS + lead + "/call_back", Map.of("at", "2036-02-09T06:59:59Z"))
                        .json())
                .isEqualTo(Map.of("at", List.of("Ensure this is within a year.")));
        assertThat(server.post(LEADS + lead + "/call_back", Map.of("at", "tomorrow"))
                        .status())
                .isEqualTo(400);
        assertThat(server.post(LEADS + lead + "/call_back", Map.of("at", AT, "agent", 99_999))
                        .json())
                .isEqualTo(Map.of("agent", List.of("Invalid pk \"99999\" - object does not exist.")));
        assertThat(server.post(LEADS + "987654321/call_back", Map.of("at", AT)).status())
                .isEqualTo(404);
        assertThat(server.get(LEADS + lead).at("call_back_at")).isNull();
    }

    @Test
    void anAgentTakesCallBacksForItselfAndOfItsOwnLeads() {
        long own = given.agent();
        long other = given.agent();
        long lead = given.lead(given.campaign(own));
        String token = server.tokenOfAgent(own);
        assertThat(server.send("POST", LEADS + lead + "/call_back", Map.of("at", AT, "agent", other), token)
                        .json())
                .containsOnlyKeys("agent");
        assertThat(server.send("POST", LEADS + lead + "/call_back", Map.of("at", AT, "agent", own), token)
                        .status())
                .isEqualTo(200);
        assertThat(server.send("POST", LEADS + lead + "/call_back", Map.of("at", AT), server.tokenOfAgent(other))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whileItIsBeingDialedOnlyTheAgentWhoTalksMaySayIt() {
        long agent = given.agent();
        long lead = given.lead(given.campaign(agent));
        given.call(lead, "answered");
        assertThat(server.post(LEADS + lead + "/call_back", Map.of("at", AT)).status())
                .isEqualTo(409);
        assertThat(server.send("POST", LEADS + lead + "/call_back", Map.of("at", AT), server.tokenOfAgent(agent))
                        .at("lead.status"))
                .isEqualTo("pending");
    }

    @Test
    void aNumberThatMustNotBeCalledGetsNoCallBack() {
        long campaign = given.campaign();
        String number = Given.freshNumber();
        long lead = server.post(LEADS, Map.of("campaign", campaign, "phone_number", number))
                .id();
        server.patch(LEADS + lead, Map.of("status", "completed"));
        server.post("/api/dialer/do-not-call/", Map.of("phone_number", number));
        assertThat(server.post(LEADS + lead + "/call_back", Map.of("at", AT)).status())
                .isEqualTo(409);
        assertThat(server.get(LEADS + lead).json())
                .containsEntry("status", "completed")
                .containsEntry("call_back_at", null);
    }

    @Test
    void anotherStatusOrAMarkEndsACallBack() {
        long lead = given.lead(given.campaign());
        server.post(LEADS + lead + "/call_back", Map.of("at", AT));
        assertThat(server.patch(LEADS + lead, Map.of("customer_name", "Ann")).at("call_back_at"))
                .isEqualTo(AT);
        assertThat(server.patch(LEADS + lead, Map.of("status", "skipped")).at("call_back_at"))
                .isNull();
        server.post(LEADS + lead + "/call_back", Map.of("at", AT));
        assertThat(server.post(LEADS + lead + "/mark_as_called").at("lead.call_back_at"))
                .isNull();
    }

    @Test
    void anAgentThatGoesLeavesItsCallBacksToAnyone() {
        long agent = given.agent();
        long lead = given.lead(given.campaign());
        server.post(LEADS + lead + "/call_back", Map.of("at", AT, "agent", agent));
        assertThat(server.delete("/api/dialer/agents/" + agent).status()).isEqualTo(204);
        assertThat(server.get(LEADS + lead).json())
                .containsEntry("call_back_agent", null)
                .containsEntry("call_back_at", AT);
    }

    @Test
    void aDispositionWithARuleIsCalledAgainAndMarkedOnceOnly() {
        long campaign = given.campaign();
        server.patch(
                "/api/dialer/campaigns/" + campaign,
                Map.of("retry_rules", List.of(Map.of("disposition", "Call later", "delay", 3600))));
        long lead = given.lead(campaign);
        server.patch(LEADS + lead, Map.of("max_attempts", 3));
        Answer marked = server.post(LEADS + lead + "/mark_as_called", Map.of("disposition", "call LATER"));
        assertThat(marked.at("lead.status")).isEqualTo("pending");
        assertThat(marked.at("lead.due_at")).isEqualTo("2026-02-09T08:00:00Z");
        assertThat(marked.at("lead.attempt_count")).isEqualTo(1);
        Answer again = server.post(LEADS + lead + "/mark_as_called", Map.of("disposition", "call later"));
        assertThat(again.at("message")).isEqualTo("Lead already marked as called");
        assertThat(again.at("lead")).isEqualTo(marked.at("lead"));
        server.clock().forward(java.time.Duration.ofHours(1));
        assertThat(server.post(LEADS + lead + "/mark_as_called", Map.of("disposition", "call later"))
                        .at("lead.attempt_count"))
                .isEqualTo(2);
        server.clock().forward(java.time.Duration.ofHours(1));
        // the last attempt that it may have
        assertThat(server.post(LEADS + lead + "/mark_as_called", Map.of("disposition", "call later"))
                        .at("lead.status"))
                .isEqualTo("called");
        server.clock().set(TestServer.START);
    }

    @Test
    void aDispositionWithoutARuleIsTheLastWord() {
        long campaign = given.campaign();
        long lead = given.lead(campaign);
        server.patch(LEADS + lead, Map.of("max_attempts", 3));
        assertThat(server.post(LEADS + lead + "/mark_as_called", Map.of("disposition", "interested"))
                        .at("lead.status"))
                .isEqualTo("called");
    }
}
