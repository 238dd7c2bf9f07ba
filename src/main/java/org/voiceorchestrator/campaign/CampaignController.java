package org.voiceorchestrator.campaign;

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
import io.micronaut.serde.annotation.Serdeable;
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
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// The campaigns.
@Controller("/api/dialer/campaigns")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.SERVICE})
@Tag(name = "Campaigns")
@ApiDoc.SignedIn
final class CampaignController {
    private static final Listing LISTING = Listing.orderedBy("-created_at")
            .id("agent")
            .choice("segment", Segment.class)
            .choice("status", CampaignStatus.class)
            .orderingByTime("created_at", "created_at")
            .orderingByTime("updated_at", "updated_at");

    private final Campaigns campaigns;
    private final CampaignAdministration administration;
    private final CampaignTransitions transitions;
    private final HttpHostResolver hosts;

    CampaignController(
            Campaigns campaigns,
            CampaignAdministration administration,
            CampaignTransitions transitions,
            HttpHostResolver hosts) {
        this.campaigns = campaigns;
        this.administration = administration;
        this.transitions = transitions;
        this.hosts = hosts;
    }

    /// The answer to a transition.
    @Serdeable
    @Schema(name = "CampaignMoved")
    record Moved(String message, Campaign campaign) {}

    @Operation(
            operationId = "listCampaigns",
            summary = "List campaigns",
            description = "Newest first. An agent's user sees its own campaigns only.",
            parameters = {
                @Parameter(
                        name = "agent",
                        in = ParameterIn.QUERY,
                        description = "id of the agent",
                        schema = @Schema(type = "integer", format = "int64")),
                @Parameter(name = "segment", in = ParameterIn.QUERY, schema = @Schema(implementation = Segment.class)),
                @Parameter(
                        name = "status",
                        in = ParameterIn.QUERY,
                        schema = @Schema(implementation = CampaignStatus.class)),
                @Parameter(
                        name = "search",
                        in = ParameterIn.QUERY,
                        description = "Part of campaign_id or campaign_name",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "ordering",
                        in = ParameterIn.QUERY,
                        description =
                                "By `created_at` or `updated_at`, or by several with a comma between; `-` in front for descending",
                        schema = @Schema(type = "string"))
            })
    @ApiDoc.Paged
    @ApiResponse(responseCode = "200", description = "A page of campaigns", useReturnTypeSchema = true)
    @Get
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE, Roles.AGENT})
    Page<Campaign> list(HttpRequest<?> request, Authentication authentication) {
        return campaigns.list(
                LISTING.read(request, hosts.resolve(request)),
                Caller.of(authentication).confinedTo());
    }

    @Operation(
            operationId = "createCampaign",
            summary = "Make a campaign",
            description = "It is a draft. Its `campaign_id` is made by the system unless one is given.")
    @ApiDoc.Invalid
    @ApiResponse(responseCode = "201", description = "The campaign", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post
    HttpResponse<Campaign> create(
            @Body @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewCampaign"))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Caller caller = Caller.of(authentication);
        return HttpResponse.created(visible(administration.add(CampaignDraft.ofNew(body), caller), caller));
    }

    @Operation(operationId = "showCampaign", summary = "Show a campaign")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The campaign", useReturnTypeSchema = true)
    @Get("/{id}")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE, Roles.AGENT})
    Campaign show(long id, Authentication authentication) {
        return visible(id, Caller.of(authentication));
    }

    @Operation(
            operationId = "replaceCampaign",
            summary = "Replace a campaign",
            description = "Fields that are not sent get their defaults. `campaign_id` and `status` stay as they are.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The campaign", useReturnTypeSchema = true)
    @Put("/{id}")
    Campaign replace(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewCampaign"))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Caller caller = Caller.of(authentication);
        Campaign existing = visible(id, caller);
        administration.change(existing, CampaignDraft.replacing(body, existing), caller);
        return visible(id, caller);
    }

    @Operation(
            operationId = "changeCampaign",
            summary = "Change a campaign",
            description = "Changes what is sent. `campaign_id` and `status` stay as they are.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The campaign", useReturnTypeSchema = true)
    @Patch("/{id}")
    Campaign change(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = CampaignDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Caller caller = Caller.of(authentication);
        Campaign existing = visible(id, caller);
        administration.change(existing, CampaignDraft.changing(body, existing), caller);
        return visible(id, caller);
    }

    @Operation(
            operationId = "deleteCampaign",
            summary = "Delete a campaign and its leads",
            description = "One that has calls is archived, not deleted: 409.")
    @ApiResponse(responseCode = "204", description = "Done")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @Delete("/{id}")
    HttpResponse<?> delete(long id, Authentication authentication) {
        Caller caller = Caller.of(authentication);
        administration.delete(visible(id, caller), caller);
        return HttpResponse.noContent();
    }

    @Operation(
            operationId = "activateCampaign",
            summary = "Start calling, or go on with it",
            description = "Draft or paused becomes active, anything else is 409.")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "200", description = "The campaign as it now is", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post("/{id}/activate")
    Moved activate(long id, Authentication authentication) {
        return move(id, CampaignStatus.ACTIVE, "activate", authentication);
    }

    @Operation(operationId = "pauseCampaign", summary = "Stop calling for now", description = """
                    There are no new calls; those on the line go on. Active becomes paused, anything else is \
                    409.""")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "200", description = "The campaign as it now is", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post("/{id}/pause")
    Moved pause(long id, Authentication authentication) {
        return move(id, CampaignStatus.PAUSED, "pause", authentication);
    }

    @Operation(operationId = "completeCampaign", summary = "End calling for good", description = """
                    Active or paused becomes completed, anything else is 409. An active campaign completes by \
                    itself when `duration_days` have passed since `started_at`.""")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "200", description = "The campaign as it now is", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post("/{id}/complete")
    Moved complete(long id, Authentication authentication) {
        return move(id, CampaignStatus.COMPLETED, "complete", authentication);
    }

    @Operation(
            operationId = "archiveCampaign",
            summary = "Put a campaign away",
            description = "Draft, paused or completed becomes archived, anything else is 409.")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "200", description = "The campaign as it now is", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post("/{id}/archive")
    Moved archive(long id, Authentication authentication) {
        return move(id, CampaignStatus.ARCHIVED, "archive", authentication);
    }

    @Operation(
            operationId = "campaignStats",
            summary = "The figures of a campaign",
            description = "Exact at every commit; costs the same however many leads there are.")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The figures", useReturnTypeSchema = true)
    @Get("/{id}/stats")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE, Roles.AGENT})
    CampaignStats stats(long id, Authentication authentication) {
        Caller caller = Caller.of(authentication);
        return campaigns
                .figures(id)
                .filter(figures -> caller.mayTouchAgent(figures.agent()))
                .map(Campaigns.Figures::stats)
                .orElseThrow(Detail::notFound);
    }

    private Moved move(long id, CampaignStatus next, String action, Authentication authentication) {
        Caller caller = Caller.of(authentication);
        transitions.move(visible(id, caller), next, action, caller);
        String message = switch (next) {
            case DRAFT -> throw new IllegalArgumentException("nothing becomes a draft");
            case ACTIVE -> "Campaign activated";
            case PAUSED -> "Campaign paused";
            case COMPLETED -> "Campaign completed";
            case ARCHIVED -> "Campaign archived";
        };
        return new Moved(message, visible(id, caller));
    }

    private Campaign visible(long id, Caller caller) {
        return campaigns
                .find(id)
                .filter(campaign -> caller.mayTouchAgent(campaign.agent()))
                .orElseThrow(Detail::notFound);
    }
}
