package org.voiceorchestrator.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// The audits that run by themselves, and the mending of figures.
class CallAuditsTest {
    private TestServer server;
    private Given given;
    private long campaign;

    @BeforeEach
    void start() {
        server = new TestServer().start();
        given = new Given(server);
        campaign = given.campaign();
        given.call(given.lead(campaign), "completed");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CallAudits audits() {
        return server.bean(CallAudits.class);
    }

    private Answer shown() {
        return server.get("/api/dialer/audits/calls/");
    }

    private void change(String statement) {
        assertThat(server.database().sql(statement).update()).isPositive();
    }

    @Test
    void beforeTheFirstAuditThereIsNothingToShow() {
        assertThat(shown().json()).containsEntry("recent", null).containsEntry("whole", null);
    }

    @Test
    void bothKindsOfAuditAreShown() {
        assertThat(audits().auditRecent(server.clock().instant())).isEqualTo("8 promises, all kept");
        server.clock().forward(Duration.ofHours(1));
        assertThat(audits().auditAll(server.clock().instant())).isEqualTo("13 promises, all kept");

        Answer answer = shown();

        assertThat(answer.at("recent.kept")).isEqualTo(true);
        assertThat(answer.at("recent.since")).isEqualTo("2026-02-08T07:00:00Z");
        assertThat(answer.at("whole.since")).isNull();
        assertThat((List<?>) answer.at("whole.findings")).hasSize(13);
        assertThat(answer.at("broken")).isNull();
    }

    @Test
    void recentAuditLooksFromTheOneBeforeOn() {
        audits().auditRecent(server.clock().instant());
        server.clock().forward(Duration.ofHours(3));
        audits().auditRecent(server.clock().instant());
        assertThat(shown().at("recent.since")).isEqualTo("2026-02-09T06:00:00Z");
    }

    @Test
    void brokenPromiseStaysInSightWhenLaterAuditsNoLongerMeetIt() {
        long lead = given.lead(campaign);
        change("UPDATE leads SET status = 'dialing', live_call_id = gen_random_uuid() WHERE id = " + lead);
        assertThat(audits().auditRecent(server.clock().instant())).isEqualTo("8 promises, 1 BROKEN");
        change("UPDATE leads SET status = 'pending', live_call_id = NULL WHERE id = " + lead);
        server.clock().forward(Duration.ofHours(1));
        audits().auditRecent(server.clock().instant());

        Answer answer = shown();

        assertThat(answer.at("recent.kept")).isEqualTo(true);
        assertThat(answer.at("broken.kept")).isEqualTo(false);
        assertThat(answer.text()).contains("lead " + lead);
    }

    @Test
    void oldAuditsAreLetGo() {
        audits().auditAll(server.clock().instant());
        audits().auditAll(server.clock().instant().plus(Duration.ofDays(91)));
        assertThat(given.number("SELECT count(*) FROM call_audits")).isEqualTo(1);
    }

    @Test
    void figuresThatAreRightAreNotTouched() {
        assertThat(server.bean(FiguresMender.class).mend()).isEmpty();
    }

    @Test
    void everyWrongFigureIsMendedAndNamed() {
        change("UPDATE campaign_figures SET total_leads = total_leads + 2 WHERE segment <> ''");
        change("UPDATE campaign_figures SET completed_calls = completed_calls - 1, live_calls = 7 WHERE segment = ''");
        change("UPDATE lead_totals SET failed_leads = failed_leads + 1");
        change("DELETE FROM call_totals");
        change("UPDATE campaign_answers SET answered = 3, abandoned = 1");
        assertThat(server.bean(CallAudit.class).findings().stream().filter(finding -> !finding.kept()))
                .hasSize(4);

        List<String> changes = server.bean(FiguresMender.class).mend();

        assertThat(changes)
                .containsExactly(
                        "campaign " + campaign + ": live_calls -7, completed_calls +1",
                        "campaign " + campaign + ", segment follow_up: total_leads -2",
                        "campaign " + campaign
                                + ", five minutes from 2026-02-09 07:00:00 UTC: answered -2, abandoned -1",
                        "all leads of segment follow_up: failed_leads -1",
                        "all calls: total_calls +1, completed_calls +1");
        assertThat(server.bean(CallAudit.class).findings()).allMatch(CallAudit.Finding::kept);
        assertThat(server.bean(FiguresMender.class).mend()).isEmpty();
    }

    @Test
    void figuresOfACampaignThatHasNoneAreMade() {
        change("DELETE FROM campaign_figures");
        server.bean(FiguresMender.class).mend();
        assertThat(server.bean(CallAudit.class).findings()).allMatch(CallAudit.Finding::kept);
        assertThat(server.get("/api/dialer/campaigns/" + campaign + "/stats/").at("total_leads"))
                .isEqualTo(1);
    }

    @Test
    void mendingWhileCallsAreMadeLosesNone() {
        change("UPDATE campaign_figures SET total_calls = total_calls + 5 WHERE segment = ''");
        AtomicInteger turn = new AtomicInteger();
        Callable<Integer> work = () -> {
            if (turn.getAndIncrement() % 4 == 0) {
                return server.bean(FiguresMender.class).mend().size();
            }
            long lead = given.lead(campaign);
            given.call(lead, "busy", given.agent());
            server.patch("/api/dialer/leads/" + lead, Map.of("status", "skipped"));
            return 0;
        };

        AtOnce.run(24, work);

        assertThat(server.bean(FiguresMender.class).mend()).isEmpty();
        assertThat(server.bean(CallAudit.class).findings()).allMatch(CallAudit.Finding::kept);
    }
}
