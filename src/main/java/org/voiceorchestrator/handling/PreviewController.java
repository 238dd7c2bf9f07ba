package org.voiceorchestrator.handling;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
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
import org.voiceorchestrator.call.CallLog;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// Leads of preview campaigns.
@Controller("/api/dialer")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.AGENT})
@Tag(name = "Calls")
@ApiDoc.SignedIn
final class PreviewController {
    private final PreviewDesk desk;
    private final Clock clock;

    PreviewController(PreviewDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    @Operation(operationId = "nextLead", summary = "Look at the next lead", description = """
                    Of a preview campaign, for one of its agents: the lead that would be called next, call-backs \
                    first, with its history. It is held for the agent for a while; nobody else gets it, and it is not \
                    called, until that is over, it is dialed or skipped, or the agent goes offline. Asked again the \
                    agent gets the same lead. `lead` is null where none may be called now: `why/` tells why.""")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "200", description = "The lead", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post("/campaigns/{id}/next_lead")
    PreviewDesk.Next next(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = PreviewDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Caller caller = Caller.of(authentication);
        return desk.next(id, PreviewDraft.read(body, caller).agent(), caller);
    }

    @Operation(operationId = "dialLead", summary = "Call the lead that was looked at", description = """
                    It has to be held for the agent. Whose phone rings first the campaign says. 409 names the `gate` \
                    that is closed; the lead stays held then.""")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "201", description = "The call's log, just opened", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post("/leads/{id}/dial")
    HttpResponse<CallLog> dial(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = PreviewDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Caller caller = Caller.of(authentication);
        return HttpResponse.created(
                desk.dial(id, PreviewDraft.read(body, caller).agent(), caller));
    }

    @Operation(operationId = "skipLead", summary = "Skip the lead that was looked at", description = """
                    It has to be held for the agent. With `again_at` it waits until then, else its status becomes \
                    `skipped`.""")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "200", description = "The lead as it now is", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post("/leads/{id}/skip")
    PreviewDesk.Skipped skip(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = SkipDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Caller caller = Caller.of(authentication);
        return desk.skip(id, SkipDraft.read(body, caller, clock.instant()), caller);
    }
}
