package org.voiceorchestrator.agent;

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
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Listing;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Role;
import org.voiceorchestrator.security.Roles;

/// The agents.
@Controller("/api/dialer/agents")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.SERVICE})
@Tag(name = "Agents")
@ApiDoc.SignedIn
final class AgentController {
    private static final Listing LISTING = Listing.orderedBy("-created_at")
            .bool("is_active")
            .choice("status", AgentStatus.class)
            .orderingByTime("created_at", "a.created_at")
            .ordering("agent_id", "a.agent_id")
            .idColumn("a.id");

    private final Agents agents;
    private final AgentAdministration administration;
    private final PhoneNumberNormalizer phones;
    private final HttpHostResolver hosts;

    AgentController(
            Agents agents, AgentAdministration administration, PhoneNumberNormalizer phones, HttpHostResolver hosts) {
        this.agents = agents;
        this.administration = administration;
        this.phones = phones;
        this.hosts = hosts;
    }

    @Operation(
            operationId = "listAgents",
            summary = "List agents",
            description = "Newest first. An agent's user sees its own agent only.",
            parameters = {
                @Parameter(name = "is_active", in = ParameterIn.QUERY, schema = @Schema(type = "boolean")),
                @Parameter(
                        name = "status",
                        in = ParameterIn.QUERY,
                        description = "What the agent does now",
                        schema = @Schema(implementation = AgentStatus.class)),
                @Parameter(
                        name = "search",
                        in = ParameterIn.QUERY,
                        description = "Part of agent_id, extension, phone_number or email",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "ordering",
                        in = ParameterIn.QUERY,
                        description =
                                "By `created_at` or `agent_id`, or by several with a comma between; `-` in front for descending",
                        schema = @Schema(type = "string"))
            })
    @ApiDoc.Paged
    @ApiResponse(responseCode = "200", description = "A page of agents", useReturnTypeSchema = true)
    @Get
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE, Roles.AGENT})
    Page<Agent> list(HttpRequest<?> request, Authentication authentication) {
        return agents.list(
                LISTING.read(request, hosts.resolve(request)),
                Caller.of(authentication).confinedTo());
    }

    @Operation(
            operationId = "createAgent",
            summary = "Make an agent",
            description = "Its status is `offline` unless another is given.")
    @ApiDoc.Invalid
    @ApiResponse(responseCode = "201", description = "The agent", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post
    HttpResponse<Agent> create(
            @Body @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewAgent"))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        AgentDraft draft = AgentDraft.read(body, null, phones);
        return HttpResponse.created(administration.add(draft, Caller.of(authentication)));
    }

    @Operation(operationId = "showAgent", summary = "Show an agent", description = """
                    `status` follows from the live calls while there are any: `reserved` while the customer is \
                    called, `on_call` while both talk; then what was said last is shown again.""")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The agent", useReturnTypeSchema = true)
    @Get("/{id}")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE, Roles.AGENT})
    Agent show(long id, Authentication authentication) {
        return visible(id, Caller.of(authentication));
    }

    @Operation(
            operationId = "replaceAgent",
            summary = "Replace an agent",
            description = "Fields that are not sent get their defaults; only the status stays as it is.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The agent", useReturnTypeSchema = true)
    @Put("/{id}")
    Agent replace(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewAgent"))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Caller caller = Caller.of(authentication);
        return administration.change(visible(id, caller), AgentDraft.read(body, null, phones), caller);
    }

    @Operation(operationId = "changeAgent", summary = "Change an agent", description = """
                    Changes what is sent. An agent's user may change the `status` of its own agent, nothing \
                    else. A written status holds from now on and ends wrap-up; one that is shown already changes \
                    nothing. An agent with a user who can sign in goes offline when nothing was heard of that \
                    user for 10 minutes. An agent without one keeps its status until the next is written.""")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The agent", useReturnTypeSchema = true)
    @Patch("/{id}")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.SERVICE, Roles.AGENT})
    Agent change(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = AgentDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        Caller caller = Caller.of(authentication);
        Agent existing = visible(id, caller);
        if (caller.role() == Role.AGENT && body != null && !Set.of("status").containsAll(body.keySet())) {
            throw Detail.forbidden();
        }
        return administration.change(existing, AgentDraft.read(body, existing, phones), caller);
    }

    @Operation(operationId = "deleteAgent", summary = "Delete an agent", description = """
                    Only one that has no campaigns and no calls; others are 409: set `is_active` to false \
                    instead.""")
    @ApiResponse(responseCode = "204", description = "Done")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @Delete("/{id}")
    HttpResponse<?> delete(long id, Authentication authentication) {
        Caller caller = Caller.of(authentication);
        administration.delete(visible(id, caller), caller);
        return HttpResponse.noContent();
    }

    private Agent visible(long id, Caller caller) {
        if (!caller.mayTouchAgent(id)) {
            throw Detail.notFound();
        }
        return agents.find(id).orElseThrow(Detail::notFound);
    }
}
