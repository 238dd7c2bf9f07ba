package org.voiceorchestrator.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// Passwords, tokens, and how they end.
class SigningInTest {
    private static final String PASSWORD = "correct horse battery";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @RegisterExtension
    static final TestServer server = new TestServer();

    private final String name = "user" + COUNT.incrementAndGet();

    @Test
    void signingInGivesTokensThatOpenDoors() {
        user();
        Answer tokens = signIn(PASSWORD);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.json())
                .containsOnlyKeys("access_token", "refresh_token", "token_type", "expires_in", "username", "roles")
                .containsEntry("token_type", "Bearer")
                .containsEntry("username", name)
                .containsEntry("expires_in", 1800);
        assertThat(me(tokens).json()).containsEntry("username", name);
    }

    @Test
    void thePasswordIsInNoAnswerAndNotInTheDatabase() {
        Answer made = server.post("/api/auth/users", Map.of("username", name, "password", PASSWORD, "role", "viewer"));
        Answer tokens = signIn(PASSWORD);
        Answer changed = server.patch("/api/auth/users/" + made.id(), Map.of("password", PASSWORD + "!"));
        Answer short1 = server.patch("/api/auth/users/" + made.id(), Map.of("password", "short1"));
        Answer list = server.get("/api/auth/users");
        for (Answer answer :
                new Answer[] {made, tokens, changed, short1, list, server.get("/api/auth/users/" + made.id())}) {
            assertThat(answer.text()).doesNotContain(PASSWORD, "short1", "password_hash", "argon2");
        }
        Given given = new Given(server);
        assertThat(given.text("(SELECT password_hash FROM users WHERE username = '" + name + "')"))
                .startsWith("$argon2id$");
        assertThat(given.number("SELECT count(*) FROM audit_log WHERE detail::text LIKE '%horse%'"))
                .isZero();
        assertThat(given.number("SELECT count(*) FROM refresh_tokens WHERE encode(token_hash, 'escape') LIKE '%"
                        + tokens.at("refresh_token") + "%'"))
                .isZero();
    }

    @Test
    void unknownUsersAndWrongPasswordsAreAnsweredAlike() {
        user();
        Answer wrong = signIn("something else");
        assertThat(wrong.status()).isEqualTo(401);
        Answer unknown = signIn("nobody", "something else");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text());
        change(Map.of("is_active", false));
        assertThat(signIn(PASSWORD).text()).isEqualTo(wrong.text());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void fiveFailuresLockANameForAMinuteWhetherItExistsOrNot(boolean exists) {
        if (exists) {
            user();
        }
        for (int i = 0; i < 5; i++) {
            assertThat(signIn("wrong password " + i).status()).isEqualTo(401);
        }
        Answer locked = signIn(PASSWORD);
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.json()).containsOnlyKeys("detail");
        assertThat(signIn(name.toUpperCase(java.util.Locale.ROOT), PASSWORD).status())
                .isEqualTo(429);
        server.clock().forward(Duration.ofSeconds(61));
        assertThat(signIn("wrong again").status()).isEqualTo(401);
        assertThat(signIn(PASSWORD).status())
                .as("each further failure locks again")
                .isEqualTo(429);
        server.clock().forward(Duration.ofSeconds(61));
        assertThat(signIn(PASSWORD).status()).isEqualTo(exists ? 200 : 401);
    }

    @Test
    void signingInResetsTheCount() {
        user();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(signIn("wrong password").status()).isEqualTo(401);
            }
            assertThat(signIn(PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void aRefreshTokenIsGoodForOneUse() {
        user();
        Answer first = signIn(PASSWORD);
        Answer second = refresh(first);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("refresh_token")).isNotEqualTo(first.at("refresh_token"));
        assertThat(me(second).status()).isEqualTo(200);
        assertThat(refresh(second).status()).isEqualTo(200);
    }

    @Test
    void aRefreshTokenThatComesTwiceEndsTheSession() {
        user();
        Answer other = signIn(PASSWORD);
        Answer first = signIn(PASSWORD);
        Answer second = refresh(first);
        assertThat(refresh(first).status()).isEqualTo(401);
        assertThat(refresh(second).status()).isEqualTo(401);
        assertThat(me(second).status()).isEqualTo(401);
        assertThat(me(other).status()).as("another session goes on").isEqualTo(200);
    }

    @Test
    void aRefreshTokenIsGoodForTwoWeeks() {
        user();
        Answer tokens = signIn(PASSWORD);
        server.clock().forward(Duration.ofDays(14).plusSeconds(1));
        assertThat(refresh(tokens).status()).isEqualTo(401);
    }

    @Test
    void signingOutEndsTheSessionAtOnce() {
        user();
        Answer tokens = signIn(PASSWORD);
        for (int i = 0; i < 2; i++) {
            assertThat(post("/api/auth/logout", Map.of("refresh_token", tokens.at("refresh_token")))
                            .status())
                    .isEqualTo(204);
        }
        assertThat(refresh(tokens).status()).isEqualTo(401);
        assertThat(me(tokens).status()).isEqualTo(401);
    }

    @Test
    void whoIsChangedHasToSignInAgain() {
        user();
        for (Map<String, Object> change : java.util.List.<Map<String, Object>>of(
                Map.of("role", "agent"), Map.of("password", PASSWORD), Map.of("is_active", false))) {
            Answer tokens = signIn(PASSWORD);
            assertThat(me(tokens).status()).isEqualTo(200);
            change(change);
            assertThat(me(tokens).status()).as(change.toString()).isEqualTo(401);
            assertThat(refresh(tokens).status()).as(change.toString()).isEqualTo(401);
        }
    }

    @Test
    void whoIsDeletedIsOut() {
        long id = user();
        Answer tokens = signIn(PASSWORD);
        assertThat(server.delete("/api/auth/users/" + id).status()).isEqualTo(204);
        assertThat(me(tokens).status()).isEqualTo(401);
        assertThat(refresh(tokens).status()).isEqualTo(401);
    }

    private long user() {
        return server.post("/api/auth/users", Map.of("username", name, "password", PASSWORD, "role", "viewer"))
                .id();
    }

    private void change(Map<String, Object> change) {
        long id = new Given(server).number("SELECT id FROM users WHERE username = '" + name + "'");
        assertThat(server.patch("/api/auth/users/" + id, change).status()).isEqualTo(200);
    }

    private Answer signIn(String password) {
        return signIn(name, password);
    }

    private static Answer signIn(String name, String password) {
        return post("/api/auth/login", Map.of("username", name, "password", password));
    }

    private static Answer refresh(Answer tokens) {
        return post("/api/auth/refresh", Map.of("refresh_token", tokens.at("refresh_token")));
    }

    private static Answer me(Answer tokens) {
        return server.send("GET", "/api/auth/me", null, String.valueOf(tokens.at("access_token")));
    }

    private static Answer post(String path, Map<String, ? extends @Nullable Object> body) {
        return server.send("POST", path, new HashMap<>(body), null);
    }
}
