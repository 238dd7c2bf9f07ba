package org.voiceorchestrator.leadimport;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.http.sse.Event;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.reactivestreams.Publisher;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Listing;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.security.Roles;

/// The record of all uploads; read-only.
@Controller("/api/dialer/import-logs")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
@Tag(name = "Import")
@ApiDoc.SignedIn
final class ImportLogController {
    private static final Listing LISTING = Listing.orderedBy("-created_at")
            .id("campaign")
            .choice("status", ImportStatus.class)
            .orderingByTime("created_at", "created_at");

    private final ImportLogs logs;
    private final RejectedRows rejected;
    private final ImportEvents events;
    private final HttpHostResolver hosts;

    ImportLogController(ImportLogs logs, RejectedRows rejected, ImportEvents events, HttpHostResolver hosts) {
        this.logs = logs;
        this.rejected = rejected;
        this.events = events;
        this.hosts = hosts;
    }

    @Operation(
            operationId = "listImportLogs",
            summary = "List uploads",
            description = "Newest first.",
            parameters = {
                @Parameter(
                        name = "campaign",
                        in = ParameterIn.QUERY,
                        description = "id of the campaign",
                        schema = @Schema(type = "integer", format = "int64")),
                @Parameter(
                        name = "status",
                        in = ParameterIn.QUERY,
                        schema = @Schema(implementation = ImportStatus.class)),
                @Parameter(
                        name = "ordering",
                        in = ParameterIn.QUERY,
                        description = "By `created_at`; `-` in front for descending",
                        schema = @Schema(type = "string"))
            })
    @ApiDoc.Paged
    @ApiResponse(responseCode = "200", description = "A page of import logs", useReturnTypeSchema = true)
    @Get
    Page<ImportLog> list(HttpRequest<?> request) {
        return logs.list(LISTING.read(request, hosts.resolve(request)));
    }

    @Operation(
            operationId = "showImportLog",
            summary = "Show an upload",
            description = "By its `id` or its `import_id`.")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The import log", useReturnTypeSchema = true)
    @Get("/{id}")
    ImportLog show(String id) {
        return logs.find(id).orElseThrow(Detail::notFound);
    }

    @Operation(operationId = "rejectedRows", summary = "Download the rows that did not become leads", description = """
                    A CSV to be mended and uploaded again: the columns of the file itself, and import_row, \
                    import_code, import_error and import_suggestion. Cells that a spreadsheet would take for a formula, \
                    or turn into another number or a date, have an apostrophe in front, which an upload takes off \
                    again. Of a mended file only what was missing becomes leads.""")
    @ApiResponse(
            responseCode = "200",
            description = "The rows",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @ApiDoc.Missing
    @Get("/{id}/rejected.csv")
    @Produces(MediaType.TEXT_CSV)
    StreamedFile rejected(String id) {
        ImportLog log = show(id);
        return new StreamedFile(rejected.csv(log.id()), MediaType.TEXT_CSV_TYPE)
                .attach("rejected-" + log.importId() + ".csv");
    }

    @Operation(operationId = "watchImport", summary = "Watch an upload", description = """
                    Server-sent events: `progress` at once and after every change, at most once a second, and `done` \
                    with the end of the import, after which the stream ends. The data of each is how far the import is, \
                    with the fields of its log.""")
    @ApiResponse(
            responseCode = "200",
            description = "The events",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM,
                            schema = @Schema(implementation = ImportEvent.class)))
    @ApiResponse(
            responseCode = "429",
            description = "Too many are watching",
            content = @Content(schema = @Schema(ref = "#/components/schemas/Detail")))
    @ApiDoc.Missing
    @Get("/{id}/events")
    @Produces(MediaType.TEXT_EVENT_STREAM)
    HttpResponse<Publisher<Event<ImportEvent>>> events(String id) {
        // a proxy that collects an answer before it passes it on would make the events useless
        return HttpResponse.<Publisher<Event<ImportEvent>>>ok(events.of(show(id).id()))
                .header("X-Accel-Buffering", "no");
    }
}
