package org.voiceorchestrator.once;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.KeyedRequests;
import org.voiceorchestrator.testkit.TestServer;

/// Requests with an `Idempotency-Key`, sent again.
class OnceTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final Given given = new Given(server);

    private static long agent;
    private static long campaign;

    @BeforeAll
    static void somethingToWorkOn() {
        agent = given.agent();
        campaign = given.campaign(agent);
    }

    static Stream<Arguments> changes() {
        long toActivate = given.campaign(agent);
        long toPause = given.campaign(agent);
        server.post("/api/dialer/campaigns/" + toPause + "/activate/");
        return Stream.of(
                Arguments.of("/api/dialer/agents/", agentBody()),
                Arguments.of(
                        "/api/auth/users",
                        "{\"username\": \"once\", \"password\": \"a long enough one\", \"role\": \"viewer\"}"),
                Arguments.of("/api/dialer/campaigns", campaignBody()),
                Arguments.of("/api/dialer/campaigns/" + toActivate + "/activate/", ""),
                Arguments.of("/api/dialer/campaigns/" + toPause + "/pause", ""),
                Arguments.of("/api/dialer/campaigns/" + given.campaign(agent) + "/archive/", ""),
                Arguments.of("/api/dialer/leads/", leadBody()),
                Arguments.of("/api/dialer/leads/" + given.lead(campaign) + "/mark_as_called/", "{\"notes\": \"ok\"}"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void theSameRequestGetsTheSameAnswerAndIsCarriedOutOnce(String path, String body) {
        String key = KeyedRequests.freshKey();
        Answer first = as("admin").post(path, key, body);
        assertThat(first.status()).as(first.toString()).isIn(200, 201);
        assertThat(first.headers()).doesNotContainKey("idempotency-replayed");
        assertThat(isMarked(key)).as("marked by its transaction").isTrue();
        long changes = auditEntries();
        Answer second = as("admin").post(path, key, body);
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.headers())
                .containsEntry("idempotency-replayed", List.of("true"))
                .containsEntry("content-type", first.headers().get("content-type"))
                .containsEntry("cache-control", List.of("no-store"));
        assertThat(auditEntries()).isEqualTo(changes);
    }

    @Test
    void anAgentsUserMayAlsoRetry() {
        KeyedRequests own = new KeyedRequests(server.url(), server.tokenOfAgent(agent));
        String path = "/api/dialer/leads/" + given.lead(campaign) + "/mark_as_called/";
        Answer first = own.post(path, "mine", "{}");
        Answer second = own.post(path, "mine", "{}");
        assertThat(first.at("message")).isEqualTo("Lead marked as called");
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.at("lead.attempt_count")).isEqualTo(1);
    }

    @Test
    void aSlashAtTheEndAndQuotesAroundTheKeyMakeNoDifference() {
        String key = KeyedRequests.freshKey();
        String body = agentBody();
        Answer first = as("admin").post("/api/dialer/agents", key, body);
        assertThat(as("admin")
                        .post("/api/dialer/agents/", "\"" + key + "\"", body)
                        .text())
                .isEqualTo(first.text());
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        String key = KeyedRequests.freshKey();
        String body = agentBody();
        assertThat(as("admin").post("/api/dialer/agents/", key, body).status()).isEqualTo(201);
        for (Answer other : List.of(
                as("admin").post("/api/dialer/agents/", key, agentBody()),
                as("admin").post("/api/dialer/agents/", key, body + " "),
                as("admin").post("/api/dialer/agents/?dry=1", key, body),
                as("admin").post("/api/dialer/campaigns/", key, body))) {
            assertThat(other.status()).as(other.toString()).isEqualTo(422);
            assertThat(other.json()).containsOnlyKeys("detail");
            assertThat(String.valueOf(other.at("detail"))).contains("POST /api/dialer/agents", "new key");
        }
    }

    @Test
    void differentUsersMayUseTheSameKey() {
        String key = KeyedRequests.freshKey();
        Answer first = as("admin").post("/api/dialer/agents/", key, agentBody());
        Answer second = as("supervisor").post("/api/dialer/agents/", key, agentBody());
        assertThat(List.of(first.status(), second.status())).containsOnly(201);
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void tenAtOnceAreCarriedOutOnceAndAllGetThatAnswer() {
        String key = KeyedRequests.freshKey();
        String body = leadBody();
        long changes = auditEntries();
        List<Answer> answers = AtOnce.run(10, () -> as("admin").post("/api/dialer/leads/", key, body));
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(Answer::text)
                .containsOnly(answers.getFirst().text());
        assertThat(answers)
                .filteredOn(answer -> !answer.headers().containsKey("idempotency-replayed"))
                .hasSize(1);
        assertThat(auditEntries()).isEqualTo(changes + 1);
    }

    @Test
    void aRefusedRequestMayBeMendedAndSentAgainWithItsKey() {
        String key = KeyedRequests.freshKey();
        assertThat(as("admin").post("/api/dialer/agents/", key, "{}").status()).isEqualTo(400);
        assertThat(as("admin").post("/api/dialer/agents/", key, "{").status()).isEqualTo(400);
        Answer mended = as("admin").post("/api/dialer/agents/", key, agentBody());
        assertThat(mended.status()).isEqualTo(201);
        assertThat(mended.headers()).doesNotContainKey("idempotency-replayed");
    }

    @Test
    void whatAStateForbidsIsAskedAgain() {
        long draft = given.campaign(agent);
        String path = "/api/dialer/campaigns/" + draft + "/pause/";
        assertThat(as("admin").post(path, "pause", "").status()).isEqualTo(409);
        server.post("/api/dialer/campaigns/" + draft + "/activate/");
        assertThat(as("admin").post(path, "pause", "").status()).isEqualTo(200);
    }

    @Test
    void whatIsForbiddenOrNotThereLeavesItsKeyFree() {
        String key = KeyedRequests.freshKey();
        assertThat(as("viewer").post("/api/dialer/agents/", key, agentBody()).status())
                .isEqualTo(403);
        assertThat(as("admin")
                        .post("/api/dialer/leads/0/mark_as_called/", key, "")
                        .status())
                .isEqualTo(404);
        assertThat(as("admin").post("/api/dialer/nothing", key, "").status()).isEqualTo(404);
        assertThat(as("admin").post("/api/dialer/agents/", key, agentBody()).status())
                .isEqualTo(201);
    }

    @Test
    void anErrorOfOursLeavesTheKeyFreeAndNothingDone() {
        String key = KeyedRequests.freshKey();
        String body = agentBody();
        server.database().sql("""
                        CREATE FUNCTION break_down() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'broken'; END $$
                        """).update();
        server.database().sql("""
                        CREATE TRIGGER broken BEFORE INSERT ON audit_log
                        FOR EACH ROW EXECUTE FUNCTION break_down()
                        """).update();
        try {
            assertThat(as("admin").post("/api/dialer/agents/", key, body).status())
                    .isEqualTo(500);
        } finally {
            server.database().sql("DROP TRIGGER broken ON audit_log").update();
        }
        assertThat(as("admin").post("/api/dialer/agents/", key, body).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "\"\""})
    void aKeyIsOfVisibleCharacters(String key) {
        assertRefused(as("admin").post("/api/dialer/agents/", key, agentBody()));
    }

    @Test
    void aKeyIsNotTooLongAndSentOnce() {
        assertThat(as("admin")
                        .post("/api/dialer/agents/", "k".repeat(255), agentBody())
                        .status())
                .isEqualTo(201);
        assertRefused(as("admin").post("/api/dialer/agents/", "k".repeat(256), agentBody()));
        assertRefused(as("admin").post("/api/dialer/agents/", List.of("one", "two"), agentBody()));
    }

    private static void assertRefused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json()).containsOnlyKeys("Idempotency-Key");
    }

    @Test
    void signingInTakesNoNoticeOfAKey() {
        String key = KeyedRequests.freshKey();
        String body = "{\"username\": \"admin\", \"password\": \"test-administrator\"}";
        for (int i = 0; i < 2; i++) {
            Answer answer = as("admin").post("/api/auth/login", key, body);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers()).doesNotContainKey("idempotency-replayed");
        }
        assertThat(isKnown(key)).isFalse();
    }

    @Test
    void aKeyIsForgottenAfterTwoDays() {
        String key = KeyedRequests.freshKey();
        String body = leadBody();
        Answer first = as("admin").post("/api/dialer/leads/", key, body);
        server.clock().forward(Duration.ofHours(47));
        server.bean(Keys.class).forget(server.clock().instant());
        assertThat(as("admin").post("/api/dialer/leads/", key, body).text()).isEqualTo(first.text());
        server.clock().forward(Duration.ofHours(2));
        Answer again = as("admin").post("/api/dialer/leads/", key, body);
        assertThat(again.status()).as("the number is there: it was tried anew").isEqualTo(400);
        assertThat(isKnown(key)).isFalse();
    }

    @Test
    void whatIsTooOldIsDeleted() {
        String key = KeyedRequests.freshKey();
        as("admin").post("/api/dialer/agents/", key, agentBody());
        server.clock().forward(Duration.ofHours(49));
        assertThat(server.bean(Keys.class).forget(server.clock().instant())).isPositive();
        assertThat(isKnown(key)).isFalse();
    }

    @Test
    void whatIsTooLongToBeKeptIsNotCarriedOutAgainEither() {
        String key = KeyedRequests.freshKey();
        String body = "{\"campaign_name\": \"Long\", \"segment\": \"follow_up\", \"agent\": " + agent
                + ", \"metadata\": {\"text\": \"" + "x".repeat(300_000) + "\"}}";
        assertThat(as("admin").post("/api/dialer/campaigns/", key, body).status())
                .isEqualTo(201);
        long changes = auditEntries();
        Answer second = as("admin").post("/api/dialer/campaigns/", key, body);
        assertThat(second.status()).isEqualTo(409);
        assertThat(String.valueOf(second.at("detail"))).contains("was carried out before", "too long");
        assertThat(auditEntries()).isEqualTo(changes);
    }

    @Test
    void noPasswordCanBeGuessedFromWhatIsKept() {
        String key = KeyedRequests.freshKey();
        String password = "the secret of Ahmed";
        as("admin")
                .post(
                        "/api/auth/users",
                        key,
                        "{\"username\": \"secretive\", \"password\": \"" + password + "\", \"role\": \"viewer\"}");
        String kept = given.text("SELECT k::text FROM idempotency_keys AS k WHERE key = '" + key + "'");
        assertThat(kept).contains("secretive").doesNotContain(password);
    }

    private static KeyedRequests as(String role) {
        return new KeyedRequests(server.url(), server.token(role));
    }

    private static boolean isKnown(String key) {
        return given.number("SELECT count(*) FROM idempotency_keys WHERE key = '" + key + "'") == 1;
    }

    private static boolean isMarked(String key) {
        return given.number("SELECT count(carried_out_at) FROM idempotency_keys WHERE key = '" + key + "'") == 1;
    }

    private static long auditEntries() {
        return given.number("SELECT count(*) FROM audit_log");
    }

    private static String agentBody() {
        return "{\"agent_id\": \"" + Given.freshAgentName() + "\", \"extension\": \"101\"}";
    }

    private static String campaignBody() {
        return "{\"campaign_name\": \"Once\", \"segment\": \"follow_up\", \"agent\": " + agent + "}";
    }

    private static String leadBody() {
        return "{\"campaign\": " + campaign + ", \"phone_number\": \"" + Given.freshNumber() + "\"}";
    }
}
