package org.voiceorchestrator.security;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.DataFolder;
import org.voiceorchestrator.database.StartRefused;
import org.voiceorchestrator.http.FieldErrors;

/// Where there are no users yet, makes `admin`: with `DIALER_ADMIN_PASSWORD`, or with a random password that is
/// printed once and written to `admin-password` in the data folder.
@Context
final class FirstAdministrator {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final Users users;
    private final Passwords passwords;
    private final DataFolder data;
    private final Clock clock;
    /// Empty: make a random one.
    private final String given;

    FirstAdministrator(
            Users users,
            Passwords passwords,
            DataFolder data,
            Clock clock,
            @Nullable @Property(name = "dialer.admin-password") String given) {
        this.users = users;
        this.passwords = passwords;
        this.data = data;
        this.clock = clock;
        this.given = given == null ? "" : given;
    }

    @PostConstruct
    void makeWhereThereIsNone() {
        if (!users.isEmpty()) {
            return;
        }
        boolean random = given.isEmpty();
        String password = random ? randomPassword() : given;
        if (!Passwords.acceptable(password)) {
            throw new StartRefused(
                    "DIALER_ADMIN_PASSWORD is too short: it must have at least " + Passwords.SHORTEST + " characters");
        }
        // written first: a password that nobody has seen would lock everybody out
        Optional<Path> file =
                random ? Optional.of(data.writeSecret("admin-password", password + "\n")) : Optional.empty();
        if (!addUnlessThere(password)) {
            file.ifPresent(FirstAdministrator::delete);
            return;
        }
        file.ifPresent(path -> System.out.println(
                "First start: sign in as admin with the password " + password + " (also in " + path + ")"));
    }

    /// @return false when another process, started on the same empty database, was faster
    private boolean addUnlessThere(String password) {
        try {
            users.add(new UserDraft("admin", null, Role.ADMIN, null, true), passwords.hash(password), clock.instant());
            return true;
        } catch (FieldErrors e) {
            LOG.info("another dialer has made the first administrator");
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("deleting " + file, e);
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[15];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
