package org.voiceorchestrator.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Names;

/// An access token is good only as long as the sign-in it came from: who signs out, is deactivated, or gets another
/// password or role is out at once, not when the token expires. Asks the database at each request, by an index.
@Singleton
final class LiveSessions implements GenericJwtClaimsValidator<HttpRequest<?>> {
    static final String SESSION_CLAIM = "session";

    private final RefreshTokens refreshTokens;

    LiveSessions(RefreshTokens refreshTokens) {
        this.refreshTokens = refreshTokens;
    }

    @Override
    public boolean validate(Claims claims, @Nullable HttpRequest<?> request) {
        return hasOneKnownRole(claims.get("roles"))
                && claims.get(SESSION_CLAIM) instanceof String session
                && refreshTokens.lives(UUID.fromString(session));
    }

    private static boolean hasOneKnownRole(@Nullable Object roles) {
        return roles instanceof Collection<?> names
                && names.size() == 1
                && Arrays.stream(Role.values())
                        .anyMatch(role -> Names.of(role).equals(names.iterator().next()));
    }
}
