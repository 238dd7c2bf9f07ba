package org.voiceorchestrator.security;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;

/// Users come, change and go; each time it is written down who did it.
@Singleton
public final class UserAdministration {
    private final Database database;
    private final Users users;
    private final Passwords passwords;
    private final RefreshTokens refreshTokens;
    private final Audit audit;
    private final Clock clock;

    UserAdministration(
            Database database,
            Users users,
            Passwords passwords,
            RefreshTokens refreshTokens,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.passwords = passwords;
        this.refreshTokens = refreshTokens;
        this.audit = audit;
        this.clock = clock;
    }

    /// From the command line.
    ///
    /// @throws org.voiceorchestrator.http.FieldErrors when name, password or role are not acceptable
    public void add(Map<String, ?> fields) {
        add(UserDraft.read(fields, null), "command line");
    }

    UserAccount add(UserDraft draft, String by) {
        String hash = passwords.hash(String.valueOf(draft.password()));
        return database.inTransaction(() -> {
            UserAccount account = users.add(draft, hash, clock.instant());
            audit.record(by, "create", "user", account.id(), Map.of("role", Names.of(draft.role())));
            return account;
        });
    }

    /// A user whose password, role or activity changes has to sign in again.
    UserAccount change(long id, UserDraft draft, String by) {
        String password = draft.password();
        String hash = password == null ? null : passwords.hash(password);
        return database.inTransaction(() -> {
            UserAccount account = users.change(id, draft, hash, clock.instant());
            refreshTokens.revokeAllOf(id);
            audit.record(
                    by,
                    "update",
                    "user",
                    id,
                    Map.of("role", account.role(), "is_active", account.isActive(), "password", hash != null));
            return account;
        });
    }

    void delete(UserAccount account, String by) {
        database.inTransaction(() -> {
            users.delete(account.id());
            audit.record(by, "delete", "user", account.id(), Map.of("username", account.username()));
        });
    }
}
