package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.pacing.AbandonRecord;
import org.voiceorchestrator.pacing.AbandonRecord.Answers;
import org.voiceorchestrator.pacing.Estimates;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// What pacing is told of a campaign's calls. The clock begins at noon in Karachi.
class PaceFactsTest {
    private TestServer server;
    private Given given;
    private long agent;
    private long campaign;

    @BeforeEach
    void start() {
        server = new TestServer().start();
        given = new Given(server);
        agent = given.agent();
        campaign = given.campaign(agent);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private AbandonRecord record() {
        return server.bean(AbandonRecords.class).of(campaign, server.clock().instant());
    }

    private Estimates estimates() {
        return server.bean(RecentCalls.class).estimates(campaign, server.clock().instant());
    }

    private void abandoned() {
        given.call(given.lead(campaign), "answered");
        server.database()
                .sql("UPDATE call_logs SET status = 'abandoned', ended_at = answered_at WHERE ended_at IS NULL")
                .update();
        server.database()
                .sql("UPDATE leads SET status = 'failed', live_call_id = NULL WHERE status = 'dialing'")
                .update();
    }

    private void completed() {
        given.call(given.lead(campaign), "completed");
    }

    @Test
    void answeredAndAbandonedCallsCountInTheirHourDayAndMonth() {
        completed();
        server.clock().forward(Duration.ofDays(12));
        completed();
        abandoned();
        server.clock().forward(Duration.ofHours(13));
        completed();
        server.clock().forward(Duration.ofHours(2));
        abandoned();
        given.call(given.lead(campaign), "busy");
        given.call(given.lead(given.campaign()), "completed");

        assertThat(record()).isEqualTo(new AbandonRecord(new Answers(2, 1), new Answers(5, 2), new Answers(1, 1)));
        server.clock().forward(Duration.ofDays(17).plusHours(18));
        assertThat(record()).isEqualTo(new AbandonRecord(Answers.NONE, new Answers(4, 2), Answers.NONE));
    }

    @Test
    void lastHourIsAnHourAndAtMostFiveMinutesMore() {
        completed();
        server.clock().forward(Duration.ofMinutes(60));
        assertThat(record().lastHour()).isEqualTo(new Answers(1, 0));
        server.clock().forward(Duration.ofMinutes(5));
        assertThat(record().lastHour()).isEqualTo(Answers.NONE);
    }

    @Test
    void callThatWasAnsweredAfterAllIsCountedWhenItIsKnown() {
        given.call(given.lead(campaign), "lost");
        assertThat(record().today()).isEqualTo(Answers.NONE);
        server.database()
                .sql("UPDATE call_logs SET status = 'completed', answered_at = ringing_at")
                .update();
        assertThat(record().today()).isEqualTo(new Answers(1, 0));
        server.database().sql("UPDATE call_logs SET status = 'abandoned'").update();
        assertThat(record().today()).isEqualTo(new Answers(1, 1));
        server.database()
                .sql("UPDATE call_logs SET status = 'lost', answered_at = NULL")
                .update();
        assertThat(record().today()).isEqualTo(Answers.NONE);
        server.database().sql("UPDATE leads SET status = 'failed'").update();
        assertThat(server.bean(CallAudit.class).findings()).allMatch(CallAudit.Finding::kept);
    }

    private void limitWrapUp(int seconds) {
        server.patch("/api/dialer/agents/" + agent, Map.of("wrap_up_seconds", seconds));
    }

    /// Ended now, as a dialer settles it.
    private void talkEnds() {
        completed();
        server.clock().forward(Duration.ofSeconds(70));
        server.database().sql("""
                        UPDATE agents
                        SET status = 'available',
                            wrap_up_until = :now::timestamptz + make_interval(secs => wrap_up_seconds)
                        """).with("now", server.clock().instant()).update();
    }

    /// What an agent is shown to do goes by the database's clock: ours is ahead of it from here on.
    private void showByTheClock() {
        server.clock()
                .forward(Duration.between(
                        server.clock().instant(), Clock.systemUTC().instant()));
    }

    private void says(String status) {
        assertThat(server.patch("/api/dialer/agents/" + agent, Map.of("status", status))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wrapUpLastsUntilTheAgentSaysSo() {
        showByTheClock();
        limitWrapUp(300);
        for (int i = 0; i < 100; i++) {
            talkEnds();
            server.clock().forward(Duration.ofSeconds(7));
            says(i % 2 == 0 ? "available" : "on_break");
        }
        assertThat(estimates().meanWrapUp()).isCloseTo(7.5, within(2.0));
    }

    @Test
    void wrapUpThatNobodyEndsLastsAsLongAsItMay() {
        limitWrapUp(45);
        for (int i = 0; i < 100; i++) {
            talkEnds();
            server.clock().forward(Duration.ofSeconds(46));
        }
        says("on_break");
        assertThat(given.number("SELECT count(wrapped_up_at) FROM call_logs")).isZero();
        assertThat(estimates().meanWrapUp()).isCloseTo(45.5, within(2.0));
    }

    @Test
    void whatIsNotOverIsNotLearnt() {
        showByTheClock();
        limitWrapUp(600);
        double guess = estimates().meanWrapUp();
        talkEnds();
        assertThat(estimates().meanWrapUp()).isEqualTo(guess);
        server.clock().forward(Duration.ofSeconds(500));
        says("available");
        assertThat(estimates().meanWrapUp()).isGreaterThan(guess);
    }

    @Test
    void agentsWithoutWrapUpAreFreeAtOnce() {
        for (int i = 0; i < 100; i++) {
            talkEnds();
        }
        assertThat(estimates().meanWrapUp()).isLessThan(2);
    }
}
