package org.voiceorchestrator.security;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.DatabaseException.StillReferenced;
import org.voiceorchestrator.database.DatabaseException.UniqueViolation;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.CountedList;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Page;

/// The users, and how often somebody tried their passwords.
@Singleton
final class Users {
    static final int FAILURES_ALLOWED = 5;
    static final Duration LOCKED = Duration.ofMinutes(1);
    private static final String COLUMNS =
            "id, username, password_hash, role, agent_id, is_active, locked_until, last_login_at, created_at, updated_at";

    private final Database database;

    Users(Database database) {
        this.database = database;
    }

    /// What signing in needs to know.
    record Credentials(
            UserAccount account,
            String passwordHash,
            @Nullable Instant lockedUntil) {
        boolean lockedAt(Instant now) {
            return lockedUntil != null && lockedUntil.isAfter(now);
        }

        @Override
        public String toString() {
            return "Credentials[" + account + "]";
        }
    }

    Optional<Credentials> credentials(String username) {
        return database.sql("SELECT " + COLUMNS + " FROM users WHERE lower(username) = lower(:username)")
                .with("username", username)
                .first(Users::credentials);
    }

    Optional<UserAccount> find(long id) {
        return database.sql("SELECT " + COLUMNS + " FROM users WHERE id = :id")
                .with("id", id)
                .first(Users::account);
    }

    Page<UserAccount> list(ListRequest request) {
        Conditions conditions = new Conditions();
        request.filter("role").ifPresent(role -> conditions.add("role = :role", "role", role));
        if (!request.search().isEmpty()) {
            conditions.search(request.search(), java.util.List.of("username"));
        }
        return new CountedList<>(database, "SELECT " + COLUMNS + " FROM users ", Users::account, Users::orderedField)
                .page(request, conditions);
    }

    private static Object orderedField(UserAccount user, String field) {
        return switch (field) {
            case "username" -> user.username();
            case "created_at" -> user.createdAt();
            case "id" -> user.id();
            default -> throw new IllegalArgumentException("users are not ordered by " + field);
        };
    }

    boolean isEmpty() {
        return database.sql("SELECT NOT EXISTS (SELECT FROM users) AS none").one(row -> row.bool("none"));
    }

    UserAccount add(UserDraft draft, String passwordHash, Instant now) {
        return refusingTaken(() -> database.sql("""
                        INSERT INTO users (username, password_hash, role, agent_id, is_active, created_at, updated_at)
                        VALUES (:username, :hash, :role, :agent, :active, :now, :now)
                        RETURNING\s""" + COLUMNS)
                .with("username", draft.username())
                .with("hash", passwordHash)
                .with("role", draft.role())
                .with("agent", draft.agent())
                .with("active", draft.isActive())
                .with("now", now)
                .one(Users::account));
    }

    UserAccount change(long id, UserDraft draft, @Nullable String passwordHash, Instant now) {
        return refusingTaken(() -> database.sql("""
                        UPDATE users
                        SET username = :username,
                            password_hash = coalesce(:hash::text, password_hash),
                            role = :role,
                            agent_id = :agent,
                            is_active = :active,
                            updated_at = :now
                        WHERE id = :id
                        RETURNING\s""" + COLUMNS)
                .with("id", id)
                .with("username", draft.username())
                .with("hash", passwordHash)
                .with("role", draft.role())
                .with("agent", draft.agent())
                .with("active", draft.isActive())
                .with("now", now)
                .one(Users::account));
    }

    void delete(long id) {
        database.sql("DELETE FROM users WHERE id = :id").with("id", id).update();
    }

    void signedIn(long id, Instant now) {
        database.sql("""
                        UPDATE users
                        SET failed_logins = 0, locked_until = NULL, last_login_at = :now
                        WHERE id = :id
                        """).with("id", id).with("now", now).update();
    }

    /// The fifth failure in a row, and each after it, locks the account for a minute.
    void failedToSignIn(long id, Instant now) {
        database.sql("""
                        UPDATE users
                        SET failed_logins = failed_logins + 1,
                            locked_until = CASE WHEN failed_logins + 1 >= :allowed THEN :until ELSE locked_until END
                        WHERE id = :id
                        """)
                .with("id", id)
                .with("allowed", FAILURES_ALLOWED)
                .with("until", now.plus(LOCKED))
                .update();
    }

    private static UserAccount refusingTaken(java.util.function.Supplier<UserAccount> work) {
        try {
            return work.get();
        } catch (UniqueViolation e) {
            throw new FieldErrors("username", "A user with this username already exists.");
        } catch (StillReferenced e) {
            throw new FieldErrors("agent", "There is no agent with this id.");
        }
    }

    private static Credentials credentials(Row row) {
        return new Credentials(account(row), row.text("password_hash"), row.instantOrNull("locked_until"));
    }

    private static UserAccount account(Row row) {
        return new UserAccount(
                row.bigint("id"),
                row.text("username"),
                row.text("role"),
                row.bigintOrNull("agent_id"),
                row.bool("is_active"),
                row.instantOrNull("last_login_at"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
