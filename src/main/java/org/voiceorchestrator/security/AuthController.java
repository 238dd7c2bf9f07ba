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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
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

    @Operation(
            operationId = "login",
            summary = "Sign in with name and password",
            description = "After five failures in a row a name is locked for a minute.")
    @ApiDoc.Invalid
    @ApiResponse(
            responseCode = "401",
            description = "No active user has this name and password",
            content = @Content(schema = @Schema(ref = "#/components/schemas/Detail")))
    @ApiResponse(
            responseCode = "429",
            description = "Too many failures with this name",
            content = @Content(schema = @Schema(ref = "#/components/schemas/Detail")))
    @ApiResponse(responseCode = "200", description = "Who signed in, and the tokens", useReturnTypeSchema = true)
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

    @Operation(
            operationId = "refreshTokens",
            summary = "Exchange a refresh token for fresh tokens",
            description = "It is good for one use: one that comes a second time was copied, and ends the session.")
    @ApiDoc.Invalid
    @ApiResponse(
            responseCode = "401",
            description = "The refresh token is not good, or no longer",
            content = @Content(schema = @Schema(ref = "#/components/schemas/Detail")))
    @ApiResponse(responseCode = "200", description = "Fresh tokens", useReturnTypeSchema = true)
    @Post("/refresh")
    @Secured(SecurityRule.IS_ANONYMOUS)
    Tokens refresh(
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = Refresh.class))) @Nullable
                    Map<String, Object> body) {
        return signIn.withRefreshToken(refreshToken(body));
    }

    @Operation(
            operationId = "logout",
            summary = "Sign out",
            description = "All tokens that came from the same sign-in are good no longer.")
    @ApiDoc.Invalid
    @ApiResponse(responseCode = "204", description = "Signed out, whether or not the token was good")
    @Post("/logout")
    @Secured(SecurityRule.IS_ANONYMOUS)
    HttpResponse<?> logout(
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = Refresh.class))) @Nullable
                    Map<String, Object> body) {
        refreshTokens.revoke(refreshToken(body));
        return HttpResponse.noContent();
    }

    @Operation(operationId = "me", summary = "Who am I?")
    @ApiDoc.SignedIn
    @ApiResponse(responseCode = "200", description = "The user of the access token", useReturnTypeSchema = true)
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

    /// Name and password.
    @Serdeable
    @Schema(name = "Login")
    record Login(String username, String password) {
        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    /// The refresh token that signing in gave, or the last refresh.
    @Serdeable
    @Schema(name = "Refresh")
    record Refresh(String refreshToken) {
        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    /// Who is signed in.
    ///
    /// @param agent id of the agent that this user is
    @Serdeable
    @Schema(name = "Me")
    record Me(String username, List<String> roles, @Nullable Long agent) {}
}
