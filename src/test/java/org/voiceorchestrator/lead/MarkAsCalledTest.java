package org.voiceorchestrator.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

class MarkAsCalledTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String LEADS = "/api/dialer/leads/";
    private final Given given = new Given(server);

    @ParameterizedTest
    @ValueSource(strings = {"pending", "skipped", "failed", "completed"})
    void aLeadIsCalledOnceMoreAndTheFiguresFollow(String before) {
        long campaign = given.campaign();
        long lead = given.lead(campaign);
        server.patch(LEADS + lead, Map.of("status", before));
        Answer marked = server.post(
                LEADS + lead + "/mark_as_called/",
                Map.of("disposition", "interested", "notes", "call back", "follow_up_date", "2026-02-12"));
        assertThat(marked.status()).isEqualTo(200);
        assertThat(marked.json()).containsOnlyKeys("message", "lead").containsEntry("message", "Lead marked as called");
        assertThat(marked.at("lead")).isEqualTo(server.get(LEADS + lead).json());
        assertThat(server.get(LEADS + lead).json())
                .containsEntry("status", "called")
                .containsEntry("attempt_count", 1)
                .containsEntry("last_call_date", "2026-02-09T07:00:00Z")
                .containsEntry("disposition", "interested")
                .containsEntry("notes", "call back")
                .containsEntry("follow_up_date", "2026-02-12");
        assertThat(server.get("/api/dialer/campaigns/" + campaign + "/stats/").json())
                .containsEntry("called_leads", 1)
                .containsEntry("pending_leads", 0);
    }

    @Test
    void saidTwiceItChangesNothingAndSaysSo() {
        long lead = given.lead(given.campaign());
        server.post(LEADS + lead + "/mark_as_called");
        Map<String, Object> first = server.get(LEADS + lead).json();
        Answer again = server.post(LEADS + lead + "/mark_as_called", Map.of("notes", "too late"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).containsEntry("message", "Lead already marked as called");
        assertThat(again.at("lead")).isEqualTo(first);
        assertThat(server.get(LEADS + lead).json()).isEqualTo(first);
    }

    @Test
    void fiftyDoubleClicksAtOnceCountOneAttempt() {
        long campaign = given.campaign();
        long lead = given.lead(campaign);
        List<Object> messages = AtOnce.run(
                50, () -> server.post(LEADS + lead + "/mark_as_called/").at("message"));
        assertThat(messages)
                .hasSize(50)
                .containsOnly("Lead marked as called", "Lead already marked as called")
                .containsOnlyOnce("Lead marked as called");
        assertThat(server.get(LEADS + lead).at("attempt_count")).isEqualTo(1);
        assertThat(server.get("/api/dialer/campaigns/" + campaign).at("called_leads"))
                .isEqualTo(1);
    }

    @Test
    void doNotCallIsNotMarked() {
        long lead = given.lead(given.campaign());
        server.patch(LEADS + lead, Map.of("status", "do_not_call"));
        Answer refused = server.post(LEADS + lead + "/mark_as_called");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json()).containsOnlyKeys("error");
        assertThat(server.get(LEADS + lead).json())
                .containsEntry("status", "do_not_call")
                .containsEntry("attempt_count", 0);
    }

    @Test
    void aLeadThatSomeoneElseDialsIsNotMarked() {
        long agent = given.agent();
        long lead = given.lead(given.campaign(agent));
        given.call(lead, "answered", given.agent());
        assertThat(server.post(LEADS + lead + "/mark_as_called").status()).isEqualTo(409);
        assertThat(server.send("POST", LEADS + lead + "/mark_as_called", null, server.tokenOfAgent(agent))
                        .status())
                .isEqualTo(409);
        assertThat(server.get(LEADS + lead).at("status")).isEqualTo("dialing");
    }

    @Test
    void theAgentWhoTalksMarksTheLeadWithoutCountingTheCallAgain() {
        long agent = given.agent();
        long lead = given.lead(given.campaign(agent));
        UUID call = given.call(lead, "answered");
        Answer marked = server.send(
                "POST",
                LEADS + lead + "/mark_as_called/",
                Map.of("disposition", "sold", "notes", "two boxes"),
                server.tokenOfAgent(agent));
        assertThat(marked.status()).isEqualTo(200);
        assertThat(marked.at("lead.status")).isEqualTo("called");
        assertThat(marked.at("lead.attempt_count")).isEqualTo(1);
        assertThat(given.text("SELECT live_call_id FROM leads WHERE id = " + lead))
                .isEqualTo(call.toString());
        assertThat(server.get("/api/dialer/call-logs/" + call).json())
                .containsEntry("disposition", "sold")
                .containsEntry("notes", "two boxes")
                .containsEntry("status", "answered");
        // the call is still on the line
        assertThat(server.patch(LEADS + lead, Map.of("status", "pending")).status())
                .isEqualTo(409);
        assertThat(server.delete(LEADS + lead).status()).isEqualTo(409);
    }

    @Test
    void aCallThatTheDialerCompletedIsNotCountedAgain() {
        long lead = given.lead(given.campaign());
        UUID call = given.call(lead, "completed");
        assertThat(server.post(LEADS + lead + "/mark_as_called", Map.of("disposition", "sold"))
                        .at("lead.attempt_count"))
                .isEqualTo(1);
        assertThat(server.get(LEADS + lead).at("status")).isEqualTo("called");
        assertThat(server.get("/api/dialer/call-logs/" + call).at("disposition"))
                .isEqualTo("sold");
    }

    @Test
    void tooLongWordsAndWrongDatesAreRefused() {
        long lead = given.lead(given.campaign());
        Answer refused = server.post(
                LEADS + lead + "/mark_as_called",
                Map.of("disposition", "x".repeat(101), "notes", "x".repeat(5001), "follow_up_date", "soon"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json()).containsOnlyKeys("disposition", "notes", "follow_up_date");
        assertThat(server.get(LEADS + lead).at("status")).isEqualTo("pending");
    }

    @Test
    void nobodysLeadIsNotFound() {
        assertThat(server.post(LEADS + "999999/mark_as_called/").json()).isEqualTo(Map.of("detail", "Not found."));
    }
}
