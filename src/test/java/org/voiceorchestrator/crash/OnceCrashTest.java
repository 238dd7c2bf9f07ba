package org.voiceorchestrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.DialerProcess;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.KeyedRequests;
import org.voiceorchestrator.testkit.Obstacle;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// The process is killed in the middle of a request with an `Idempotency-Key`, and the client sends it again to the
/// next one.
class OnceCrashTest {
    private static final String UPLOAD = "/api/dialer/csv-upload/upload/";
    private static final String AGENT = "{\"agent_id\": \"AgentOnce\", \"extension\": \"101\"}";

    private final String database = TestDatabase.fresh();
    private final TestServer observer = new TestServer().with("database.url", database);
    private final String key = KeyedRequests.freshKey();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void start() {
        observer.start();
    }

    @AfterEach
    void stop() {
        observer.close();
    }

    @Test
    void killedAfterTheCommitItIsNotCarriedOutAgain() throws InterruptedException {
        killAt("UPDATE OF status", "idempotency_keys", requests -> requests.post("/api/dialer/agents/", key, AGENT));
        assertThat(agents()).as("it was committed").isEqualTo(1);
        Answer again = sendAgain(requests -> requests.post("/api/dialer/agents/", key, AGENT));
        assertThat(again.status()).as(again.toString()).isEqualTo(409);
        assertThat(String.valueOf(again.at("detail"))).contains("was carried out before", "answer was lost");
        assertThat(agents()).isEqualTo(1);
    }

    @Test
    void killedBeforeTheCommitItIsCarriedOutByTheNext() throws InterruptedException {
        killAt("INSERT", "audit_log", requests -> requests.post("/api/dialer/agents/", key, AGENT));
        assertThat(agents()).as("nothing was committed").isZero();
        Answer again = sendAgain(requests -> requests.post("/api/dialer/agents/", key, AGENT));
        assertThat(again.status()).as(again.toString()).isEqualTo(201);
        assertThat(agents()).isEqualTo(1);
    }

    @Test
    void anUploadKilledAfterItsCommitIsAnsweredFromItsLog() throws InterruptedException {
        String campaign = campaign();
        killAt("UPDATE OF held_until", "idempotency_keys", requests -> upload(requests, campaign));
        assertThat(leads()).as("it was committed").isEqualTo(2);
        Answer again = sendAgain(requests -> upload(requests, campaign));
        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        assertThat(again.headers()).containsEntry("idempotency-replayed", List.of("true"));
        assertThat(again.at("successful_imports")).isEqualTo(2);
        assertThat(leads()).isEqualTo(2);
    }

    @Test
    void anUploadKilledInTheMiddleIsImportedByTheNext() throws InterruptedException {
        String campaign = campaign();
        killAt("INSERT", "leads", requests -> upload(requests, campaign));
        assertThat(leads()).as("nothing was committed").isZero();
        aFewMinutesPassForTheLog();
        Answer again = sendAgain(requests -> upload(requests, campaign));
        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        assertThat(again.at("successful_imports")).isEqualTo(2);
        assertThat(leads()).isEqualTo(2);
        assertThat(number("SELECT count(*) FROM import_logs WHERE status = 'failed'"))
                .isEqualTo(1);
    }

    @FunctionalInterface
    private interface Sending {
        Answer by(KeyedRequests requests);
    }

    private void killAt(String event, String table, Sending sending) throws InterruptedException {
        DialerProcess process = DialerProcess.start(folder, environment("1h"));
        KeyedRequests requests = KeyedRequests.ofAdministrator(process.url());
        try (Obstacle obstacle = Obstacle.before(observer.database(), event, table)) {
            Thread client = Thread.ofVirtual().start(() -> {
                try {
                    sending.by(requests);
                } catch (UncheckedIOException e) {
                    // the process died: that is what the test is about
                }
            });
            obstacle.awaitMet(1);
            process.kill();
            obstacle.cutOffWhoWaits();
            client.join();
        }
    }

    private Answer sendAgain(Sending sending) {
        // its lease of an hour is over
        observer.database()
                .sql("UPDATE idempotency_keys SET held_until = now()")
                .update();
        try (DialerProcess next = DialerProcess.start(folder, environment("30s"))) {
            return sending.by(KeyedRequests.ofAdministrator(next.url()));
        }
    }

    private Map<String, String> environment(String lease) {
        return Map.of(
                "DATABASE_URL", database,
                "DIALER_DIALING_ENABLED", "false",
                "DIALER_IDEMPOTENCY_LEASE", lease);
    }

    private String campaign() {
        long id = new Given(observer).campaign();
        return String.valueOf(observer.get("/api/dialer/campaigns/" + id + "/").at("campaign_id"));
    }

    private static Answer upload(KeyedRequests requests, String campaign) {
        return requests.upload(
                UPLOAD,
                "upload",
                Map.of("campaign_id", campaign, "segment", "follow_up"),
                "name,number,city,attempts\nAli,923001234567,Lahore,1\nSana,923001234568,Lahore,1\n");
    }

    private void aFewMinutesPassForTheLog() {
        observer.database()
                .sql("UPDATE import_logs SET created_at = created_at - interval '5 minutes'")
                .update();
    }

    private long agents() {
        return number("SELECT count(*) FROM agents WHERE agent_id = 'AgentOnce'");
    }

    private long leads() {
        return number("SELECT count(*) FROM leads");
    }

    private long number(String sql) {
        return new Given(observer).number(sql);
    }
}
