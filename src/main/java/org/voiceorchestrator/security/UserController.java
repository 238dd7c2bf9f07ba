package org.voiceorchestrator.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Listing;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.http.RuleViolation;

/// Users, for administrators.
@Controller("/api/auth/users")
@Secured(Roles.ADMIN)
@Tag(name = "Users")
@ApiDoc.SignedIn
final class UserController {
    private static final Listing LISTING = Listing.orderedBy("username")
            .choice("role", Role.class)
            .ordering("username", "username")
            .orderingByTime("created_at", "created_at");

    private final Users users;
    private final UserAdministration administration;
    private final HttpHostResolver hosts;

    UserController(Users users, UserAdministration administration, HttpHostResolver hosts) {
        this.users = users;
        this.administration = administration;
        this.hosts = hosts;
    }

    @Operation(
            operationId = "listUsers",
            summary = "List users",
            description = "By name.",
            parameters = {
                @Parameter(name = "role", in = ParameterIn.QUERY, schema = @Schema(implementation = Role.class)),
                @Parameter(
                        name = "search",
                        in = ParameterIn.QUERY,
                        description = "Part of username",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "ordering",
                        in = ParameterIn.QUERY,
                        description =
                                "By `username` or `created_at`, or by several with a comma between; `-` in front for descending",
                        schema = @Schema(type = "string"))
            })
    @ApiDoc.Paged
    @ApiResponse(responseCode = "200", description = "A page of users", useReturnTypeSchema = true)
    @Get
    Page<UserAccount> list(HttpRequest<?> request) {
        return users.list(LISTING.read(request, hosts.resolve(request)));
    }

    @Operation(operationId = "createUser", summary = "Make a user")
    @ApiDoc.Invalid
    @ApiResponse(responseCode = "201", description = "The user", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post
    HttpResponse<UserAccount> create(
            @Body @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewUser"))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return HttpResponse.created(administration.add(UserDraft.read(body, null), authentication.getName()));
    }

    @Operation(operationId = "showUser", summary = "Show a user")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The user", useReturnTypeSchema = true)
    @Get("/{id}")
    UserAccount show(long id) {
        return users.find(id).orElseThrow(Detail::notFound);
    }

    @Operation(
            operationId = "replaceUser",
            summary = "Replace a user",
            description = "A password that is not sent stays. The user is signed out everywhere.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The user", useReturnTypeSchema = true)
    @Put("/{id}")
    UserAccount replace(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = UserDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return change(id, body, authentication);
    }

    @Operation(
            operationId = "changeUser",
            summary = "Change a user",
            description = "Changes what is sent. The user is signed out everywhere.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The user", useReturnTypeSchema = true)
    @Patch("/{id}")
    UserAccount change(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = UserDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return administration.change(id, UserDraft.read(body, show(id)), authentication.getName());
    }

    @Operation(
            operationId = "deleteUser",
            summary = "Delete a user",
            description = "The user is signed out everywhere. You cannot delete yourself: 409.")
    @ApiResponse(responseCode = "204", description = "Done")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @Delete("/{id}")
    HttpResponse<?> delete(long id, Authentication authentication) {
        UserAccount account = show(id);
        if (account.username().equals(authentication.getName())) {
            throw RuleViolation.conflict("You cannot delete yourself.");
        }
        administration.delete(account, authentication.getName());
        return HttpResponse.noContent();
    }
}
