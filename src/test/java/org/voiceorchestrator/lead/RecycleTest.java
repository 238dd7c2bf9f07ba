package org.voiceorchestrator.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

class RecycleTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final String LEADS = "/api/dialer/leads/";
    private final Given given = new Given(server);
    private long campaign;

    @BeforeEach
    void aCampaign() {
        campaign = given.campaign();
    }

    private long called(String ending) {
        long lead = given.lead(campaign);
        given.call(lead, ending);
        return lead;
    }

    private Answer recycle(Map<String, ?> body) {
        return server.post("/api/dialer/campaigns/" + campaign + "/recycle/", body);
    }

    private @Nullable Object status(long lead) {
        return server.get(LEADS + lead).at("status");
    }

    @Test
    void failedLeadsArePendingAgainWithOneMoreAttemptAndTheFiguresFollow() {
        long busy = called("busy");
        long done = called("completed");
        long fresh = given.lead(campaign);
        Answer dry = recycle(Map.of("dry_run", true));
        assertThat(dry.json()).isEqualTo(Map.of("message", "Nothing was changed", "dry_run", true, "leads", 1));
        assertThat(status(busy)).isEqualTo("failed");
        assertThat(recycle(Map.of()).json())
                .isEqualTo(Map.of("message", "Leads are called again", "dry_run", false, "leads", 1));
        assertThat(server.get(LEADS + busy).json())
                .containsEntry("status", "pending")
                .containsEntry("attempt_count", 1)
                .containsEntry("max_attempts", 2)
                .containsEntry("due_at", "2026-02-09T07:00:00Z");
        assertThat(status(done)).isEqualTo("completed");
        assertThat(server.get(LEADS + fresh).at("max_attempts")).isEqualTo(1);
        assertThat(server.get("/api/dialer/campaigns/" + campaign + "/stats").at("pending_leads"))
                .isEqualTo(2);
        assertThat(server.bean(CallAudit.class).findings())
                .filteredOn(finding -> finding.promise().matches("(figures of campaigns|totals of leads) equal .*"))
                .hasSize(2)
                .allMatch(CallAudit.Finding::kept);
        assertThat(given.number("SELECT count(*) FROM audit_log WHERE action = 'recycle' AND entity_id = '" + campaign
                        + "' AND detail ->> 'leads' = '1'"))
                .isEqualTo(1);
    }

    @Test
    void everyPartOfTheFilterNarrows() {
        long busy = called("busy");
        long noAnswer = called("no_answer");
        long completed = called("completed");
        server.post(LEADS + completed + "/mark_as_called", Map.of("disposition", "Not now"));
        assertThat(recycle(Map.of("dry_run", true, "statuses", List.of("failed", "called")))
                        .at("leads"))
                .isEqualTo(3);
        assertThat(recycle(Map.of("dry_run", true, "last_outcomes", List.of("busy")))
                        .at("leads"))
                .isEqualTo(1);
        assertThat(recycle(Map.of(
                                "dry_run",
                                true,
                                "statuses",
                                List.of("called", "failed"),
                                "dispositions",
                                List.of("not NOW")))
                        .at("leads"))
                .isEqualTo(1);
        assertThat(recycle(Map.of("dry_run", true, "attempts_below", 1)).at("leads"))
                .isEqualTo(0);
        // calls of this test have no time in the lead but for the one that was marked
        assertThat(recycle(Map.of(
                                "dry_run",
                                true,
                                "statuses",
                                List.of("called"),
                                "not_called_since",
                                "2026-02-09T07:00:00Z"))
                        .at("leads"))
                .isEqualTo(0);
        assertThat(recycle(Map.of(
                                "last_outcomes",
                                List.of("no_answer"),
                                "more_attempts",
                                3,
                                "due_at",
                                "2026-02-10T07:00:00Z"))
                        .at("leads"))
                .isEqualTo(1);
        assertThat(server.get(LEADS + noAnswer).json())
                .containsEntry("status", "pending")
                .containsEntry("max_attempts", 4)
                .containsEntry("due_at", "2026-02-10T07:00:00Z");
        assertThat(status(busy)).isEqualTo("failed");
    }

    @Test
    void whoMustNotBeCalledStaysOut() {
        long lead = called("busy");
        server.post(
                "/api/dialer/do-not-call/",
                Map.of("phone_number", server.get(LEADS + lead).at("phone_number")));
        assertThat(recycle(Map.of()).at("leads")).isEqualTo(0);
        assertThat(status(lead)).isEqualTo("failed");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(recycle(Map.of(
                                "statuses",
                                List.of("pending"),
                                "last_outcomes",
                                List.of("ringing"),
                                "more_attempts",
                                0,
                                "dryrun",
                                true))
                        .json())
                .containsOnlyKeys("statuses", "last_outcomes", "more_attempts", "dryrun");
        assertThat(server.post("/api/dialer/campaigns/987654321/recycle", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "archived"})
    void aCampaignThatHasEndedKeepsItsLeads(String status) {
        called("busy");
        server.database()
                .sql("UPDATE campaigns SET status = :status WHERE id = :id")
                .with("status", status)
                .with("id", campaign)
                .update();
        assertThat(recycle(Map.of()).status()).isEqualTo(409);
    }
}
