package org.voiceorchestrator.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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
        assertThat(server.bean(CallAudit.class).findings()).hasSize(13).allMatch(CallAudit.Finding::kept);
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
        given.call(lead, "answered");
        given.call(given.lead(campaign), "answered");
        change("UPDATE call_logs SET bridged_at = answered_at");
        assertThat(broken()).containsExactly("no agent talks in more calls at once than allowed");
    }

    @Test
    void anAgentForWhomTheNextCustomersRingIsOnOneCall() {
        given.call(lead, "answered");
        change("UPDATE call_logs SET bridged_at = answered_at");
        given.call(given.lead(campaign), "ringing");
        given.call(given.lead(campaign), "ringing");
        assertThat(broken()).isEmpty();
    }

    @Test
    void anAgentWhoWasOnTwoCallsLongAgo() {
        given.call(lead, "completed");
        server.clock().forward(Duration.ofSeconds(59));
        given.call(given.lead(campaign), "completed");
        assertThat(broken()).containsExactly("no agent talks in more calls at once than allowed");
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
        assertThat(broken()).containsExactly("figures of campaigns equal their leads and calls");
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
        assertThat(broken()).containsExactly("figures of campaigns equal their leads and calls");
    }

    @Test
    void answersByTimeThatAreWrong() {
        given.call(lead, "completed");
        change("UPDATE campaign_answers SET abandoned = 1");
        assertThat(broken()).containsExactly("answered and abandoned calls by time equal the call log");
    }

    @Test
    void aCallBeforeTheCampaignsHours() {
        change("UPDATE campaigns SET calling_from = '13:00', calling_until = '18:00', updated_at = '2026-02-01'");
        given.call(lead, "busy");
        assertThat(broken()).containsExactly("no call was begun outside calling hours");
    }

    @Test
    void aCallAtNightInHoursThatGoOverMidnight() {
        change("UPDATE campaigns SET calling_from = '22:00', calling_until = '02:00', updated_at = '2026-02-01'");
        given.call(lead, "busy");
        assertThat(broken()).containsExactly("no call was begun outside calling hours");
    }

    @Test
    void hoursAreThoseOfTheCampaignsZone() {
        change("UPDATE campaigns SET calling_from = '02:00', calling_until = '02:30', time_zone = 'America/New_York'");
        given.call(lead, "busy");
        assertThat(broken()).isEmpty();
    }

    @Test
    void callInTheSecondInWhichTheHoursEndWasClaimedInThem() {
        change("UPDATE campaigns SET calling_from = '09:00', calling_until = '12:00', updated_at = '2026-02-01'");
        server.clock().forward(Duration.ofSeconds(2));
        given.call(lead, "busy");
        assertThat(broken()).isEmpty();
        server.clock().forward(Duration.ofSeconds(4));
        given.call(given.lead(given.campaign()), "busy");
        change("UPDATE call_logs SET initiated_at = initiated_at + interval '4 seconds'");
        assertThat(broken()).containsExactly("no call was begun outside calling hours");
    }

    @Test
    void hoursThatWereChangedLaterAreNotAskedAboutTheCallsBefore() {
        given.call(lead, "busy");
        server.clock().forward(Duration.ofHours(1));
        server.patch("/api/dialer/campaigns/" + campaign, Map.of("calling_from", "13:30", "calling_until", "18:00"));
        assertThat(broken()).isEmpty();
    }

    private void openOnMondays(String from, String until) {
        long calendar = server.post(
                        "/api/dialer/calendars/",
                        Map.of(
                                "name",
                                "Mondays from " + from,
                                "hours",
                                Map.of("monday", List.of(Map.of("from", from, "until", until)))))
                .id();
        server.patch("/api/dialer/campaigns/" + campaign, Map.of("calendar", calendar));
        server.clock().forward(Duration.ofSeconds(1));
    }

    @Test
    void aCallThatTheCalendarForbids() {
        openOnMondays("08:00", "11:00");
        given.call(lead, "busy");
        assertThat(broken()).containsExactly("no call was begun outside calling hours");
    }

    @Test
    void aCallOnTheLeadsOwnClock() {
        openOnMondays("09:00", "13:00");
        given.call(lead, "busy");
        assertThat(broken()).isEmpty();
        long abroad = given.lead(campaign);
        change("UPDATE leads SET time_zone = 'Europe/Berlin', updated_at = '2026-02-01' WHERE id = " + abroad);
        given.call(abroad, "busy");
        assertThat(broken()).containsExactly("no call was begun outside calling hours");
        change("UPDATE leads SET time_zone = 'Asia/Dubai', updated_at = '2026-02-10' WHERE id = " + abroad);
        change("UPDATE leads SET time_zone = 'Europe/Berlin', updated_at = '2026-02-10' WHERE id = " + abroad);
        assertThat(broken()).isEmpty();
    }

    @Test
    void aCalendarThatWasChangedLaterIsNotAskedAboutTheCallsBefore() {
        openOnMondays("09:00", "13:00");
        given.call(lead, "busy");
        server.clock().forward(Duration.ofHours(1));
        change(
                "UPDATE calendars SET definition = jsonb_set(definition, '{hours}', '{}'), updated_at = '2026-02-09T08:00:00Z'");
        assertThat(broken()).isEmpty();
    }

    @Test
    void aNumberThatRangTooOftenInADay() {
        change("UPDATE leads SET max_attempts = 9");
        for (int i = 0; i < 3; i++) {
            given.call(lead, "no_answer");
            server.clock().forward(Duration.ofHours(1));
        }
        CallAudit strict = new CallAudit(
                server.database(),
                ZoneId.of("Asia/Karachi"),
                new AuditSettings(2),
                server.bean(CallingHoursAudit.class));
        assertThat(strict.findings().stream().filter(finding -> !finding.kept()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.promise()).isEqualTo("no number is called more often a day than allowed");
                    assertThat(finding.violations()).singleElement().asString().contains("3 calls on 2026-02-09");
                });
        assertThat(broken()).isEmpty();
    }

    @Test
    void whatIsNewIsLookedAtByItself() {
        change("UPDATE leads SET max_attempts = 9");
        given.call(lead, "completed", given.agent());
        given.call(lead, "busy", given.agent());
        server.clock().forward(Duration.ofDays(1));
        Instant since = server.clock().instant();
        given.call(lead, "busy", given.agent());
        CallAudit audit = server.bean(CallAudit.class);

        assertThat(audit.findingsSince(since)).allMatch(CallAudit.Finding::kept);
        assertThat(audit.findingsSince(since.minus(Duration.ofDays(2)))).anyMatch(finding -> !finding.kept());
        assertThat(audit.findingsSince(since))
                .noneMatch(finding -> finding.promise().contains("figures"));
    }
}
