package org.voiceorchestrator.call;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Listing;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// The call logs, to be read only.
@Controller("/api/dialer/call-logs")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.AGENT})
@Tag(name = "Call logs")
@ApiDoc.SignedIn
final class CallLogController {
    private static final Listing LISTING = Listing.orderedBy("-initiated_at")
            .id("agent")
            .text("campaign")
            .id("lead")
            .choice("status", CallStatus.class)
            .orderingByTime("initiated_at", "initiated_at");

    private final CallLogs callLogs;
    private final HttpHostResolver hosts;

    CallLogController(CallLogs callLogs, HttpHostResolver hosts) {
        this.callLogs = callLogs;
        this.hosts = hosts;
    }

    @Operation(
            operationId = "listCallLogs",
            summary = "List calls",
            description = "Newest first. An agent's user sees its own calls only.",
            parameters = {
                @Parameter(
                        name = "agent",
                        in = ParameterIn.QUERY,
                        description = "id of the agent",
                        schema = @Schema(type = "integer", format = "int64")),
                @Parameter(
                        name = "campaign",
                        in = ParameterIn.QUERY,
                        description = "id or campaign_id of the campaign",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "lead",
                        in = ParameterIn.QUERY,
                        description = "id of the lead",
                        schema = @Schema(type = "integer", format = "int64")),
                @Parameter(
                        name = "status",
                        in = ParameterIn.QUERY,
                        schema = @Schema(implementation = CallStatus.class)),
                @Parameter(
                        name = "search",
                        in = ParameterIn.QUERY,
                        description =
                                "What call_id or freeswitch_uuid begins with, or the digits that phone_number begins"
                                        + " with, in any written form",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "ordering",
                        in = ParameterIn.QUERY,
                        description = "By `initiated_at`; `-` in front for descending",
                        schema = @Schema(type = "string"))
            })
    @ApiDoc.Paged
    @ApiResponse(responseCode = "200", description = "A page of call logs", useReturnTypeSchema = true)
    @Get
    Page<CallLog> list(HttpRequest<?> request, Authentication authentication) {
        return callLogs.list(
                LISTING.read(request, hosts.resolve(request)),
                Caller.of(authentication).confinedTo());
    }

    @Operation(operationId = "showCallLog", summary = "Show a call", description = "By its `id` or its `call_id`.")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The call log", useReturnTypeSchema = true)
    @Get("/{id}")
    CallLog show(String id, Authentication authentication) {
        Optional<Long> confinedTo = Caller.of(authentication).confinedTo();
        return find(id).filter(call -> confinedTo.isEmpty() || confinedTo.equals(Optional.ofNullable(call.agent())))
                .orElseThrow(Detail::notFound);
    }

    private Optional<CallLog> find(String id) {
        if (id.matches("[0-9]{1,18}")) {
            return callLogs.find(Long.parseLong(id));
        }
        return id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? callLogs.find(UUID.fromString(id))
                : Optional.empty();
    }
}
