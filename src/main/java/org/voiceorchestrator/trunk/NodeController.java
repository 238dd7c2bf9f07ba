package org.voiceorchestrator.trunk;

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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// The nodes.
@Controller("/api/dialer/nodes")
@Secured({Roles.ADMIN, Roles.SUPERVISOR})
@Tag(name = "Calling rules")
@ApiDoc.SignedIn
final class NodeController {
    private final Nodes nodes;
    private final SwitchLinks links;
    private final Recorded recorded;
    private final HttpHostResolver hosts;
    private final Clock clock;

    NodeController(Nodes nodes, SwitchLinks links, Recorded recorded, HttpHostResolver hosts, Clock clock) {
        this.nodes = nodes;
        this.links = links;
        this.recorded = recorded;
        this.hosts = hosts;
        this.clock = clock;
    }

    @Operation(operationId = "listNodes", summary = "List nodes", description = "Newest first.")
    @ApiDoc.Active
    @ApiDoc.Named
    @ApiDoc.Paged
    @ApiResponse(responseCode = "200", description = "A page of nodes", useReturnTypeSchema = true)
    @Get
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
    Page<Node> list(HttpRequest<?> request) {
        return nodes.list(NamedThings.LISTING.read(request, hosts.resolve(request)));
    }

    @Operation(
            operationId = "showDefaultSwitch",
            summary = "Show the switch in the settings",
            description = "With which processes it is connected.")
    @ApiResponse(responseCode = "200", description = "The switch", useReturnTypeSchema = true)
    @Get("/default")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
    DefaultSwitch showDefault() {
        return new DefaultSwitch(links.of(0));
    }

    @Operation(operationId = "createNode", summary = "Make a node", description = """
                    A switch, by the address of its event socket. Its password is never sent here: `password_variable` names the \
                    environment variable of the dialer that holds it.""")
    @ApiDoc.Invalid
    @ApiResponse(responseCode = "201", description = "The node", useReturnTypeSchema = true)
    @ApiDoc.Once
    @Post
    HttpResponse<Node> create(
            @Body @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewNode"))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        NodeDraft draft = NodeDraft.read(body, null);
        return HttpResponse.created(recorded.create(
                Caller.of(authentication), thing(draft.name()), () -> nodes.add(draft, clock.instant()), nodes::find));
    }

    @Operation(operationId = "showNode", summary = "Show a node")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The node", useReturnTypeSchema = true)
    @Get("/{id}")
    @Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
    Node show(long id) {
        return existing(id);
    }

    @Operation(
            operationId = "replaceNode",
            summary = "Replace a node",
            description = "Fields that are not sent get their defaults. It holds at once.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The node", useReturnTypeSchema = true)
    @Put("/{id}")
    Node replace(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/NewNode"))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        existing(id);
        return changed(id, NodeDraft.read(body, null), Caller.of(authentication));
    }

    @Operation(
            operationId = "changeNode",
            summary = "Change a node",
            description = "Changes what is sent. It holds at once.")
    @ApiDoc.Invalid
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The node", useReturnTypeSchema = true)
    @Patch("/{id}")
    Node change(
            long id,
            @Body @RequestBody(content = @Content(schema = @Schema(implementation = NodeDraft.class))) @Nullable
                    Map<String, Object> body,
            Authentication authentication) {
        return changed(id, NodeDraft.read(body, existing(id)), Caller.of(authentication));
    }

    @Operation(
            operationId = "deleteNode",
            summary = "Delete a node",
            description = "Only one that no trunk names; others are 409: set `is_active` to false instead.")
    @ApiResponse(responseCode = "204", description = "Done")
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @Delete("/{id}")
    HttpResponse<?> delete(long id, Authentication authentication) {
        recorded.delete(
                Caller.of(authentication),
                thing(existing(id).name()),
                id,
                () -> nodes.delete(id),
                "Trunks name this node; take it out of them first, or set is_active to false.");
        return HttpResponse.noContent();
    }

    private Node changed(long id, NodeDraft draft, Caller by) {
        return recorded.change(
                by, thing(draft.name()), id, () -> nodes.change(id, draft, clock.instant()), nodes::find);
    }

    private static Recorded.Thing thing(String name) {
        return new Recorded.Thing("node", name);
    }

    private Node existing(long id) {
        return nodes.find(id).orElseThrow(Detail::notFound);
    }
}
