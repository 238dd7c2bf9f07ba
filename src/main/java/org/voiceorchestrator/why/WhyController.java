package org.voiceorchestrator.why;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// Why is it not dialing?
@Controller("/api/dialer")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.AGENT})
@Tag(name = "Calling rules")
@ApiDoc.SignedIn
final class WhyController {
    private final Why why;
    private final Clock clock;

    WhyController(Why why, Clock clock) {
        this.why = why;
        this.clock = clock;
    }

    @Operation(operationId = "whyIsLeadNotCalled", summary = "Why a lead is not called", description = """
                    Every gate between the lead and the line, in the order in which they are asked: whether it lets the \
                    lead through now, the fact behind that, and the next time at which it can. `closed_by` is the first \
                    that does not. A lead for which all are open is called in its turn.""")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The gates", useReturnTypeSchema = true)
    @Get("/leads/{id}/why")
    Why.Answer ofLead(long id, Authentication authentication) {
        return why.ofLead(id, Caller.of(authentication).confinedTo(), clock.instant());
    }

    @Operation(operationId = "whyIsCampaignNotCalling", summary = "Why a campaign does not call", description = """
                    The gates that all leads of the campaign share, on the campaign's own clock, and whether any lead is \
                    due. What keeps a single lead back is told for that lead.""")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The gates", useReturnTypeSchema = true)
    @Get("/campaigns/{id}/why")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE, Roles.AGENT})
    Why.Answer ofCampaign(long id, Authentication authentication) {
        return why.ofCampaign(id, Caller.of(authentication).confinedTo(), clock.instant());
    }
}
