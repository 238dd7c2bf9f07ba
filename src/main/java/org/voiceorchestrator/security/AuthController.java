package org.voiceorchestrator.security;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.Fields;

/// Signing in and out.
@Controller("/api/auth")
@Tag(name = "Signing in")
final class AuthController {
    private final SignIn signIn;
    private final RefreshTokens refreshTokens;

    AuthController(SignIn signIn, RefreshTokens refreshTokens) {
        this.signIn = signIn;
        this.refreshTokens = refreshTokens;
    }

    /// Sign in with name and password.
    @Post("/login")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Tokens login(
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = Login.class))) @Nullable
                    Map<String, Object> body) {
        Fields fields = Fields.of(body);
        String username = fields.filledText("username", 150).required(null, "");
        String password = fields.filledText("password", 200).required(null, "");
        fields.refuseErrors();
        return signIn.withPassword(username, password);
    }

    /// Exchange a refresh token, which is good for one use, for fresh tokens.
    @Post("/refresh")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Tokens refresh(
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = Refresh.class))) @Nullable
                    Map<String, Object> body) {
        return signIn.withRefreshToken(refreshToken(body));
    }

    /// Sign out: the refresh token, and all tokens that came from the same sign-in, are good no longer.
    @Post("/logout")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<?> logout(
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = Refresh.class))) @Nullable
                    Map<String, Object> body) {
        refreshTokens.revoke(refreshToken(body));
        return HttpResponse.noContent();
    }

    /// Who am I?
    @Get("/me")
    @Secured(SecurityRule.IS_AUTHENTICATED)
    Me me(Authentication authentication) {
        Caller caller = Caller.of(authentication);
        return new Me(
                caller.username(),
                List.copyOf(authentication.getRoles()),
                caller.agentId().orElse(null));
    }

    private static String refreshToken(@Nullable Map<String, Object> body) {
        Fields fields = Fields.of(body);
        String token = fields.filledText("refresh_token", 200).required(null, "");
        fields.refuseErrors();
        return token;
    }

    @Serdeable
    record Login(String username, String password) {
        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    @Serdeable
    record Refresh(String refreshToken) {
        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    /// @param agent id of the agent that this user is
    @Serdeable
    record Me(String username, List<String> roles, @Nullable Long agent) {}
}
