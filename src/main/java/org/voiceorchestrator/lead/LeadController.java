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
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Listing;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// The leads.
@Controller("/api/dialer/leads")
@Secured({Roles.ADMIN, Roles.SUPERVISOR})
@Tag(name = "Leads")
@ApiDoc.SignedIn
final class LeadController {
    private static final Listing LISTING = Listing.orderedBy("segment,-created_at")
            .text("campaign")
            .choice("segment", Segment.class)
            .choice("status", LeadStatus.class)
            .orderingByTime("created_at", "created_at")
            .ordering("segment", "segment COLLATE \"C\"")
            .orderedAtLastBy("-created_at");

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

    @Operation(
            operationId = "listLeads",
            summary = "List leads",
            description = """
                    By segment, in each the newest first. An agent's user sees the leads of its own campaigns \
                    only.""",
            parameters = {
                @Parameter(
                        name = "campaign",
                        in = ParameterIn.QUERY,
                        description = "id or campaign_id of the campaign",
                        schema = @Schema(type = "string")),
                @Parameter(name = "segment", in = ParameterIn.QUERY, schema = @Schema(implementation = Segment.class)),
                @Parameter(
                        name = "status",
                        in = ParameterIn.QUERY,
                        schema = @Schema(implementation = LeadStatus.class)),
                @Parameter(
                        name = "search",
                        in = ParameterIn.QUERY,
                        description =
                                "Digits that the phone_number begins with, in any written form (`0300 12`, `+92 300`),"
                                        + " or its last digits, at least four; or words that words of customer_name"
                                        + " begin with: `ahm kha` finds Ahmed Khan. Where some have the words whole,"
                                        + " only these are found",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "ordering",
                        in = ParameterIn.QUERY,
                        description =
                                "By `created_at` or `segment`, or by several with a comma between; `-` in front for descending",
                        schema = @Schema(type = "string"))
            })
    @ApiDoc.Paged
    @ApiResponse(responseCode = "200", description = "A page of leads", useReturnTypeSchema = true)
    @Get
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.AGENT})
    Page<Lead> list(HttpRequest<?> request, Authentication authentication) {
        return leads.list(
                LISTING.read(request, hosts.resolve(request)),
                Caller.of(authentication).confinedTo());
    }

    @Operation(operationId = "createLead", summary = "Add a lead", description = """
                    A campaign has a number only once. A lead whose number is on a do-not-call list is do_not_call, \
                    or due when the list lets go of it.""")
    @ApiDoc.Invalid
    @ApiResponse(responseCode = "201", description = "The lead", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post
    HttpResponse<Lead> create(
            @Body @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewLead"))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return HttpResponse.created(administration.add(body, Caller.of(authentication), clock.instant()));
    }

    @Operation(operationId = "showLead", summary = "Show a lead")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The lead", useReturnTypeSchema = true)
    @Get("/{id}")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.AGENT})
    Lead show(long id, Authentication authentication) {
        return leads.find(id, Caller.of(authentication).confinedTo()).orElseThrow(Detail::notFound);
    }

    @Operation(
            operationId = "replaceLead",
            summary = "Replace a lead",
            description = "Fields that are not sent get their defaults; only the status stays as it is.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "200", description = "The lead", useReturnTypeSchema = true)
    @Put("/{id}")
    Lead replace(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewLead"))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return administration.change(id, body, true, Caller.of(authentication), clock.instant());
    }

    @Operation(operationId = "changeLead", summary = "Change a lead", description = """
                    Changes what is sent. A lead that is set to `pending` again is called again: it is due at \
                    once, and `max_attempts` is raised by as much as one more attempt needs. The status of a \
                    lead that is being dialed follows from the call: 409. A lead that has calls stays in its \
                    campaign: 409. One whose number is on a do-not-call list for good cannot be set to \
                    `pending`: 409.""")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "200", description = "The lead", useReturnTypeSchema = true)
    @Patch("/{id}")
    Lead change(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = LeadDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return administration.change(id, body, false, Caller.of(authentication), clock.instant());
    }

    @Operation(
            operationId = "deleteLead",
            summary = "Delete a lead",
            description = "Only one that was never called; others are 409.")
    @ApiResponse(responseCode = "204", description = "Done")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @Delete("/{id}")
    HttpResponse<?> delete(long id, Authentication authentication) {
        administration.delete(id, Caller.of(authentication));
        return HttpResponse.noContent();
    }

    @Operation(operationId = "markLeadAsCalled", summary = "Say that a lead has been called", description = """
                    One attempt is counted, unless the dialer has counted that call already. Said twice, nothing \
                    changes the second time. 409 for a lead on do_not_call, or one that is being dialed by \
                    someone else.""")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "200", description = "The lead as it now is", useReturnTypeSchema = true)
    @ApiDoc.Once
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
