package org.voiceorchestrator.surface;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.KeyedRequests;
import org.voiceorchestrator.testkit.TestServer;

/// Who may use which route: every route, walked with every kind of token.
class SecurityTest {
    private static final String SECRET = "the key of this test, which is long enough";

    @RegisterExtension
    static final TestServer server = new TestServer().with("dialer.jwt-secret", SECRET);

    private static final List<String> ROLES = List.of("admin", "supervisor", "agent", "viewer", "service");

    private static final Set<String> ALL = Set.copyOf(ROLES);
    private static final Set<String> ADMIN = Set.of("admin");
    private static final Set<String> STAFF = Set.of("admin", "supervisor");
    private static final Set<String> STAFF_AND_SCRIPTS = Set.of("admin", "supervisor", "service");

    /// Routes for which nobody has to sign in.
    static final Set<String> OPEN = Set.of(
            "POST /api/auth/login",
            "POST /api/auth/refresh",
            "POST /api/auth/logout",
            "GET /health",
            "GET /health/{selector}",
            "GET /docs",
            "GET /");

    /// Every other route, and who may use it. A new route is entered here.
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            entry("GET /api/auth/me", ALL),
            entry("GET /api/auth/users", ADMIN),
            entry("POST /api/auth/users", ADMIN),
            entry("GET /api/auth/users/{id}", ADMIN),
            entry("PUT /api/auth/users/{id}", ADMIN),
            entry("PATCH /api/auth/users/{id}", ADMIN),
            entry("DELETE /api/auth/users/{id}", ADMIN),
            entry("GET /api/dialer/agents", ALL),
            entry("POST /api/dialer/agents", STAFF_AND_SCRIPTS),
            entry("GET /api/dialer/agents/{id}", ALL),
            entry("PUT /api/dialer/agents/{id}", STAFF_AND_SCRIPTS),
            entry("PATCH /api/dialer/agents/{id}", Set.of("admin", "supervisor", "service", "agent")),
            entry("DELETE /api/dialer/agents/{id}", STAFF_AND_SCRIPTS),
            entry("GET /api/dialer/campaigns", ALL),
            entry("POST /api/dialer/campaigns", STAFF_AND_SCRIPTS),
            entry("GET /api/dialer/campaigns/{id}", ALL),
            entry("PUT /api/dialer/campaigns/{id}", STAFF_AND_SCRIPTS),
            entry("PATCH /api/dialer/campaigns/{id}", STAFF_AND_SCRIPTS),
            entry("DELETE /api/dialer/campaigns/{id}", STAFF_AND_SCRIPTS),
            entry("POST /api/dialer/campaigns/{id}/activate", STAFF_AND_SCRIPTS),
            entry("POST /api/dialer/campaigns/{id}/pause", STAFF_AND_SCRIPTS),
            entry("POST /api/dialer/campaigns/{id}/complete", STAFF_AND_SCRIPTS),
            entry("POST /api/dialer/campaigns/{id}/archive", STAFF_AND_SCRIPTS),
            entry("GET /api/dialer/campaigns/{id}/stats", ALL),
            entry("POST /api/dialer/campaigns/{id}/breaker/reset", STAFF),
            entry("GET /api/dialer/leads", Set.of("admin", "supervisor", "viewer", "agent")),
            entry("POST /api/dialer/leads", STAFF),
            entry("GET /api/dialer/leads/{id}", Set.of("admin", "supervisor", "viewer", "agent")),
            entry("PUT /api/dialer/leads/{id}", STAFF),
            entry("PATCH /api/dialer/leads/{id}", STAFF),
            entry("DELETE /api/dialer/leads/{id}", STAFF),
            entry("POST /api/dialer/leads/{id}/mark_as_called", Set.of("admin", "supervisor", "agent")),
            entry("GET /api/dialer/calendars", Set.of("admin", "supervisor", "viewer", "service")),
            entry("POST /api/dialer/calendars", STAFF),
            entry("GET /api/dialer/calendars/{id}", Set.of("admin", "supervisor", "viewer", "service")),
            entry("PUT /api/dialer/calendars/{id}", STAFF),
            entry("PATCH /api/dialer/calendars/{id}", STAFF),
            entry("DELETE /api/dialer/calendars/{id}", STAFF),
            entry("GET /api/dialer/trunks", Set.of("admin", "supervisor", "viewer", "service")),
            entry("POST /api/dialer/trunks", STAFF),
            entry("GET /api/dialer/trunks/{id}", Set.of("admin", "supervisor", "viewer", "service")),
            entry("PUT /api/dialer/trunks/{id}", STAFF),
            entry("PATCH /api/dialer/trunks/{id}", STAFF),
            entry("DELETE /api/dialer/trunks/{id}", STAFF),
            entry("GET /api/dialer/nodes", Set.of("admin", "supervisor", "viewer", "service")),
            entry("POST /api/dialer/nodes", STAFF),
            entry("GET /api/dialer/nodes/default", Set.of("admin", "supervisor", "viewer", "service")),
            entry("GET /api/dialer/nodes/{id}", Set.of("admin", "supervisor", "viewer", "service")),
            entry("PUT /api/dialer/nodes/{id}", STAFF),
            entry("PATCH /api/dialer/nodes/{id}", STAFF),
            entry("DELETE /api/dialer/nodes/{id}", STAFF),
            entry("GET /api/dialer/caller-id-pools", Set.of("admin", "supervisor", "viewer", "service")),
            entry("POST /api/dialer/caller-id-pools", STAFF),
            entry("GET /api/dialer/caller-id-pools/{id}", Set.of("admin", "supervisor", "viewer", "service")),
            entry("PUT /api/dialer/caller-id-pools/{id}", STAFF),
            entry("PATCH /api/dialer/caller-id-pools/{id}", STAFF),
            entry("DELETE /api/dialer/caller-id-pools/{id}", STAFF),
            entry("POST /api/dialer/calls", Set.of("admin", "supervisor", "agent")),
            entry("POST /api/dialer/campaigns/{id}/next_lead", Set.of("admin", "supervisor", "agent")),
            entry("POST /api/dialer/leads/{id}/dial", Set.of("admin", "supervisor", "agent")),
            entry("POST /api/dialer/leads/{id}/skip", Set.of("admin", "supervisor", "agent")),
            entry("POST /api/dialer/calls/{id}/hangup", Set.of("admin", "supervisor", "agent")),
            entry("POST /api/dialer/calls/{id}/hold", Set.of("admin", "supervisor", "agent")),
            entry("POST /api/dialer/calls/{id}/unhold", Set.of("admin", "supervisor", "agent")),
            entry("POST /api/dialer/calls/{id}/transfer", Set.of("admin", "supervisor", "agent")),
            entry("GET /api/dialer/calls/{id}/actions", Set.of("admin", "supervisor", "agent")),
            entry("POST /api/dialer/leads/{id}/call_back", Set.of("admin", "supervisor", "agent")),
            entry("DELETE /api/dialer/leads/{id}/call_back", Set.of("admin", "supervisor", "agent")),
            entry("GET /api/dialer/leads/{id}/why", Set.of("admin", "supervisor", "viewer", "agent")),
            entry("GET /api/dialer/campaigns/{id}/why", ALL),
            entry("POST /api/dialer/campaigns/{id}/recycle", STAFF),
            entry("POST /api/dialer/csv-upload/upload", STAFF_AND_SCRIPTS),
            entry("POST /api/dialer/csv-upload/preview", STAFF_AND_SCRIPTS),
            entry("GET /api/dialer/csv-upload/template", STAFF_AND_SCRIPTS),
            entry("POST /api/dialer/import-logs/{id}/cancel", STAFF_AND_SCRIPTS),
            entry("POST /api/dialer/import-logs/{id}/undo", STAFF_AND_SCRIPTS),
            entry("GET /api/dialer/import-logs/{id}/events", Set.of("admin", "supervisor", "viewer", "service")),
            entry("GET /api/dialer/import-logs", Set.of("admin", "supervisor", "viewer", "service")),
            entry("GET /api/dialer/import-logs/{id}", Set.of("admin", "supervisor", "viewer", "service")),
            entry("GET /api/dialer/import-logs/{id}/rejected.csv", Set.of("admin", "supervisor", "viewer", "service")),
            entry("POST /api/dialer/migrations/telecard", STAFF_AND_SCRIPTS),
            entry("GET /api/dialer/migrations", STAFF_AND_SCRIPTS),
            entry("GET /api/dialer/migrations/{id}", STAFF_AND_SCRIPTS),
            entry("GET /api/dialer/migrations/{id}/report.csv", STAFF_AND_SCRIPTS),
            entry("POST /api/dialer/leads/{id}/do_not_call", Set.of("admin", "supervisor", "agent")),
            entry("GET /api/dialer/do-not-call", Set.of("admin", "supervisor", "viewer", "service")),
            entry("POST /api/dialer/do-not-call", STAFF_AND_SCRIPTS),
            entry("GET /api/dialer/do-not-call/{id}", Set.of("admin", "supervisor", "viewer", "service")),
            entry("PUT /api/dialer/do-not-call/{id}", STAFF),
            entry("PATCH /api/dialer/do-not-call/{id}", STAFF),
            entry("DELETE /api/dialer/do-not-call/{id}", STAFF),
            entry("GET /api/dialer/do-not-call/check", ALL),
            entry("POST /api/dialer/do-not-call/import", STAFF_AND_SCRIPTS),
            entry("GET /api/dialer/do-not-call/ledger", Set.of("admin", "supervisor", "viewer", "service")),
            entry("GET /api/dialer/do-not-call/ledger.csv", Set.of("admin", "supervisor", "viewer", "service")),
            entry("GET /api/dialer/call-logs", Set.of("admin", "supervisor", "viewer", "agent")),
            entry("GET /api/dialer/call-logs/{id}", Set.of("admin", "supervisor", "viewer", "agent")),
            entry("GET /api/dialer/call-logs/{id}/recording", Set.of("admin", "supervisor", "agent")),
            entry("GET /api/dialer/audits/calls", Set.of("admin", "supervisor", "viewer")),
            entry("POST /api/telephony/cdr", Set.of("admin", "service")));

    static Stream<String> closedRoutes() {
        return ALLOWED.keySet().stream().sorted();
    }

    @Test
    void theTableHasEveryRouteAndNoOther() {
        Set<String> table = new TreeSet<>(OPEN);
        table.addAll(ALLOWED.keySet());
        assertThat(Routes.of(server)).isEqualTo(table);
    }

    @ParameterizedTest
    @MethodSource("closedRoutes")
    void whoHasNoGoodTokenIsUnauthorized(String route) {
        badTokens().forEach((kind, token) -> {
            Answer answer = send(route, token);
            assertThat(answer.status()).as(kind + ": " + answer).isEqualTo(401);
            assertThat(answer.json()).containsOnlyKeys("detail");
        });
    }

    @ParameterizedTest
    @MethodSource("closedRoutes")
    void everyRoleMayDoWhatTheTableSaysAndNothingElse(String route) {
        for (String role : ROLES) {
            Answer answer = send(route, server.token(role));
            if (ALLOWED.getOrDefault(route, Set.of()).contains(role)) {
                assertThat(answer.status())
                        .as(role + ": " + answer)
                        .isNotIn(401, 403)
                        .isLessThan(500);
            } else {
                assertThat(answer.status()).as(role + ": " + answer).isEqualTo(403);
                assertThat(answer.json()).containsOnlyKeys("detail");
            }
        }
    }

    static Stream<String> posts() {
        return closedRoutes().filter(route -> route.startsWith("POST "));
    }

    /// With a body that every route refuses: what is carried out, and how often, is told elsewhere.
    @ParameterizedTest
    @MethodSource("posts")
    void everyPostTakesAnIdempotencyKeyAndOnlyAGoodOne(String route) {
        KeyedRequests requests = new KeyedRequests(server.url(), server.token("admin"));
        String path = Routes.path(route).replace("{id}", "987654321");
        boolean form = takesAFile(path, requests);
        for (int i = 0; i < 2; i++) {
            Answer answer = form
                    ? requests.upload(path, "key-of-" + path, Map.of(), "")
                    : requests.post(path, "key-of-" + path, "{}");
            assertThat(answer.status()).as(answer.toString()).isIn(200, 400, 404, 409);
        }
        Answer refused =
                form ? requests.upload(path, "two words", Map.of(), "") : requests.post(path, "two words", "{}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json()).containsOnlyKeys("Idempotency-Key");
    }

    private static boolean takesAFile(String path, KeyedRequests requests) {
        return requests.post(path, KeyedRequests.freshKey(), "{}").status() == 415;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /",
                "GET /docs",
                "GET /static/docs.js",
                "GET /openapi/dialer.yml",
                "GET /health",
                "GET /health/liveness",
                "GET /health/readiness",
                "POST /api/auth/login",
                "POST /api/auth/refresh",
                "POST /api/auth/logout"
            })
    void openRoutesAskForNoToken(String route) {
        assertThat(send(route, null).status()).isIn(200, 307, 400);
        assertThat(send(route, "rubbish").status()).isIn(200, 307, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/liveness", "/readiness"})
    void healthTellsNoInternals(String path) {
        Answer answer = server.send("GET", "/health" + path, null, null);
        assertThat(answer.json()).containsEntry("status", "UP");
        assertThat(answer.at("name")).isNull();
        assertThat(answer.at("details")).isNull();
        assertThat(server.get("/health" + path).text()).isEqualTo(answer.text());
    }

    private static Answer send(String route, @Nullable String token) {
        if (List.of("/upload", "/telecard", "/import", "/preview").stream().anyMatch(route::endsWith)) {
            return server.upload(Routes.path(route), Map.of(), "leads.csv", new byte[0], token);
        }
        String method = Routes.method(route);
        String path = Routes.path(route).replace("{id}", "987654321").replace("{selector}", "liveness");
        return server.send(method, path, method.startsWith("P") ? Map.of() : null, token);
    }

    private static Map<String, @Nullable String> badTokens() {
        String good = server.token("admin");
        String[] parts = good.split("\\.", -1);
        Map<String, @Nullable String> tokens = new java.util.LinkedHashMap<>();
        tokens.put("none", null);
        tokens.put("empty", "");
        tokens.put("garbage", "garbage");
        tokens.put("garbage of three parts", "a.b.c");
        tokens.put("without its signature", parts[0] + "." + parts[1] + ".");
        tokens.put("changed", parts[0] + "." + parts[1].substring(1) + "." + parts[2]);
        tokens.put("alg=none", new PlainJWT(claims("admin", Duration.ofHours(1))).serialize());
        tokens.put("of another key", signed("another key that is just as long as ours", "admin", Duration.ofHours(1)));
        tokens.put("expired", signed(SECRET, "admin", Duration.ofSeconds(-1)));
        tokens.put("unknown role", signed(SECRET, "emperor", Duration.ofHours(1)));
        tokens.put("of no session", token(Map.of()));
        tokens.put(
                "of a session that has ended",
                token(Map.of("session", UUID.randomUUID().toString())));
        return tokens;
    }

    @Test
    void tokensAreSigned() throws ParseException {
        Answer answer = server.send(
                "POST", "/api/auth/login", Map.of("username", "admin", "password", "test-administrator"), null);
        String token = String.valueOf(answer.at("access_token"));
        assertThat(SignedJWT.parse(token).getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.HS256);
    }

    @Test
    void theTokensOfThisTestAreBadForTheReasonTheyAreMeantToBe() {
        assertThat(send("GET /api/auth/me", signed(SECRET, "admin", Duration.ofHours(1)))
                        .status())
                .isEqualTo(200);
    }

    private static String token(Map<String, Object> attributes) {
        return server.bean(TokenGenerator.class)
                .generateToken(Authentication.build("test-admin", List.of("admin"), attributes), 3600)
                .orElseThrow();
    }

    private static String signed(String secret, String role, Duration goodFor) {
        try {
            SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(role, goodFor));
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet claims(String role, Duration goodFor) {
        try {
            Object session =
                    SignedJWT.parse(server.token("admin")).getJWTClaimsSet().getClaim("session");
            return new JWTClaimsSet.Builder()
                    .subject("test-admin")
                    .claim("roles", List.of(role))
                    .claim("session", session)
                    .expirationTime(Date.from(Instant.now().plus(goodFor)))
                    .build();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
