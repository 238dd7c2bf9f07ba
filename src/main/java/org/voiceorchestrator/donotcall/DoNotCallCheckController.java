package org.voiceorchestrator.donotcall;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Campaign;
import org.voiceorchestrator.campaign.Campaigns;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.phone.PhoneNumber;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// What agents need of the do-not-call lists: may this number be called, and a customer's wish.
@Controller("/api/dialer")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.AGENT})
@Tag(name = "Do not call")
@ApiDoc.SignedIn
final class DoNotCallCheckController {
    private final DoNotCallEntries entries;
    private final WishForm form;
    private final LeadWishes wishes;
    private final Campaigns campaigns;
    private final Clock clock;

    DoNotCallCheckController(
            DoNotCallEntries entries, WishForm form, LeadWishes wishes, Campaigns campaigns, Clock clock) {
        this.entries = entries;
        this.form = form;
        this.wishes = wishes;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /// Whether a number may be called.
    ///
    /// @param phoneNumber as it is stored
    /// @param mayBeCalled whether no list says no
    /// @param entries those that say no
    @Serdeable
    @Schema(name = "DoNotCallCheck")
    record Check(String phoneNumber, boolean mayBeCalled, List<DoNotCallEntry> entries) {}

    @Operation(
            operationId = "checkDoNotCall",
            summary = "May this number be called?",
            description = "Asks the company's list, and that of the campaign where one is named.")
    @ApiDoc.Invalid
    @ApiResponse(responseCode = "200", description = "Whether, and what says no", useReturnTypeSchema = true)
    @Get("/do-not-call/check")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.AGENT, Roles.VIEWER, Roles.SERVICE})
    Check check(
            @Parameter(description = "In any written form; required") @QueryValue("number") @Nullable String number,
            @Parameter(description = "id or campaign_id of the campaign in which it would be called")
                    @QueryValue("campaign")
                    @Nullable
                    String campaign) {
        PhoneNumber phone = form.number("number", number);
        Long asked = campaign == null || campaign.isBlank() ? null : campaign(campaign.strip());
        List<DoNotCallEntry> against = entries.against(phone, asked, clock.instant());
        return new Check(phone.digits(), against.isEmpty(), against);
    }

    @Operation(
            operationId = "leadAsksNotToBeCalled",
            summary = "The customer of a lead asks not to be called again",
            description = """
                    Puts the number on the company's do-not-call list (or, with `scope` campaign, on that of the lead's \
                    campaign) and sets the lead to do_not_call, also while the call is on the line. Said twice, nothing \
                    changes the second time. An agent may say it of its own leads.""")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The entry and the lead", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post("/leads/{id}/do_not_call")
    HttpResponse<LeadWishes.Answer> doNotCall(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = LeadWishes.Said.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return HttpResponse.ok(wishes.hear(id, LeadWishes.Said.read(body), Caller.of(authentication), clock.instant()));
    }

    private long campaign(String named) {
        return (named.matches("[0-9]{1,18}")
                        ? campaigns.find(Long.parseLong(named))
                        : campaigns.findByCampaignId(named))
                .map(Campaign::id)
                .orElseThrow(() -> new FieldErrors("campaign", "Campaign " + named + " not found"));
    }
}
