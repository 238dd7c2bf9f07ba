package org.voiceorchestrator.donotcall;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
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
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.donotcall.DoNotCallAdministration.Heard;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Listing;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// The do-not-call lists.
@Controller("/api/dialer/do-not-call")
@Secured({Roles.ADMIN, Roles.SUPERVISOR})
@Tag(name = "Do not call")
@ApiDoc.SignedIn
final class DoNotCallController {
    private static final Listing LISTING = Listing.orderedBy("-created_at")
            .text("campaign")
            .choice("scope", DoNotCallScope.class)
            .choice("source", DoNotCallSource.class)
            .bool("in_force")
            .idColumn("e.id")
            .orderingByTime("created_at", "e.created_at")
            .orderingByTime("expires_at", DoNotCallEntries.EXPIRY);

    private final DoNotCallEntries entries;
    private final DoNotCallAdministration administration;
    private final HttpHostResolver hosts;
    private final Clock clock;

    DoNotCallController(
            DoNotCallEntries entries, DoNotCallAdministration administration, HttpHostResolver hosts, Clock clock) {
        this.entries = entries;
        this.administration = administration;
        this.hosts = hosts;
        this.clock = clock;
    }

    @Operation(
            operationId = "listDoNotCallEntries",
            summary = "List numbers that are not called",
            description = "Newest first.",
            parameters = {
                @Parameter(
                        name = "campaign",
                        in = ParameterIn.QUERY,
                        description = "id or campaign_id of the campaign whose list it is",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "scope",
                        in = ParameterIn.QUERY,
                        schema = @Schema(implementation = DoNotCallScope.class)),
                @Parameter(
                        name = "source",
                        in = ParameterIn.QUERY,
                        schema = @Schema(implementation = DoNotCallSource.class)),
                @Parameter(
                        name = "in_force",
                        in = ParameterIn.QUERY,
                        description = "Whether the time of the entry is not over",
                        schema = @Schema(type = "boolean")),
                @Parameter(
                        name = "search",
                        in = ParameterIn.QUERY,
                        description = "A number in any written form, or part of one or of a reason",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "ordering",
                        in = ParameterIn.QUERY,
                        description = "By `created_at` or `expires_at`; `-` in front for descending",
                        schema = @Schema(type = "string"))
            })
    @ApiDoc.Paged
    @ApiResponse(responseCode = "200", description = "A page of entries", useReturnTypeSchema = true)
    @Get
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
    Page<DoNotCallEntry> list(HttpRequest<?> request) {
        return entries.list(LISTING.read(request, hosts.resolve(request)), clock.instant());
    }

    @Operation(operationId = "addDoNotCallEntry", summary = "Put a number on a do-not-call list", description = """
                    On the company's, or on that of one campaign. From the answer on, no call to it begins; its \
                    pending leads become do_not_call, or with an expiry wait until then. A number that is on the \
                    list already stays there by the stricter of both wishes, and the answer (200) says so.""")
    @ApiDoc.Invalid
    @ApiResponse(responseCode = "200", description = "It was on the list already", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "It is on the list", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.SERVICE})
    HttpResponse<Heard> add(
            @Body
                    @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewDoNotCallEntry")))
                    @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Heard heard = administration.add(body, Caller.of(authentication), clock.instant());
        return heard.added() ? HttpResponse.created(heard) : HttpResponse.ok(heard);
    }

    @Operation(operationId = "showDoNotCallEntry", summary = "Show an entry of a do-not-call list")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The entry", useReturnTypeSchema = true)
    @Get("/{id}")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
    DoNotCallEntry show(long id) {
        return entries.find(id, clock.instant()).orElseThrow(Detail::notFound);
    }

    @Operation(
            operationId = "replaceDoNotCallEntry",
            summary = "Replace an entry of a do-not-call list",
            description = """
                    Its source, reason and expiry; the number stays, and the list it is on. The ledger keeps what it \
                    was. Fields that are not sent get their defaults: without an expiry it is for good.""")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The entry", useReturnTypeSchema = true)
    @Put("/{id}")
    DoNotCallEntry replace(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = DoNotCallDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return administration.change(id, body, true, Caller.of(authentication), clock.instant());
    }

    @Operation(
            operationId = "changeDoNotCallEntry",
            summary = "Change an entry of a do-not-call list",
            description = "Its source, reason and expiry, as far as they are sent. The ledger keeps what it was.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The entry", useReturnTypeSchema = true)
    @Patch("/{id}")
    DoNotCallEntry change(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = DoNotCallDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return administration.change(id, body, false, Caller.of(authentication), clock.instant());
    }

    @Operation(
            operationId = "removeDoNotCallEntry",
            summary = "Take a number off a do-not-call list",
            description = """
                    Leads that this list alone has stopped are as they were before. The reason goes into the ledger, \
                    where the entry stays on record.""")
    @ApiResponse(responseCode = "204", description = "Done")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @Delete("/{id}")
    HttpResponse<?> remove(
            long id,
            @Parameter(description = "Why the number may be called again; required") @QueryValue("reason") @Nullable
                    String reason,
            Authentication authentication) {
        administration.remove(id, reason, Caller.of(authentication), clock.instant());
        return HttpResponse.noContent();
    }
}
