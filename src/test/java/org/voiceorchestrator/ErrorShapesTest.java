package org.voiceorchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// What all resources of the dialer have in common.
class ErrorShapesTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private final Given given = new Given(server);

    @ParameterizedTest
    @ValueSource(strings = {"agents", "campaigns", "leads", "call-logs"})
    void bothSlashFormsAnswerListsOfOneShape(String resource) {
        Answer without = server.get("/api/dialer/" + resource);
        assertThat(without.status()).isEqualTo(200);
        assertThat(without.json())
                .containsOnlyKeys("count", "next", "previous", "results", "count_is_exact", "next_cursor");
        assertThat(server.get("/api/dialer/" + resource + "/").json()).isEqualTo(without.json());
        assertThat(server.get("/api/dialer/" + resource + "?page=2").json())
                .isEqualTo(Map.of("detail", "Invalid page."));
        assertThat(server.get("/api/dialer/" + resource + "?ordering=nothing").status())
                .isEqualTo(400);
        assertThat(server.get("/api/dialer/" + resource + "?unknown=1").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents", "campaigns", "leads", "call-logs"})
    void whoHasNoTokenIsUnauthorized(String resource) {
        Answer refused = server.send("GET", "/api/dialer/" + resource + "/", null, null);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json()).containsOnlyKeys("detail");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agents/0",
                "agents/x/",
                "campaigns/999999/",
                "campaigns/x",
                "leads/999999",
                "leads/-1/",
                "campaigns/99999999999999999999",
                "nothing/"
            })
    void whatIsNotThereIsNotFound(String path) {
        Answer missing = server.get("/api/dialer/" + path);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.json()).isEqualTo(Map.of("detail", "Not found."));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, agents",
        "PUT, campaigns/",
        "PATCH, leads/",
        "GET, campaigns/1/activate/",
        "DELETE, campaigns/1/stats",
        "GET, leads/1/mark_as_called/",
        "POST, agents/1/"
    })
    void otherMethodsAreNotAllowed(String method, String path) {
        Answer refused = server.send(
                method, "/api/dialer/" + path, method.startsWith("P") ? Map.of() : null, server.token("admin"));
        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.json()).isEqualTo(Map.of("detail", "Method \"" + method + "\" not allowed."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"agent_id\": ", "[1, 2]", "\"text\"", "7", "{'a': 1}"})
    void aBodyThatIsNoJsonObjectIsABadRequest(String body) {
        for (String path : new String[] {"agents/", "campaigns", "leads/", "leads/" + given.lead(given.campaign())}) {
            Answer refused = server.send(HttpRequest.newBuilder(URI.create(server.url() + "/api/dialer/" + path))
                    .header("Authorization", "Bearer " + server.token("admin"))
                    .header("Content-Type", "application/json")
                    .method(path.matches(".*[0-9]") ? "PATCH" : "POST", BodyPublishers.ofString(body))
                    .build());
            assertThat(refused.status()).as(path + " " + refused).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\": 1e400}",
                "{\"a\": 12345678901234567890.123456789}",
                "{\"a\": \"\uD83D\uDE00\"}",
                "{\"a\": null}",
                "{\"a\": [[[[]]]]}",
                "{\"\": \"\"}",
                "{\"a\": \"\\\\u0000\"}",
                "{\"a\": \"\\u0000\"}"
            })
    void metadataOfAnyKindIsStoredOrRefused(String metadata) {
        long campaign = given.campaign();
        Answer answer = patch(campaign, "{\"metadata\": " + metadata + "}");
        assertThat(answer.status()).as(answer.toString()).isIn(200, 400);
        assertThat(server.get("/api/dialer/campaigns/" + campaign).status()).isEqualTo(200);
    }

    @Test
    void aNullThatIsSentIsNotAFieldThatWasNotSent() {
        long campaign = given.campaign();
        server.patch(
                "/api/dialer/campaigns/" + campaign,
                Map.of("calling_from", "09:00", "calling_until", "10:00", "max_calls", 3));
        Answer answer = patch(campaign, """
                {"calling_from": null, "calling_until": null, "retry_delays": {"busy": null}}""");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.at("calling_from")).isNull();
        assertThat(answer.at("max_calls")).isEqualTo(3);
        assertThat(answer.at("retry_delays.busy")).isNull();
        assertThat(answer.at("retry_delays.failed")).isEqualTo(900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents/", "leads/", "campaigns/"})
    void anotherMediaTypeIsUnsupported(String path) {
        Answer refused = server.send(HttpRequest.newBuilder(URI.create(server.url() + "/api/dialer/" + path))
                .header("Authorization", "Bearer " + server.token("admin"))
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("a,b"))
                .build());
        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.json()).containsOnlyKeys("detail");
    }

    private static Answer patch(long campaign, String body) {
        return server.send(HttpRequest.newBuilder(URI.create(server.url() + "/api/dialer/campaigns/" + campaign))
                .header("Authorization", "Bearer " + server.token("admin"))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body))
                .build());
    }
}
