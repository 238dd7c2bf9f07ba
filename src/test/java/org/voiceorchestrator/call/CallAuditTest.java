package org.voiceorchestrator.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// The auditor finds each kind of broken promise, and nothing where all are kept.
class CallAuditTest {
    private TestServer server;
    private Given given;
    private long campaign;
    private long lead;

    @BeforeEach
    void start() {
        server = new TestServer().start();
        given = new Given(server);
        campaign = given.campaign();
        lead = given.lead(campaign);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<String> broken() {
        return server.bean(CallAudit.class).findings().stream()
                .filter(finding -> !finding.kept())
                .map(CallAudit.Finding::promise)
                .toList();
    }

    private void change(String statement) {
        assertThat(server.database().sql(statement).update()).isPositive();
    }

    @Test
    void aDatabaseWithoutFaultsKeepsEveryPromise() {
        given.call(lead, "ringing");
        given.call(given.lead(given.campaign()), "completed");
        given.call(given.lead(given.campaign()), "busy");
        assertThat(server.bean(CallAudit.class).findings()).hasSize(11).allMatch(CallAudit.Finding::kept);
    }

    @Test
    void aNumberOnTwoLines() {
        change("UPDATE leads SET max_attempts = 2");
        given.call(lead, "completed", given.agent());
        given.call(lead, "busy", given.agent());
        assertThat(broken()).containsExactly("no number has two calls at one time");
    }

    @Test
    void aLeadWhoseCallIsNotThere() {
        change("UPDATE leads SET status = 'dialing', live_call_id = gen_random_uuid()");
        assertThat(broken()).containsExactly("a lead that is dialing has an open call");
    }

    @Test
    void anOpenCallThatItsLeadDoesNotKnow() {
        given.call(lead, "initiated");
        change("UPDATE leads SET status = 'pending', live_call_id = NULL");
        assertThat(broken()).containsExactly("an open call is its lead's");
    }

    @Test
    void aPhoneThatRangTooOften() {
        given.call(lead, "no_answer");
        server.clock().forward(Duration.ofDays(1));
        given.call(lead, "no_answer");
        assertThat(broken()).containsExactly("no lead's phone rang more often than allowed");
    }

    @Test
    void anAgentOnTwoCalls() {
        given.call(lead, "ringing");
        given.call(given.lead(campaign), "ringing");
        assertThat(broken()).containsExactly("no agent has more calls than allowed");
    }

    @Test
    void anAgentWhoWasOnTwoCallsLongAgo() {
        given.call(lead, "completed");
        server.clock().forward(Duration.ofSeconds(69));
        given.call(given.lead(campaign), "completed");
        assertThat(broken()).containsExactly("no agent has more calls than allowed");
    }

    @Test
    void callsThatFollowOneAnotherAtOnceAreNoTwoCalls() {
        given.call(lead, "completed");
        server.clock().forward(Duration.ofSeconds(70));
        given.call(given.lead(campaign), "completed");
        assertThat(broken()).isEmpty();
    }

    @Test
    void aFailedImportThatLeftLeads() {
        change("""
                INSERT INTO import_logs (import_id, filename, file_size_bytes, sha256, uploaded_by, campaign_key, status,
                    created_at, completed_at)
                VALUES (gen_random_uuid(), 'leads.csv', 1, '', 'somebody', 'a campaign', 'failed', now(), now())
                """);
        change("UPDATE leads SET import_log_id = (SELECT id FROM import_logs)");
        assertThat(broken()).containsExactly("an import is there whole or not at all");
    }

    @Test
    void figuresOfLeadsThatAreWrong() {
        change("UPDATE campaign_figures SET pending_leads = pending_leads + 1");
        assertThat(broken()).containsExactly("figures of leads equal the leads");
    }

    @Test
    void totalsOfLeadsThatAreWrong() {
        change("UPDATE lead_totals SET skipped_leads = skipped_leads + 1");
        assertThat(broken()).containsExactly("totals of leads equal the leads");
    }

    @Test
    void totalsOfCallsThatAreWrong() {
        given.call(lead, "busy");
        change("UPDATE call_totals SET lost_calls = 1");
        assertThat(broken()).containsExactly("totals of calls equal the call log");
    }

    @Test
    void figuresOfCallsThatAreWrong() {
        given.call(lead, "busy");
        change("UPDATE campaign_figures SET busy_calls = 0, failed_calls = 1");
        assertThat(broken()).containsExactly("figures of calls equal the call log");
    }
}
