package org.voiceorchestrator.handling;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallAction;
import org.voiceorchestrator.call.CallLog;
import org.voiceorchestrator.call.CallLogs;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// Calls by hand.
@Controller("/api/dialer/calls")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.AGENT})
@Tag(name = "Calls")
@ApiDoc.SignedIn
final class CallController {
    private final ClickToCall clickToCall;
    private final CallHandling handling;
    private final CallLogs calls;
    private final PhoneNumberNormalizer phones;
    private final Clock clock;

    CallController(
            ClickToCall clickToCall, CallHandling handling, CallLogs calls, PhoneNumberNormalizer phones, Clock clock) {
        this.clickToCall = clickToCall;
        this.handling = handling;
        this.calls = calls;
        this.phones = phones;
        this.clock = clock;
    }

    @Operation(operationId = "orderCall", summary = "Call a number or a lead", description = """
                    An agent's phone rings, and when it is picked up the customer is called; with `first` as \
                    `customer` the other way round. Do-not-call lists, calling hours, limits of numbers, campaigns and \
                    trunks hold as for calls that the dialer makes; what a lead's attempts, its status and its time \
                    would say is left to who orders. A pending lead is settled by the call. 409 names the `gate` that \
                    is closed, and, where it is known, the `next_time` at which it can open. An agent on a break \
                    can call, one that is offline cannot. How the call goes on its log tells.""")
    @ApiDoc.Invalid
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "201", description = "The call's log, just opened", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post
    HttpResponse<CallLog> order(
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = OrderDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Caller caller = Caller.of(authentication);
        return HttpResponse.created(clickToCall.order(OrderDraft.read(body, caller, phones), caller));
    }

    @Operation(operationId = "hangUpCall", summary = "Hang up a call", description = """
                    Also while it rings. 202: whoever follows the call does it; what came of it the call's log and \
                    `actions/` tell. Agents hang up their own calls, supervisors everybody's; 404 for another's.""")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "202", description = "What is to be done", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post("/{id}/hangup")
    HttpResponse<CallHandling.Action> hangUp(String id, Authentication authentication) {
        return order(id, CallAction.HANGUP, authentication);
    }

    @Operation(operationId = "holdCall", summary = "Put the customer on hold", description = """
                    The customer hears music. 202 as for hanging up; `held_at` of the call's log tells when it is so. \
                    409 while nobody talks yet, where the customer is on hold already, and where the agent has given the \
                    call away on their own phone.""")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "202", description = "What is to be done", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post("/{id}/hold")
    HttpResponse<CallHandling.Action> hold(String id, Authentication authentication) {
        return order(id, CallAction.HOLD, authentication);
    }

    @Operation(operationId = "unholdCall", summary = "Take the customer back from hold")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "202", description = "What is to be done", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post("/{id}/unhold")
    HttpResponse<CallHandling.Action> unhold(String id, Authentication authentication) {
        return order(id, CallAction.UNHOLD, authentication);
    }

    @Operation(operationId = "transferCall", summary = "Give a call to another agent", description = """
                    The other agent's phone rings. The customer keeps the first agent until it is picked up; a first \
                    agent who hangs up before that leaves the customer waiting. From then on the call is the other \
                    agent's, in its log and for their states; who had it before stands in `metadata.transfers`. Where \
                    it is not picked up nothing has changed, or, if the first agent has gone, the customer hears the \
                    campaign's message and is let go. 409 with the gate `agent` where that agent is not free, and where the \
                    agent who had the call has given it away on their own phone.""")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiResponse(responseCode = "202", description = "What is to be done", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post("/{id}/transfer")
    HttpResponse<CallHandling.Action> transfer(
            String id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = TransferDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return HttpResponse.accepted()
                .body(handling.transfer(callId(id), TransferDraft.read(body).agent(), Caller.of(authentication)));
    }

    @Operation(
            operationId = "showCallActions",
            summary = "What was to be done with a call",
            description = "The last first, at most 100, and what came of it.")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "All of it", useReturnTypeSchema = true)
    @Get("/{id}/actions")
    CallHandling.Actions actions(String id, Authentication authentication) {
        return handling.of(callId(id), Caller.of(authentication));
    }

    private HttpResponse<CallHandling.Action> order(String id, CallAction action, Authentication authentication) {
        return HttpResponse.accepted()
                .body(handling.order(callId(id), action, Caller.of(authentication), clock.instant()));
    }

    /// By its `call_id`, or by the `id` of its log.
    private UUID callId(String id) {
        if (id.matches("[0-9]{1,18}")) {
            return calls.find(Long.parseLong(id)).map(CallLog::callId).orElseThrow(Detail::notFound);
        }
        if (!id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw Detail.notFound();
        }
        return UUID.fromString(id);
    }
}
