package org.voiceorchestrator.security;

import io.micronaut.http.HttpStatus;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceorchestrator.http.Detail;

/// Passwords and refresh tokens become access tokens.
@Singleton
final class SignIn {
    private static final Duration ACCESS_TOKEN_GOOD_FOR = Duration.ofMinutes(30);

    private final Users users;
    private final NamesOfNobody namesOfNobody;
    private final Passwords passwords;
    private final RefreshTokens refreshTokens;
    private final TokenGenerator generator;
    private final Clock clock;

    SignIn(
            Users users,
            NamesOfNobody namesOfNobody,
            Passwords passwords,
            RefreshTokens refreshTokens,
            TokenGenerator generator,
            Clock clock) {
        this.users = users;
        this.namesOfNobody = namesOfNobody;
        this.passwords = passwords;
        this.refreshTokens = refreshTokens;
        this.generator = generator;
        this.clock = clock;
    }

    /// @throws Detail 401 when name or password is wrong or the user is no longer active (the same answer for all),
    ///     429 after too many failures
    Tokens withPassword(String username, String password) {
        Optional<Users.Credentials> known = users.credentials(username);
        refuseLocked(username, known);
        boolean matches = passwords.matches(
                password, known.map(Users.Credentials::passwordHash).orElse(passwords.nobodysHash()));
        // once more: of many guesses at a time, those that were still being checked tell nothing
        refuseLocked(username, users.credentials(username));
        Instant now = clock.instant();
        UserAccount account = known.map(Users.Credentials::account).orElse(null);
        if (account == null || !matches || !account.isActive()) {
            if (account == null) {
                namesOfNobody.failedToSignIn(username, now, Users.FAILURES_ALLOWED, Users.LOCKED);
            } else {
                users.failedToSignIn(account.id(), now);
            }
            throw new Detail(HttpStatus.UNAUTHORIZED, "No active account found with the given username and password.");
        }
        users.signedIn(account.id(), now);
        return tokens(account, refreshTokens.issue(account.id(), now));
    }

    private void refuseLocked(String username, Optional<Users.Credentials> known) {
        Instant now = clock.instant();
        boolean locked = known.isPresent() ? known.get().lockedAt(now) : namesOfNobody.lockedAt(username, now);
        if (locked) {
            throw new Detail(
                    HttpStatus.TOO_MANY_REQUESTS, "Too many failed sign-ins for this user. Try again in a minute.");
        }
    }

    /// @throws Detail 401 when the token is not, or no longer, good
    Tokens withRefreshToken(String token) {
        return refreshTokens
                .exchange(token, clock.instant())
                .flatMap(exchanged -> users.find(exchanged.user())
                        .filter(UserAccount::isActive)
                        .map(account -> tokens(account, exchanged)))
                .orElseThrow(
                        () -> new Detail(HttpStatus.UNAUTHORIZED, "The refresh token is not valid. Sign in again."));
    }

    private Tokens tokens(UserAccount account, RefreshTokens.Issued issued) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(LiveSessions.SESSION_CLAIM, issued.session().toString());
        if (account.agent() != null) {
            attributes.put(Caller.AGENT_CLAIM, account.agent());
        }
        int seconds = (int) ACCESS_TOKEN_GOOD_FOR.toSeconds();
        List<String> roles = List.of(account.role());
        String accessToken = generator
                .generateToken(Authentication.build(account.username(), roles, attributes), seconds)
                .orElseThrow(() -> new IllegalStateException("no token was made"));
        return new Tokens(accessToken, issued.token(), "Bearer", seconds, account.username(), roles);
    }
}
