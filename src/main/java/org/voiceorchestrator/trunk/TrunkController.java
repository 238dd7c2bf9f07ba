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

/// The trunks.
@Controller("/api/dialer/trunks")
@Secured({Roles.ADMIN, Roles.SUPERVISOR})
@Tag(name = "Calling rules")
@ApiDoc.SignedIn
final class TrunkController {
    private final Trunks trunks;
    private final Recorded recorded;
    private final HttpHostResolver hosts;
    private final Clock clock;

    TrunkController(Trunks trunks, Recorded recorded, HttpHostResolver hosts, Clock clock) {
        this.trunks = trunks;
        this.recorded = recorded;
        this.hosts = hosts;
        this.clock = clock;
    }

    @Operation(operationId = "listTrunks", summary = "List trunks", description = "Newest first.")
    @ApiDoc.Active
    @ApiDoc.Named
    @ApiDoc.Paged
    @ApiResponse(responseCode = "200", description = "A page of trunks", useReturnTypeSchema = true)
    @Get
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
    Page<Trunk> list(HttpRequest<?> request) {
        return trunks.list(NamedThings.LISTING.read(request, hosts.resolve(request)));
    }

    @Operation(operationId = "createTrunk", summary = "Make a trunk", description = """
                    A gateway of a switch with its limits. Calls go over the trunks of the lowest `priority` that have room, by \
                    their weights; a campaign may name its own in order. While there is none, all calls go over the one in \
                    the settings.""")
    @ApiDoc.Invalid
    @ApiResponse(responseCode = "201", description = "The trunk", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post
    HttpResponse<Trunk> create(
            @Body @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewTrunk"))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        TrunkDraft draft = TrunkDraft.read(body, null, trunks::hasNode);
        return HttpResponse.created(recorded.create(
                Caller.of(authentication),
                thing(draft.name()),
                () -> trunks.add(draft, clock.instant()),
                trunks::find));
    }

    @Operation(operationId = "showTrunk", summary = "Show a trunk")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The trunk", useReturnTypeSchema = true)
    @Get("/{id}")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
    Trunk show(long id) {
        return existing(id);
    }

    @Operation(
            operationId = "replaceTrunk",
            summary = "Replace a trunk",
            description = "Fields that are not sent get their defaults. It holds at once.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The trunk", useReturnTypeSchema = true)
    @Put("/{id}")
    Trunk replace(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewTrunk"))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        existing(id);
        return changed(id, TrunkDraft.read(body, null, trunks::hasNode), Caller.of(authentication));
    }

    @Operation(
            operationId = "changeTrunk",
            summary = "Change a trunk",
            description = "Changes what is sent. It holds at once.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The trunk", useReturnTypeSchema = true)
    @Patch("/{id}")
    Trunk change(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = TrunkDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return changed(id, TrunkDraft.read(body, existing(id), trunks::hasNode), Caller.of(authentication));
    }

    @Operation(
            operationId = "deleteTrunk",
            summary = "Delete a trunk",
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
                () -> trunks.delete(id),
                "Campaigns name this trunk; take it out of them first, or set is_active to false.");
        return HttpResponse.noContent();
    }

    private Trunk changed(long id, TrunkDraft draft, Caller by) {
        return recorded.change(
                by, thing(draft.name()), id, () -> trunks.change(id, draft, clock.instant()), trunks::find);
    }

    private static Recorded.Thing thing(String name) {
        return new Recorded.Thing("trunk", name);
    }

    private Trunk existing(long id) {
        return trunks.find(id).orElseThrow(Detail::notFound);
    }
}
