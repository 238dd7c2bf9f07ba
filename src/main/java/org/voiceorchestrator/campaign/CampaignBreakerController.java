package org.voiceorchestrator.campaign;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.voiceorchestrator.breaker.Breakers;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.security.Audit;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// Lets a campaign go on whose calls are held because they failed in a row.
@Controller("/api/dialer/campaigns")
@Secured({Roles.ADMIN, Roles.SUPERVISOR})
@Tag(name = "Campaigns")
@ApiDoc.SignedIn
final class CampaignBreakerController {
    private final Campaigns campaigns;
    private final Breakers breakers;
    private final Database database;
    private final Audit audit;

    CampaignBreakerController(Campaigns campaigns, Breakers breakers, Database database, Audit audit) {
        this.campaigns = campaigns;
        this.breakers = breakers;
        this.database = database;
        this.audit = audit;
    }

    /// The answer.
    @Serdeable
    @Schema(name = "BreakerReset")
    record Reset(String message, Campaign campaign) {}

    @Operation(operationId = "resetCampaignBreaker", summary = "Call again after failures", description = """
                    A campaign whose calls fail in a row is held, and tries again with one call at a time. This lets it \
                    go on at once, its trunks too. Where nothing is held, nothing happens.""")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The campaign as it now is", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post("/{id}/breaker/reset")
    Reset reset(long id, Authentication authentication) {
        Caller caller = Caller.of(authentication);
        return database.inTransaction(() -> {
            boolean held = breakers.reset(id);
            if (held) {
                audit.record(caller, "reset breaker", CampaignAdministration.ENTITY, id);
            }
            return new Reset(
                    held ? "Breaker reset" : "Nothing was held",
                    campaigns.find(id).orElseThrow(Detail::notFound));
        });
    }
}
