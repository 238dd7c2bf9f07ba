package org.voiceorchestrator.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Names;

/// A token without exactly one role that we know is no token of ours.
@Singleton
final class KnownRoles implements GenericJwtClaimsValidator<HttpRequest<?>> {
    @Override
    public boolean validate(Claims claims, @Nullable HttpRequest<?> request) {
        return claims.get("roles") instanceof Collection<?> names
                && names.size() == 1
                && Arrays.stream(Role.values())
                        .anyMatch(role -> Names.of(role).equals(names.iterator().next()));
    }
}
