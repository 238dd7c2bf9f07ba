package org.voiceorchestrator.surface;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.TestServer;

/// What all answers have in common, whatever they answer.
class AnswersTest {
    @RegisterExtension
    static final TestServer server =
            new TestServer().with("test.broken", true).with("micronaut.server.max-request-size", "100KB");

    @ParameterizedTest
    @CsvSource({
        "GET, /, 307",
        "GET, /docs, 200",
        "GET, /static/docs.js, 200",
        "GET, /openapi/dialer.yml, 200",
        "GET, /health, 200",
        "GET, /api/dialer/agents, 200",
        "POST, /api/dialer/agents/, 400",
        "GET, /api/dialer/agents/0, 404",
        "GET, /nowhere, 404",
        "DELETE, /api/dialer/agents, 405",
        "GET, /broken/unchecked, 500"
    })
    void everyAnswerTellsBrowsersToBeCareful(String method, String path, int status) {
        Answer answer = server.send(method, path, method.equals("POST") ? Map.of() : null, server.token("admin"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertCareful(answer);
    }

    @Test
    void soDoesOneThatRefusesAToken() {
        for (String token : new String[] {"rubbish", server.token("viewer")}) {
            Answer answer = server.send("POST", "/api/dialer/agents", Map.of(), token);
            assertThat(answer.status()).isIn(401, 403);
            assertCareful(answer);
        }
    }

    private static void assertCareful(Answer answer) {
        assertThat(answer.headers())
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("referrer-policy", List.of("no-referrer"))
                .containsEntry("x-frame-options", List.of("DENY"))
                .doesNotContainKey("server");
        assertThat(answer.headers().get("content-security-policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/dialer/agents, 'private, no-cache'",
        "/api/auth/me, no-store",
        "/nowhere, no-store",
        "/docs, no-store",
        "/static/docs.js, no-cache",
        "/openapi/dialer.yml, no-cache"
    })
    void whatMayBeKept(String path, String keeping) {
        assertThat(server.get(path).headers()).containsEntry("cache-control", List.of(keeping));
    }

    @Test
    void thePageOfTheSpecificationFindsItsFiles() {
        Answer page = server.send("GET", "/docs", null, null);
        assertThat(page.text())
                .contains("<title>Voice Orchestrator API</title>")
                .doesNotContain("<script>", "{swagger");
        java.util.regex.Pattern.compile("(?:href|src)=\"([^\"]+)\"")
                .matcher(page.text())
                .results()
                .forEach(link -> assertThat(
                                server.send("GET", link.group(1), null, null).status())
                        .as(link.group(1))
                        .isEqualTo(200));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unchecked", "checked", "error"})
    void whatNobodyExpectedTellsAnIdAndTheLogTellsTheRest(String way) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        Answer answer = server.send("GET", "/broken/" + way, null, null);
        root.detachAppender(log);
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json()).containsOnlyKeys("detail", "correlation_id");
        String id = UUID.fromString(String.valueOf(answer.at("correlation_id"))).toString();
        assertThat(answer.text()).doesNotContain(BrokenController.INTERNALS, "Exception", "org.", "java");
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).contains(id, "GET /broken/" + way);
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo(BrokenController.INTERNALS);
        });
    }

    @Test
    void whatIsTooLargeIsRefused() {
        Answer answer = server.post("/api/dialer/agents", Map.of("agent_id", "x".repeat(200_000)));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json()).containsOnlyKeys("detail");
        assertCareful(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"password\": hunter2hunter2}", "hunter2hunter2", "{\"password\": \"hunter2hunter2"})
    void whatIsNoJsonIsNotRepeated(String body) {
        Answer answer = server.send(HttpRequest.newBuilder(URI.create(server.url() + "/api/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).isEqualTo(Map.of("detail", "The body is not valid JSON."));
    }
}
