package org.voiceorchestrator.lead;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
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
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// Calls that were agreed with customers.
@Controller("/api/dialer/leads/{id}/call_back")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.AGENT})
@Tag(name = "Leads")
@ApiDoc.SignedIn
final class CallBackController {
    private final CallBacks callBacks;
    private final Clock clock;

    CallBackController(CallBacks callBacks, Clock clock) {
        this.callBacks = callBacks;
        this.clock = clock;
    }

    @Operation(operationId = "setCallBack", summary = "Agree on a call-back", description = """
                    The lead waits until then, and is called at that time before all others of its campaign: by the                     agent named, or by anyone. It gets one more attempt where none is left. Said again, the new                     time counts. Its agent may say so while still talking. 409 for a lead that must not be called, or                     that is being dialed by someone else.""")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "200", description = "The lead as it now is", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post
    CallBacks.Answer set(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = CallBackDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Instant now = clock.instant();
        return callBacks.set(id, CallBackDraft.read(body, now), Caller.of(authentication), now);
    }

    @Operation(
            operationId = "cancelCallBack",
            summary = "Cancel a call-back",
            description = "The lead is again what it was before; one that was pending is due at once.")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "200", description = "The lead as it now is", useReturnTypeSchema = true)
    @Delete
    CallBacks.Answer cancel(long id, Authentication authentication) {
        return callBacks.cancel(id, Caller.of(authentication), clock.instant());
    }
}
