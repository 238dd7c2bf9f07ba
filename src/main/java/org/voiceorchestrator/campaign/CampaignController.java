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
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Listing;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// The campaigns.
@Controller("/api/dialer/campaigns")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.SERVICE})
@Tag(name = "Campaigns")
final class CampaignController {
    private static final Listing LISTING = Listing.orderedBy("-created_at")
            .id("agent")
            .choice("segment", Segment.class)
            .choice("status", CampaignStatus.class)
            .ordering("created_at", "created_at")
            .ordering("updated_at", "updated_at");

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
    record Moved(String message, Campaign campaign) {}

    /// Lists campaigns, the newest first. Filters: `agent` (id), `segment`, `status`. Search: campaign_id,
    /// campaign_name. Ordering: `created_at`, `updated_at`. An agent's user sees its own campaigns only.
    @Get
    @Operation(
            parameters = {
                @Parameter(
                        name = "agent",
                        in = ParameterIn.QUERY,
                        schema = @Schema(type = "integer", format = "int64")),
                @Parameter(name = "segment", in = ParameterIn.QUERY, schema = @Schema(implementation = Segment.class)),
                @Parameter(
                        name = "status",
                        in = ParameterIn.QUERY,
                        schema = @Schema(implementation = CampaignStatus.class)),
                @Parameter(
                        name = "search",
                        in = ParameterIn.QUERY,
                        description = "text anywhere in the searched fields",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "ordering",
                        in = ParameterIn.QUERY,
                        description = "a field, - in front for descending, several by comma",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "page",
                        in = ParameterIn.QUERY,
                        schema = @Schema(type = "integer", minimum = "1", defaultValue = "1")),
                @Parameter(
                        name = "page_size",
                        in = ParameterIn.QUERY,
                        schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "50"))
            })
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE, Roles.AGENT})
    Page<Campaign> list(HttpRequest<?> request, Authentication authentication) {
        return campaigns.list(
                LISTING.read(request, hosts.resolve(request)),
                Caller.of(authentication).confinedTo());
    }

    /// Makes a campaign in the state `draft`; campaign_name, segment and agent are required. Its `campaign_id` is
    /// made by the system unless one is given.
    @Post
    HttpResponse<Campaign> create(
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = CampaignDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Caller caller = Caller.of(authentication);
        return HttpResponse.created(visible(administration.add(CampaignDraft.ofNew(body), caller), caller));
    }

    /// Shows a campaign.
    @Get("/{id}")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE, Roles.AGENT})
    Campaign show(long id, Authentication authentication) {
        return visible(id, Caller.of(authentication));
    }

    /// Replaces what can be written of a campaign: fields that are not sent get their defaults. `campaign_id` and
    /// `status` stay as they are.
    @Put("/{id}")
    Campaign replace(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = CampaignDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Caller caller = Caller.of(authentication);
        Campaign existing = visible(id, caller);
        administration.change(existing, CampaignDraft.replacing(body, existing), caller);
        return visible(id, caller);
    }

    /// Changes what is sent. `campaign_id` and `status` stay as they are.
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

    /// Deletes a campaign and its leads. One that has calls is archived, not deleted: 409.
    @Delete("/{id}")
    HttpResponse<?> delete(long id, Authentication authentication) {
        Caller caller = Caller.of(authentication);
        administration.delete(visible(id, caller), caller);
        return HttpResponse.noContent();
    }

    /// Starts calling, or goes on with it: draft or paused becomes active, anything else is 409.
    @Post("/{id}/activate")
    Moved activate(long id, Authentication authentication) {
        return move(id, CampaignStatus.ACTIVE, "activate", authentication);
    }

    /// No new calls; those on the line go on. Active becomes paused, anything else is 409.
    @Post("/{id}/pause")
    Moved pause(long id, Authentication authentication) {
        return move(id, CampaignStatus.PAUSED, "pause", authentication);
    }

    /// Ends calling for good: active or paused becomes completed, anything else is 409. An active campaign completes
    /// by itself when `duration_days` have passed since `started_at`.
    @Post("/{id}/complete")
    Moved complete(long id, Authentication authentication) {
        return move(id, CampaignStatus.COMPLETED, "complete", authentication);
    }

    /// Puts a campaign away: draft, paused or completed becomes archived, anything else is 409.
    @Post("/{id}/archive")
    Moved archive(long id, Authentication authentication) {
        return move(id, CampaignStatus.ARCHIVED, "archive", authentication);
    }

    /// The figures of a campaign, exact at every commit; costs the same however many leads there are.
    @Get("/{id}/stats")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE, Roles.AGENT})
    CampaignStats stats(long id, Authentication authentication) {
        Campaign campaign = visible(id, Caller.of(authentication));
        return campaigns.stats(campaign.id()).orElseThrow(Detail::notFound);
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
