package org.voiceorchestrator.handling;

import io.micronaut.http.HttpResponse;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallLog;
import org.voiceorchestrator.http.ApiDoc;
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
    private final PhoneNumberNormalizer phones;

    CallController(ClickToCall clickToCall, PhoneNumberNormalizer phones) {
        this.clickToCall = clickToCall;
        this.phones = phones;
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
}
