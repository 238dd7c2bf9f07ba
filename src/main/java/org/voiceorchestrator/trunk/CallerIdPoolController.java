package org.voiceorchestrator.trunk;

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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// The caller ID pools.
@Controller("/api/dialer/caller-id-pools")
@Secured({Roles.ADMIN, Roles.SUPERVISOR})
@Tag(name = "Calling rules")
@ApiDoc.SignedIn
final class CallerIdPoolController {
    private final CallerIdPools pools;
    private final Recorded recorded;
    private final HttpHostResolver hosts;
    private final Clock clock;

    CallerIdPoolController(CallerIdPools pools, Recorded recorded, HttpHostResolver hosts, Clock clock) {
        this.pools = pools;
        this.recorded = recorded;
        this.hosts = hosts;
        this.clock = clock;
    }

    @Operation(operationId = "listCallerIdPools", summary = "List caller ID pools", description = "Newest first.")
    @ApiDoc.Active
    @ApiDoc.Named
    @ApiDoc.Paged
    @ApiResponse(responseCode = "200", description = "A page of caller ID pools", useReturnTypeSchema = true)
    @Get
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
    Page<CallerIdPool> list(HttpRequest<?> request) {
        return pools.list(NamedThings.LISTING.read(request, hosts.resolve(request)));
    }

    @Operation(operationId = "createCallerIdPool", summary = "Make a caller ID pool", description = """
                    Numbers of which a customer sees one: one after another, by weight, or the same each time. Numbers with a \
                    `prefix` are for customers whose number begins so; the longest that fits wins.""")
    @ApiDoc.Invalid
    @ApiResponse(responseCode = "201", description = "The caller ID pool", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post
    HttpResponse<CallerIdPool> create(
            @Body
                    @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewCallerIdPool")))
                    @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        CallerIdPoolDraft draft = CallerIdPoolDraft.read(body, null);
        return HttpResponse.created(recorded.create(
                Caller.of(authentication), thing(draft.name()), () -> pools.add(draft, clock.instant()), pools::find));
    }

    @Operation(operationId = "showCallerIdPool", summary = "Show a caller ID pool")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The caller ID pool", useReturnTypeSchema = true)
    @Get("/{id}")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
    CallerIdPool show(long id) {
        return existing(id);
    }

    @Operation(
            operationId = "replaceCallerIdPool",
            summary = "Replace a caller ID pool",
            description = "Fields that are not sent get their defaults. It holds at once.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The caller ID pool", useReturnTypeSchema = true)
    @Put("/{id}")
    CallerIdPool replace(
            long id,
            @Body
                    @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewCallerIdPool")))
                    @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        existing(id);
        return changed(id, CallerIdPoolDraft.read(body, null), Caller.of(authentication));
    }

    @Operation(
            operationId = "changeCallerIdPool",
            summary = "Change a caller ID pool",
            description = "Changes what is sent. It holds at once.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The caller ID pool", useReturnTypeSchema = true)
    @Patch("/{id}")
    CallerIdPool change(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = CallerIdPoolDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return changed(id, CallerIdPoolDraft.read(body, existing(id)), Caller.of(authentication));
    }

    @Operation(
            operationId = "deleteCallerIdPool",
            summary = "Delete a caller ID pool",
            description = "Only one that no campaign names; others are 409: set `is_active` to false instead.")
    @ApiResponse(responseCode = "204", description = "Done")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @Delete("/{id}")
    HttpResponse<?> delete(long id, Authentication authentication) {
        recorded.delete(
                Caller.of(authentication),
                thing(existing(id).name()),
                id,
                () -> pools.delete(id),
                "Campaigns call with this pool; take it out of them first, or set is_active to false.");
        return HttpResponse.noContent();
    }

    private CallerIdPool changed(long id, CallerIdPoolDraft draft, Caller by) {
        return recorded.change(
                by, thing(draft.name()), id, () -> pools.change(id, draft, clock.instant()), pools::find);
    }

    private static Recorded.Thing thing(String name) {
        return new Recorded.Thing("caller_id_pool", name);
    }

    private CallerIdPool existing(long id) {
        return pools.find(id).orElseThrow(Detail::notFound);
    }
}
