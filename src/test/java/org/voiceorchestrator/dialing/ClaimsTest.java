package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.Lead;
import org.voiceorchestrator.testkit.TestServer;

/// Who may be called now, and how many at once: the claim alone, no switch.
class ClaimsTest {
    private static final UUID WORKER = UUID.randomUUID();
    /// Noon in Karachi.
    private static final Instant NOON = Instant.parse("2026-11-20T07:00:00Z");

    private TestServer server;
    private GivenCalls given;
    private Claims claims;

    @BeforeEach
    void start() {
        server = new TestServer()
                .with("dialer.trunk.lines", 60)
                .with("dialer.trunk.calls-per-second", 50)
                .start();
        server.clock().set(NOON);
        given = new GivenCalls(server.database());
        claims = server.bean(Claims.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private long campaign(String name, long agent, int leads, String suffix) {
        long campaign = given.campaign(name, agent);
        change("UPDATE campaigns SET started_at = '" + NOON.minusSeconds(60) + "' WHERE id = " + campaign);
        given.leads(campaign, GivenCalls.numbers(leads, suffix));
        change("UPDATE leads SET due_at = '" + NOON.minusSeconds(60) + "' WHERE campaign_id = " + campaign);
        return campaign;
    }

    private void change(String statement) {
        server.database().sql(statement).update();
    }

    private List<Claim> due(int n) {
        return claims.due(WORKER, n);
    }

    /// Claims until nothing more is given; a second passes each time.
    private List<Claim> everythingDue() {
        List<Claim> all = new ArrayList<>();
        for (List<Claim> some = due(1000); !some.isEmpty(); some = due(1000)) {
            all.addAll(some);
            server.clock().forward(Duration.ofSeconds(2));
        }
        return all;
    }

    /// All live calls end, and their leads are done with.
    private void hangUpAll() {
        change("UPDATE call_logs SET status = 'completed', ended_at = initiated_at WHERE ended_at IS NULL");
        change("UPDATE leads SET status = 'completed', live_call_id = NULL WHERE live_call_id IS NOT NULL");
    }

    private List<Long> claimsOfEach() {
        return server.database().sql("""
                        SELECT count(l.id) AS n
                        FROM campaigns AS c
                        LEFT JOIN call_logs AS l ON l.campaign_id = c.id
                        GROUP BY c.id
                        ORDER BY c.id
                        """).list(row -> row.bigint("n"));
    }

    @Test
    void aLimitThatIsLoweredBelowTheLiveCallsStopsThatCampaignAndNoOther() {
        long limited = campaign("Limited", given.agent("A", "101", 10), 9, "0001");
        change("UPDATE campaigns SET max_calls = 4 WHERE id = " + limited);
        assertThat(everythingDue()).hasSize(4);
        change("UPDATE campaigns SET max_calls = 2 WHERE id = " + limited);
        campaign("Other", given.agent("B", "102", 3), 9, "0002");
        assertThat(everythingDue()).hasSize(3).allMatch(claim -> "102".equals(claim.extension()));
    }

    @Test
    void twoCampaignsOfOneAgentTakeTurns() {
        long agent = given.agent("A", "101", 1);
        campaign("Older", agent, 10, "0001");
        campaign("Newer", agent, 10, "0002");
        change("UPDATE leads SET due_at = due_at - interval '1 day' WHERE phone_number LIKE '%0001'");
        for (int i = 0; i < 10; i++) {
            assertThat(due(10)).hasSize(1);
            hangUpAll();
            server.clock().forward(Duration.ofSeconds(2));
        }
        assertThat(claimsOfEach()).containsExactly(5L, 5L);
    }

    @Test
    void campaignsShareTheTrunkLinesFairlyAlsoWhenTheyBecomeFreeOneByOne() {
        campaign("Older", given.agent("A", "101", 100), 100, "0001");
        campaign("Newer", given.agent("B", "102", 100), 100, "0002");
        change("UPDATE leads SET due_at = due_at - interval '1 day' WHERE phone_number LIKE '%0001'");
        for (int i = 0; i < 20; i++) {
            assertThat(due(1)).hasSize(1);
            server.clock().forward(Duration.ofSeconds(2));
        }
        assertThat(claimsOfEach()).containsExactly(10L, 10L);
    }

    @Test
    void aLeadWithoutAttemptsLeftIsNotCalled() {
        campaign("C", given.agent("A", "101", 10), 2, "0001");
        change("UPDATE leads SET attempt_count = 1, max_attempts = 1 WHERE phone_number = '92300000000001'");
        assertThat(everythingDue()).extracting(Claim::dialed).containsExactly("92300000010001");
    }

    @Test
    void noAgentGetsMoreCallsThanAllowedHoweverManyCampaignsAndWorkers() {
        long agent = given.agent("A", "101", 7);
        campaign("One", agent, 50, "0001");
        campaign("Two", agent, 50, "0002");
        List<Integer> sizes =
                AtOnce.run(8, () -> claims.due(UUID.randomUUID(), 100).size());
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(7);
        assertThat(due(100)).isEmpty();
    }

    @Test
    void trunkLinesAreTheSumOverAllWorkers() {
        campaign("C", given.agent("A", "101", 1000), 200, "0001");
        assertThat(everythingDue()).hasSize(60);
        assertThat(claims.due(UUID.randomUUID(), 100)).isEmpty();
    }

    @Test
    void callsASecondAreTheSumOverAllWorkers() {
        campaign("C", given.agent("A", "101", 1000), 200, "0001");
        List<Integer> sizes =
                AtOnce.run(8, () -> claims.due(UUID.randomUUID(), 100).size());
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(50);
        server.clock().forward(Duration.ofMillis(900));
        assertThat(due(100)).isEmpty();
        // the second counts from the moment of writing, some moments after the clock that stands still
        server.clock().forward(Duration.ofMillis(1100));
        assertThat(due(100)).hasSize(10);
    }

    @Test
    void aCampaignsOwnLimitHolds() {
        long campaign = campaign("C", given.agent("A", "101", 1000), 200, "0001");
        change("UPDATE campaigns SET max_calls = 3 WHERE id = " + campaign);
        assertThat(everythingDue()).hasSize(3);
    }

    @Test
    void onlyAsManyAreClaimedAsWereAskedFor() {
        campaign("C", given.agent("A", "101", 1000), 20, "0001");
        assertThat(due(4)).hasSize(4);
        assertThat(due(0)).isEmpty();
    }

    @Test
    void oneNumberOfTwoCampaignsIsOnOneLineAtATimeAndTheOtherComesLater() {
        campaign("One", given.agent("A", "101", 5), 1, "0001");
        campaign("Two", given.agent("B", "102", 5), 1, "0001");
        assertThat(due(10)).hasSize(1);
        assertThat(due(10)).isEmpty();
        hangUpAll();
        assertThat(due(10)).hasSize(1);
        long leads = server.database()
                .sql("SELECT count(DISTINCT lead_id) AS n FROM call_logs")
                .one(row -> row.bigint("n"));
        assertThat(leads).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE campaigns SET status = 'paused'",
                "UPDATE campaigns SET status = 'completed'",
                "UPDATE campaigns SET started_at = started_at - interval '31 days'",
                "UPDATE agents SET is_active = false",
                "UPDATE agents SET status = 'on_break'",
                "UPDATE agents SET status = 'offline'",
                "UPDATE agents SET wrap_up_until = '2026-11-20T07:00:01Z'",
                "UPDATE leads SET status = 'do_not_call'",
                "UPDATE leads SET status = 'skipped'",
                "UPDATE leads SET due_at = '2026-11-20T07:00:01Z'",
            })
    void nobodyIsCalledAfter(String change) {
        campaign("C", given.agent("A", "101", 5), 5, "0001");
        change(change);
        assertThat(due(10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // noon in Karachi is 7 in London and 2 in New York
        "09:00, 17:00, , true",
        "09:00, 12:00, , false",
        "12:00, 12:01, , true",
        "12:01, 17:00, , false",
        "09:00, 17:00, Europe/London, false",
        "07:00, 17:00, Europe/London, true",
        "22:00, 03:00, America/New_York, true",
        "22:00, 02:00, America/New_York, false",
        "02:00, 01:00, America/New_York, true",
        "22:00, 03:00, Asia/Karachi, false",
    })
    void callingHoursAreThoseOfTheCampaignsClockAlsoOverMidnight(
            String from, String until, String zone, boolean called) {
        long campaign = campaign("C", given.agent("A", "101", 5), 1, "0001");
        server.database()
                .sql("""
                        UPDATE campaigns
                        SET calling_from = :from::time, calling_until = :until::time, time_zone = :zone
                        WHERE id = :id
                        """)
                .with("from", from)
                .with("until", until)
                .with("zone", zone)
                .with("id", campaign)
                .update();
        assertThat(due(10)).hasSize(called ? 1 : 0);
    }

    @Test
    void aClaimedLeadIsDialingAndItsCallIsOpenInTheWorkersName() {
        campaign("C", given.agent("A", "101", 5), 1, "0001");
        Claim claim = due(10).getFirst();
        assertThat(Lead.of(server.database(), claim.dialed()))
                .matches(lead -> lead.status().equals("dialing") && lead.attempts() == 1 && lead.onTheLine());
        UUID worker = server.database()
                .sql("SELECT worker_id FROM call_logs WHERE ended_at IS NULL AND call_id = :call")
                .with("call", claim.callId())
                .one(row -> row.uuid("worker_id"));
        assertThat(worker).isEqualTo(WORKER);
    }
}
