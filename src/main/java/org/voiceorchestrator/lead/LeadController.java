package org.voiceorchestrator.lead;

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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Listing;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// The leads.
@Controller("/api/dialer/leads")
@Secured({Roles.ADMIN, Roles.SUPERVISOR})
@Tag(name = "Leads")
final class LeadController {
    private static final Listing LISTING = Listing.orderedBy("segment,-created_at")
            .text("campaign")
            .choice("segment", Segment.class)
            .choice("status", LeadStatus.class)
            .ordering("created_at", "created_at")
            .ordering("segment", "segment");

    private final Leads leads;
    private final LeadAdministration administration;
    private final LeadMarking marking;
    private final HttpHostResolver hosts;
    private final Clock clock;

    LeadController(
            Leads leads, LeadAdministration administration, LeadMarking marking, HttpHostResolver hosts, Clock clock) {
        this.leads = leads;
        this.administration = administration;
        this.marking = marking;
        this.hosts = hosts;
        this.clock = clock;
    }

    /// Lists leads by segment, in each the newest first. Filters: `campaign` (its id or its campaign_id), `segment`,
    /// `status`. Search: phone_number, customer_name. Ordering: `created_at`, `segment`. An agent's user sees the
    /// leads of its own campaigns only.
    @Get
    @Operation(
            parameters = {
                @Parameter(
                        name = "campaign",
                        in = ParameterIn.QUERY,
                        description = "its id or its campaign_id",
                        schema = @Schema(type = "string")),
                @Parameter(name = "segment", in = ParameterIn.QUERY, schema = @Schema(implementation = Segment.class)),
                @Parameter(
                        name = "status",
                        in = ParameterIn.QUERY,
                        schema = @Schema(implementation = LeadStatus.class)),
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
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.AGENT})
    Page<Lead> list(HttpRequest<?> request, Authentication authentication) {
        return leads.list(
                LISTING.read(request, hosts.resolve(request)),
                Caller.of(authentication).confinedTo());
    }

    /// Adds a lead; campaign and phone_number are required. A campaign has a number only once.
    @Post
    HttpResponse<Lead> create(
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = LeadDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return HttpResponse.created(administration.add(body, Caller.of(authentication), clock.instant()));
    }

    /// Shows a lead.
    @Get("/{id}")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.AGENT})
    Lead show(long id, Authentication authentication) {
        return leads.find(id, Caller.of(authentication).confinedTo()).orElseThrow(Detail::notFound);
    }

    /// Replaces what can be written of a lead: fields that are not sent get their defaults, only the status stays as
    /// it is.
    @Put("/{id}")
    Lead replace(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = LeadDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return administration.change(id, body, true, Caller.of(authentication), clock.instant());
    }

    /// Changes what is sent. A lead that is set to `pending` again is called again: it is due at once, and
    /// `max_attempts` is raised by as much as one more attempt needs. The status of a lead that is being dialed
    /// follows from the call: 409. A lead that has calls stays in its campaign: 409.
    @Patch("/{id}")
    Lead change(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = LeadDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return administration.change(id, body, false, Caller.of(authentication), clock.instant());
    }

    /// Deletes a lead that was never called; 409 for others.
    @Delete("/{id}")
    HttpResponse<?> delete(long id, Authentication authentication) {
        administration.delete(id, Caller.of(authentication));
        return HttpResponse.noContent();
    }

    /// Says that a lead has been called. One attempt is counted, unless the dialer has counted that call already.
    /// Said twice, nothing changes the second time. 409 for a lead on do_not_call, or one that is being dialed by
    /// someone else.
    @Post("/{id}/mark_as_called")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.AGENT})
    LeadMarking.Marked markAsCalled(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = LeadRemark.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return marking.mark(id, LeadRemark.read(body), Caller.of(authentication), clock.instant());
    }
}
