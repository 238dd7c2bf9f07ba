package org.voiceorchestrator.once;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.KeyedRequests;
import org.voiceorchestrator.testkit.Obstacle;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// Two servers on one database, and a request that is held up in the middle of its transaction while the same comes
/// again.
class OnceFaultsTest {
    private static final String PATH = "/api/dialer/campaigns/";

    private final String database = TestDatabase.fresh();
    private final TestServer one = server();
    private final TestServer two = server();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String key = KeyedRequests.freshKey();
    private String body = "";

    private TestServer server() {
        return new TestServer()
                .with("database.url", database)
                .with("dialer.jwt-secret", "the same for processes that share a database")
                .with("dialer.idempotency.patience", "200ms")
                .with("dialer.idempotency.lease", "5m");
    }

    @BeforeEach
    void start() {
        one.start();
        two.start();
        body = "{\"campaign_name\": \"Once\", \"segment\": \"follow_up\", \"agent\": " + new Given(one).agent() + "}";
    }

    @AfterEach
    void stop() {
        threads.close();
        one.close();
        two.close();
    }

    @Test
    void whoComesWhileItIsCarriedOutIsToldToComeAgainAndThenGetsItsAnswer() throws Exception {
        Future<Answer> first;
        try (Obstacle obstacle = Obstacle.before(one.database(), "INSERT", "audit_log")) {
            first = sendTo(one);
            obstacle.awaitMet(1);
            for (TestServer server : List.of(one, two)) {
                Answer early = sendTo(server).get(1, TimeUnit.MINUTES);
                assertThat(early.status()).as(early.toString()).isEqualTo(409);
                assertThat(early.headers().get("retry-after")).isEqualTo(List.of("300"));
                assertThat(String.valueOf(early.at("detail"))).contains("still being carried out");
            }
        }
        Answer answer = answerOf(first);
        assertThat(answer.status()).isEqualTo(201);
        Answer later = answerOf(sendTo(two));
        assertThat(later.text()).isEqualTo(answer.text());
        assertThat(later.headers()).containsKey("idempotency-replayed");
        assertThat(campaigns()).isEqualTo(1);
    }

    @Test
    void whoWasThoughtDeadAndOvertakenChangesNothingAnyMore() throws Exception {
        Future<Answer> first;
        Future<Answer> second;
        try (Obstacle obstacle = Obstacle.before(one.database(), "INSERT", "audit_log")) {
            first = sendTo(one);
            obstacle.awaitMet(1);
            two.clock().forward(Duration.ofMinutes(6));
            second = sendTo(two);
            Await.until("the second has taken over", () -> number("""
                    SELECT count(*) FROM idempotency_keys WHERE created_at = '2026-02-09T07:06:00Z'""") == 1);
        }
        Answer overtaken = answerOf(first);
        assertThat(overtaken.status()).as(overtaken.toString()).isEqualTo(409);
        assertThat(String.valueOf(overtaken.at("detail"))).contains("taken over");
        Answer answer = answerOf(second);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(campaigns()).isEqualTo(1);
        assertThat(answerOf(sendTo(one)).text()).isEqualTo(answer.text());
    }

    @Test
    void anAnswerThatCannotBeKeptIsGivenAndTheRequestNeverCarriedOutAgain() throws Exception {
        one.database().sql("""
                        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$
                        """).update();
        one.database().sql("""
                        CREATE TRIGGER refused BEFORE UPDATE OF status ON idempotency_keys
                        FOR EACH ROW EXECUTE FUNCTION refuse()
                        """).update();
        assertThat(answerOf(sendTo(one)).status()).isEqualTo(201);
        Answer again = answerOf(sendTo(two));
        assertThat(again.status()).isEqualTo(409);
        assertThat(String.valueOf(again.at("detail"))).contains("carried out before", "answer was lost");
        assertThat(campaigns()).isEqualTo(1);
    }

    private Future<Answer> sendTo(TestServer server) {
        KeyedRequests requests = new KeyedRequests(server.url(), server.token("admin"));
        return threads.submit(() -> requests.post(PATH, key, body));
    }

    private static Answer answerOf(Future<Answer> future) throws InterruptedException, TimeoutException {
        try {
            return future.get(1, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private long campaigns() {
        return number("SELECT count(*) FROM campaigns");
    }

    private long number(String sql) {
        return new Given(one).number(sql);
    }
}
