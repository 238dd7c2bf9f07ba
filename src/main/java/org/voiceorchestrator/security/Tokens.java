package org.voiceorchestrator.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// What signing in gives.
///
/// @param expiresIn seconds for which the access token is good
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record Tokens(
        String accessToken, String refreshToken, String tokenType, int expiresIn, String username, List<String> roles) {

    @Override
    public String toString() {
        return "Tokens[" + username + "]";
    }
}
