package org.voiceorchestrator.security;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Batched;
import org.voiceorchestrator.database.Database;

/// Refresh tokens, each good for one use within two weeks. All that come from one sign-in are a family: they are the
/// session, and live and end together.
@Singleton
final class RefreshTokens {
    private static final Duration GOOD_FOR = Duration.ofDays(14);

    private final Database database;
    private final SecureRandom random = new SecureRandom();
    private final Batched<UUID, Boolean> living;

    RefreshTokens(Database database) {
        this.database = database;
        this.living = new Batched<>(this::living);
    }

    /// A fresh token of a session.
    record Issued(long user, UUID session, String token) {
        @Override
        public String toString() {
            return "Issued[" + user + ", " + session + "]";
        }
    }

    /// The first of a session, after signing in.
    Issued issue(long user, Instant now) {
        return issue(user, UUID.randomUUID(), now);
    }

    /// Whether this session has not ended, at the moment of asking. All requests ask this.
    boolean lives(UUID session) {
        return living.get(session).orElse(false);
    }

    private Map<UUID, Boolean> living(Set<UUID> sessions) {
        return database
                .sql("SELECT DISTINCT family FROM refresh_tokens WHERE family = ANY (:sessions)")
                .with("sessions", sessions)
                .list(row -> row.uuid("family"))
                .stream()
                .collect(Collectors.toMap(session -> session, _ -> true));
    }

    /// Takes a token and gives its successor; nothing when it is unknown, too old or was used before. In the last case
    /// its family ends: either side may be the thief.
    Optional<Issued> exchange(String token, Instant now) {
        return database.inTransaction(() -> {
            Optional<Known> known = database.sql("""
                            SELECT family, user_id, expires_at, used_at
                            FROM refresh_tokens
                            WHERE token_hash = :hash
                            FOR UPDATE
                            """)
                    .with("hash", hash(token))
                    .first(row -> new Known(
                            row.uuid("family"),
                            row.bigint("user_id"),
                            row.instant("expires_at"),
                            row.instantOrNull("used_at")));
            if (known.isEmpty() || known.get().expiresAt().isBefore(now)) {
                return Optional.empty();
            }
            Known found = known.get();
            if (found.usedAt() != null) {
                endFamily(found.family());
                return Optional.empty();
            }
            database.sql("UPDATE refresh_tokens SET used_at = :now WHERE token_hash = :hash")
                    .with("now", now)
                    .with("hash", hash(token))
                    .update();
            return Optional.of(issue(found.user(), found.family(), now));
        });
    }

    private record Known(
            UUID family,
            long user,
            Instant expiresAt,
            @Nullable Instant usedAt) {}

    /// Ends the family of this token, if it is one.
    void revoke(String token) {
        database.sql("SELECT family FROM refresh_tokens WHERE token_hash = :hash")
                .with("hash", hash(token))
                .first(row -> row.uuid("family"))
                .ifPresent(this::endFamily);
    }

    void revokeAllOf(long user) {
        database.sql("DELETE FROM refresh_tokens WHERE user_id = :user")
                .with("user", user)
                .update();
    }

    private void endFamily(UUID family) {
        database.sql("DELETE FROM refresh_tokens WHERE family = :family")
                .with("family", family)
                .update();
    }

    private Issued issue(long user, UUID family, Instant now) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        database.sql("DELETE FROM refresh_tokens WHERE expires_at < :now")
                .with("now", now)
                .update();
        database.sql("""
                        INSERT INTO refresh_tokens (token_hash, family, user_id, issued_at, expires_at)
                        VALUES (:hash, :family, :user, :now, :expires)
                        """)
                .with("hash", hash(token))
                .with("family", family)
                .with("user", user)
                .with("now", now)
                .with("expires", now.plus(GOOD_FOR))
                .update();
        return new Issued(user, family, token);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
