package org.voiceorchestrator.lead;

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
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// Leads that are done with are called again.
@Controller("/api/dialer/campaigns/{id}/recycle")
@Secured({Roles.ADMIN, Roles.SUPERVISOR})
@Tag(name = "Campaigns")
@ApiDoc.SignedIn
final class RecycleController {
    private final LeadRecycling recycling;
    private final Clock clock;

    RecycleController(LeadRecycling recycling, Clock clock) {
        this.recycling = recycling;
        this.clock = clock;
    }

    @Operation(operationId = "recycleCampaign", summary = "Call finished leads again", description = """
                    Leads of the campaign that meet all that is asked for are pending again, with more attempts. With                     `dry_run` nothing changes and `leads` tells how many would. Leads on the line, on a do-not-call list                     or do_not_call are never among them. 409 for a campaign that is completed or archived.""")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "200", description = "How many leads", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post
    LeadRecycling.Recycled recycle(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = RecycleDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Instant now = clock.instant();
        return recycling.recycle(id, RecycleDraft.read(body, now), Caller.of(authentication), now);
    }
}
