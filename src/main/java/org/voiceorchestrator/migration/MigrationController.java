package org.voiceorchestrator.migration;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.multipart.MultipartBody;
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
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Listing;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.once.Forms;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// Bringing another dialer's campaigns and lead files along.
@Controller("/api/dialer/migrations")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.SERVICE})
@Tag(name = "Migration")
@ApiDoc.SignedIn
final class MigrationController {
    private static final Listing LISTING = Listing.orderedBy("-created_at")
            .choice("status", MigrationStatus.class)
            .orderingByTime("created_at", "created_at");

    private final MigrationRuns runs;
    private final TelecardUploads uploads;
    private final Forms forms;
    private final Migrations migrations;
    private final MigrationReports reports;
    private final HttpHostResolver hosts;

    MigrationController(
            MigrationRuns runs,
            TelecardUploads uploads,
            Forms forms,
            Migrations migrations,
            MigrationReports reports,
            HttpHostResolver hosts) {
        this.runs = runs;
        this.uploads = uploads;
        this.forms = forms;
        this.migrations = migrations;
        this.reports = reports;
        this.hosts = hosts;
    }

    @Operation(
            operationId = "migrateTelecard",
            summary = "Bring Telecard's campaigns and lead files along",
            description = """
                    Each file is a campaign: its name, `{AgentId}-{Segment}-{YYYYMMDD}.csv`, is the campaign's id. All \
                    names and files are looked at first; then agents and campaigns that are missing are made, the files \
                    imported as uploads are, and the counts verified. Done in the background: ask for the migration \
                    until its status is completed, failed or interrupted. Files whose bytes are in already are not sent \
                    twice, so the same request again continues what was broken off.""",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA,
                                            schema = @Schema(ref = "#/components/schemas/TelecardFiles"))),
            responses = {
                @ApiResponse(
                        responseCode = "202",
                        description = "Accepted, to be worked at in the background",
                        content = @Content(schema = @Schema(implementation = Migration.class))),
                @ApiResponse(
                        responseCode = "413",
                        description = "A file, or all of them together, is too large",
                        content = @Content(schema = @Schema(ref = "#/components/schemas/Detail")))
            })
    @ApiDoc.Invalid
    @ApiDoc.Conflict
    @ApiDoc.Once
    @Post(value = "/telecard", consumes = MediaType.MULTIPART_FORM_DATA)
    HttpResponse<Migration> telecard(
            @Parameter(hidden = true) @Body MultipartBody form, Authentication authentication) {
        TelecardUploads.Received received = uploads.receive(form);
        boolean started = false;
        try {
            forms.carryOutOnce(uploads.identity(received));
            Migration begun = runs.start(received, "API", Caller.of(authentication));
            started = true;
            return HttpResponse.accepted().body(begun);
        } finally {
            if (!started) {
                uploads.delete(received.folder());
            }
        }
    }

    @Operation(
            operationId = "listMigrations",
            summary = "List migrations",
            description = "Newest first, without their files.",
            parameters = {
                @Parameter(
                        name = "status",
                        in = ParameterIn.QUERY,
                        schema = @Schema(implementation = MigrationStatus.class)),
                @Parameter(
                        name = "ordering",
                        in = ParameterIn.QUERY,
                        description = "By `created_at`; `-` in front for descending",
                        schema = @Schema(type = "string"))
            })
    @ApiDoc.Paged
    @ApiResponse(responseCode = "200", description = "A page of migrations", useReturnTypeSchema = true)
    @Get
    Page<Migration> list(HttpRequest<?> request) {
        return migrations.list(LISTING.read(request, hosts.resolve(request)));
    }

    @Operation(operationId = "showMigration", summary = "Show a migration", description = "With all of its files.")
    @ApiDoc.Missing
    @ApiResponse(responseCode = "200", description = "The migration", useReturnTypeSchema = true)
    @Get("/{id}")
    Migration show(long id) {
        return migrations.find(id).orElseThrow(Detail::notFound);
    }

    @Operation(
            operationId = "migrationReport",
            summary = "Download the report of a migration",
            description = "A line a file: what was made, what became of its rows, its SHA-256, whether it is verified.")
    @ApiDoc.Missing
    @ApiResponse(
            responseCode = "200",
            description = "The report",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @Get(value = "/{id}/report.csv", produces = MediaType.TEXT_CSV)
    HttpResponse<byte[]> report(long id) {
        return HttpResponse.ok(reports.csv(show(id)))
                .contentType(MediaType.TEXT_CSV_TYPE)
                .header("Content-Disposition", "attachment; filename=\"migration-" + id + ".csv\"");
    }
}
