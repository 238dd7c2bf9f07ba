package org.voiceorchestrator.testkit;

import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.voiceorchestrator.database.Database;

/// The whole server, started on a port of its own and a fresh database, with a clock that is set by hand; nothing is
/// dialed unless asked for. Used as
///
///     @RegisterExtension static final TestServer server = new TestServer();
public final class TestServer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
    /// Noon in Karachi on the day of the specification's examples.
    public static final Instant START = Instant.parse("2026-02-09T07:00:00Z");

    private static final UUID SESSION = UUID.randomUUID();
    private static final JsonMapper JSON = JsonMapper.createDefault();

    private final Map<String, Object> properties = new HashMap<>();
    private final SettableClock clock = new SettableClock(START);
    private final HttpClient http = HttpClient.newHttpClient();
    private Clock usedClock = clock;
    private @Nullable ApplicationContext context;

    public TestServer() {
        properties.put("micronaut.server.port", -1);
        properties.put("dialer.admin-password", "test-administrator");
        properties.put("dialer.dialing.enabled", false);
    }

    /// A setting, to be given before the start.
    public TestServer with(String property, Object value) {
        properties.put(property, value);
        return this;
    }

    /// Real time, for tests in which calls take place.
    public TestServer withSystemClock() {
        usedClock = Clock.systemUTC();
        return this;
    }

    public TestServer start() {
        properties.putIfAbsent("database.url", TestDatabase.fresh());
        properties.putIfAbsent("dialer.data-dir", temporaryFolder().toString());
        ApplicationContext started = ApplicationContext.builder()
                .properties(properties)
                .singletons(usedClock)
                .start();
        started.getBean(EmbeddedServer.class).start();
        context = started;
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext ignored) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext ignored) {
        close();
    }

    @Override
    public void close() {
        ApplicationContext open = context;
        if (open != null) {
            context = null;
            open.getBean(EmbeddedServer.class).stop();
            open.close();
        }
    }

    public SettableClock clock() {
        return clock;
    }

    public <T> T bean(Class<T> type) {
        if (context == null) {
            throw new IllegalStateException("not started");
        }
        return context.getBean(type);
    }

    public ApplicationContext context() {
        return bean(ApplicationContext.class);
    }

    public Database database() {
        return bean(Database.class);
    }

    public String url() {
        return bean(EmbeddedServer.class).getURL().toString();
    }

    /// An access token of a user with this role.
    public String token(String role) {
        return token("test-" + role, role, null);
    }

    /// An access token of the user that is this agent.
    public String tokenOfAgent(long agent) {
        return token("test-agent-" + agent, "agent", agent);
    }

    private String token(String name, String role, @Nullable Long agent) {
        Map<String, Object> attributes = new HashMap<>(Map.of("session", session()));
        if (agent != null) {
            attributes.put("agent_id", agent);
        }
        return bean(TokenGenerator.class)
                .generateToken(Authentication.build(name, List.of(role), attributes), 3600)
                .orElseThrow();
    }

    /// A session of the administrator that never ends: the tokens that are made here come from it.
    private String session() {
        database()
                .sql("""
                        INSERT INTO refresh_tokens (token_hash, family, user_id, issued_at, expires_at)
                        SELECT :hash, :session, min(id), now(), 'infinity'
                        FROM users
                        ON CONFLICT DO NOTHING
                        """)
                .with("hash", SESSION.toString().getBytes(StandardCharsets.UTF_8))
                .with("session", SESSION)
                .update();
        return SESSION.toString();
    }

    public Answer get(String path) {
        return send("GET", path, null, token("admin"));
    }

    public Answer post(String path, Map<String, ?> body) {
        return send("POST", path, body, token("admin"));
    }

    public Answer post(String path) {
        return send("POST", path, null, token("admin"));
    }

    public Answer put(String path, Map<String, ?> body) {
        return send("PUT", path, body, token("admin"));
    }

    public Answer patch(String path, Map<String, ?> body) {
        return send("PATCH", path, body, token("admin"));
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, token("admin"));
    }

    /// @param path from the server's root, or absolute
    public Answer send(String method, String path, @Nullable Map<String, ?> body, @Nullable String token) {
        HttpRequest.Builder request = request(path, token);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json(body)));
        return send(request.build());
    }

    /// Uploads a file with the form's other fields.
    public Answer upload(
            String path, Map<String, String> fields, String filename, byte[] file, @Nullable String token) {
        String boundary = "----boundary-of-the-test";
        java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
        fields.forEach((name, value) -> body.writeBytes(
                ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"csv_file\"; filename=\""
                        + filename + "\"\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(request(path, token)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    private HttpRequest.Builder request(String path, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : url() + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    public Answer send(HttpRequest request) {
        try {
            return Answer.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] json(Map<String, ?> body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("dialer-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
