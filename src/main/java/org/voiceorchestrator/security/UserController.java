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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Listing;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.http.RuleViolation;

/// Users, for administrators.
@Controller("/api/auth/users")
@Secured(Roles.ADMIN)
@Tag(name = "Users")
final class UserController {
    private static final Listing LISTING = Listing.orderedBy("username")
            .choice("role", Role.class)
            .ordering("username", "username")
            .ordering("created_at", "created_at");

    private final Users users;
    private final UserAdministration administration;
    private final HttpHostResolver hosts;

    UserController(Users users, UserAdministration administration, HttpHostResolver hosts) {
        this.users = users;
        this.administration = administration;
        this.hosts = hosts;
    }

    @Get
    Page<UserAccount> list(HttpRequest<?> request) {
        return users.list(LISTING.read(request, hosts.resolve(request)));
    }

    @Post
    HttpResponse<UserAccount> create(
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = UserDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return HttpResponse.created(administration.add(UserDraft.read(body, null), authentication.getName()));
    }

    @Get("/{id}")
    UserAccount show(long id) {
        return users.find(id).orElseThrow(Detail::notFound);
    }

    @Put("/{id}")
    UserAccount replace(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = UserDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return change(id, body, authentication);
    }

    @Patch("/{id}")
    UserAccount change(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = UserDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return administration.change(id, UserDraft.read(body, show(id)), authentication.getName());
    }

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
