package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.donotcall.DoNotCallUpkeep;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.Lead;
import org.voiceorchestrator.testkit.TestServer;

/// The do-not-call lists are asked again at each dial.
class DoNotCallGateTest {
    private static final UUID WORKER = UUID.randomUUID();

    private TestServer server;
    private GivenCalls given;
    private Claims claims;
    private Instant now;

    @BeforeEach
    void start() {
        server = new TestServer()
                .with("dialer.trunk.lines", 1000)
                .with("dialer.trunk.calls-per-second", 1000)
                .start();
        now = server.database().sql("SELECT now() AS now").one(row -> row.instant("now"));
        server.clock().set(now);
        given = new GivenCalls(server.database());
        claims = server.bean(Claims.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private long campaign(String name, List<String> numbers) {
        long campaign = given.campaign(name, given.agent("Agent-" + name, "101", 1000));
        given.leads(campaign, numbers, 3);
        return campaign;
    }

    private void change(String statement) {
        server.database().sql(statement).update();
    }

    /// Behind the back of everything that heeds the lists.
    private void list(String numbers, String campaign, String expiresAt) {
        change("INSERT INTO do_not_call_entries (phone_number, campaign_id, source, expires_at, created_by)"
                + " SELECT phone_number, " + campaign + ", 'other', " + expiresAt
                + ", 'test' FROM leads WHERE " + numbers);
    }

    private List<String> claimed(int n) {
        return claims.due(WORKER, n).stream().map(Claim::dialed).sorted().toList();
    }

    private int add(String number) {
        return server.post("/api/dialer/do-not-call/", Map.of("phone_number", number))
                .status();
    }

    @Test
    void aNumberOnTheCompanysListIsNeverDialedEvenIfItsLeadSaysPending() {
        List<String> numbers = GivenCalls.numbers(3, "01");
        campaign("A", numbers);
        list("phone_number = '" + numbers.get(1) + "'", "NULL", "NULL");
        assertThat(claimed(10)).containsExactly(numbers.get(0), numbers.get(2));
    }

    @Test
    void aCampaignsListCountsInThatCampaignOnly() {
        List<String> numbers = GivenCalls.numbers(2, "01");
        long listed = campaign("A", numbers);
        list("campaign_id = " + listed, String.valueOf(listed), "NULL");
        assertThat(claimed(10)).isEmpty();
        campaign("B", numbers);
        assertThat(claimed(10)).isEqualTo(numbers);
    }

    @Test
    void anEntryCountsUntilItsTimeIsOver() {
        List<String> numbers = GivenCalls.numbers(1, "01");
        campaign("A", numbers);
        list("TRUE", "NULL", "timestamptz '" + now.plusSeconds(60) + "'");
        assertThat(claimed(10)).isEmpty();
        server.clock().forward(Duration.ofSeconds(59));
        assertThat(claimed(10)).isEmpty();
        server.clock().forward(Duration.ofSeconds(1));
        assertThat(claimed(10)).isEqualTo(numbers);
    }

    @Test
    void leadsOnTheListsDoNotStandInTheWayOfTheOthers() {
        List<String> numbers = GivenCalls.numbers(2600, "01");
        campaign("A", numbers);
        list("TRUE", "NULL", "NULL");
        campaign("B", List.of("923110000002"));
        change("UPDATE leads SET campaign_id = (SELECT min(id) FROM campaigns), due_at = now() - interval '1 hour'"
                + " WHERE phone_number = '923110000002'");
        assertThat(claimed(10)).as("it looks at the first thousand only").isEmpty();
        assertThat(server.bean(DoNotCallUpkeep.class).stopLeads(now)).isEqualTo(2600);
        assertThat(claimed(10)).containsExactly("923110000002");
        assertThat(server.bean(DoNotCallUpkeep.class).stopLeads(now)).isZero();
    }

    @Test
    void aLeadOnTheLineStaysWithItsCallAndIsNotDialedAgain() {
        List<String> numbers = GivenCalls.numbers(1, "01");
        campaign("A", numbers);
        assertThat(claimed(1)).isEqualTo(numbers);
        assertThat(add(numbers.getFirst())).isEqualTo(201);
        assertThat(Lead.of(server.database(), numbers.getFirst()).status()).isEqualTo("dialing");
        change("UPDATE call_logs SET status = 'busy', ended_at = initiated_at");
        change("UPDATE leads SET status = 'pending', live_call_id = NULL");
        server.clock().forward(Duration.ofSeconds(5));
        assertThat(claimed(1)).isEmpty();
        server.bean(DoNotCallUpkeep.class).stopLeads(server.clock().instant());
        assertThat(Lead.of(server.database(), numbers.getFirst()).status()).isEqualTo("do_not_call");
    }

    @Test
    void expiryLetsGoOfTheLeads() {
        List<String> numbers = GivenCalls.numbers(1, "01");
        campaign("A", numbers);
        server.post(
                "/api/dialer/do-not-call/",
                Map.of(
                        "phone_number",
                        numbers.getFirst(),
                        "expires_at",
                        now.plusSeconds(3600).toString()));
        assertThat(claimed(1)).isEmpty();
        server.clock().forward(Duration.ofHours(2));
        assertThat(server.bean(DoNotCallUpkeep.class).expire(server.clock().instant()))
                .isEqualTo(1);
        assertThat(server.get("/api/dialer/do-not-call/").at("count")).isEqualTo(0);
        assertThat(server.get("/api/dialer/do-not-call/ledger/").at("results.0.event"))
                .isEqualTo("expired");
        assertThat(Lead.of(server.database(), numbers.getFirst()).due()).isBefore(now);
        assertThat(claimed(1)).isEqualTo(numbers);
    }

    /// The claim that is under way may have missed the entry: the answer waits until it has ended.
    @Test
    void theAnswerWaitsForTheClaimUnderWay() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> claimUnderWay = threads.submit(() -> server.database().inTransaction(() -> {
                server.database()
                        .sql("SELECT pg_advisory_xact_lock(hashtext('dialing.claims'))::text")
                        .list(row -> "");
                held.countDown();
                awaitQuietly(letGo);
            }));
            assertThat(held.await(1, TimeUnit.MINUTES)).isTrue();
            Future<Integer> answer = threads.submit(() -> add("923001234567"));
            Await.until("the entry is committed", () -> count("do_not_call_entries") == 1);
            Await.until("the answer waits", () -> count("pg_locks WHERE locktype = 'advisory' AND NOT granted") == 1);
            assertThat(answer.isDone()).isFalse();
            assertThat(count("do_not_call_changes WHERE effective_at IS NULL")).isEqualTo(1);
            letGo.countDown();
            claimUnderWay.get(1, TimeUnit.MINUTES);
            assertThat(answer.get(1, TimeUnit.MINUTES)).isEqualTo(201);
            assertThat(count("do_not_call_changes WHERE effective_at IS NULL")).isZero();
        }
    }

    @Test
    void noClaimAfterTheAnswerHasTheNumber() {
        List<String> numbers = GivenCalls.numbers(300, "01");
        campaign("A", numbers);
        AtomicInteger next = new AtomicInteger(numbers.size());
        // from the end, while claims take from the beginning, a few at a time
        List<Boolean> broken = AtOnce.run(6, () -> {
            boolean dialedAfterwards = false;
            for (int i = next.decrementAndGet(); i > 0; i = next.decrementAndGet()) {
                String number = numbers.get(i);
                if (i % 2 == 0) {
                    claims.due(WORKER, 3);
                } else {
                    int callsWhenAnswered = add(number) == 201 ? calls(number) : -1;
                    claims.due(WORKER, 3);
                    dialedAfterwards |= calls(number) != callsWhenAnswered;
                }
            }
            return dialedAfterwards;
        });
        assertThat(broken).containsOnly(false);
        assertThat(count("call_logs")).isPositive();
        assertThat(count("do_not_call_entries")).isEqualTo(150);
        assertThat(server.bean(CallAudit.class).findings().stream()
                        .filter(finding -> finding.promise().contains("do-not-call")))
                .hasSize(1)
                .allMatch(CallAudit.Finding::kept);
    }

    @Test
    void theAuditFindsACallToANumberOnTheList() {
        List<String> numbers = GivenCalls.numbers(1, "01");
        campaign("A", numbers);
        add(numbers.getFirst());
        server.clock().forward(Duration.ofSeconds(10));
        change("DELETE FROM do_not_call_entries");
        change("UPDATE leads SET status = 'pending'");
        assertThat(claimed(1)).hasSize(1);
        assertThat(listedCalls()).isEmpty();
        // as if it had begun before the removal
        change("UPDATE call_logs SET initiated_at = '" + now.minusSeconds(5) + "'");
        change("UPDATE do_not_call_changes SET effective_at = '" + now.minusSeconds(10) + "'");
        assertThat(listedCalls()).hasSize(1);
    }

    private List<CallAudit.Finding> listedCalls() {
        return server.bean(CallAudit.class).findings().stream()
                .filter(finding -> !finding.kept() && finding.promise().contains("do-not-call"))
                .toList();
    }

    private int calls(String number) {
        return (int) count("call_logs WHERE phone_number = '" + number + "'");
    }

    private long count(String from) {
        return server.database().sql("SELECT count(*) AS n FROM " + from).one(row -> row.bigint("n"));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
