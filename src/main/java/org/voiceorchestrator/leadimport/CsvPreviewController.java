package org.voiceorchestrator.leadimport;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.security.Roles;

/// Before an upload: a file to fill in, and what would become of it.
@Controller("/api/dialer/csv-upload")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.SERVICE})
@Tag(name = "Import")
@ApiDoc.SignedIn
final class CsvPreviewController {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Uploads uploads;
    private final ImportRuns runs;
    private final ImportPreviewer previewer;

    CsvPreviewController(Uploads uploads, ImportRuns runs, ImportPreviewer previewer) {
        this.uploads = uploads;
        this.runs = runs;
        this.previewer = previewer;
    }

    @Post(value = "/preview", consumes = MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "previewUpload",
            summary = "See what an upload would do",
            description = """
                    Takes the form of an upload, and tells its columns, its first rows as they would be stored, and how \
                    many rows of the whole file would become leads, or why not. Nothing is written.""",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA,
                                            schema = @Schema(ref = "#/components/schemas/LeadFile"))))
    @ApiResponse(responseCode = "200", description = "What it would do", useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "404",
            description = "There is no such campaign",
            content = @Content(schema = @Schema(ref = "#/components/schemas/Error")))
    @ApiResponse(
            responseCode = "413",
            description = "The file is too large",
            content = @Content(schema = @Schema(ref = "#/components/schemas/Detail")))
    @ApiDoc.Once
    @ApiDoc.Invalid
    @ApiDoc.Conflict
    ImportPreview preview(
            @Parameter(hidden = true) @Part("campaign_id") @Nullable String campaignId,
            @Parameter(hidden = true) @Part("segment") @Nullable String segment,
            @Parameter(hidden = true) @Part("duplicates") @Nullable String duplicates,
            @Parameter(hidden = true) @Part("encoding") @Nullable String encoding,
            @Parameter(hidden = true) @Part("delimiter") @Nullable String delimiter,
            @Parameter(hidden = true) @Part("sheet") @Nullable String sheet,
            @Parameter(hidden = true) @Part("mapping") @Nullable String mapping,
            @Parameter(hidden = true) @Part("csv_file") @Nullable CompletedFileUpload csvFile,
            Authentication authentication) {
        UploadForm.Reading reading = new UploadForm.Reading(encoding, delimiter, sheet, mapping);
        UploadForm form = UploadForm.read(campaignId, segment, duplicates, reading, csvFile, "false");
        Uploads.Stored stored = uploads.store(form.file());
        try {
            ImportOrder order = form.order(stored.file(), authentication.getName());
            return runs.inTurn(() -> previewer.preview(order));
        } finally {
            stored.delete();
        }
    }

    @Get("/template")
    @Produces({MediaType.TEXT_CSV, XLSX})
    @Operation(operationId = "leadTemplate", summary = "Download a lead file to fill in", description = """
                    The workbook keeps numbers and dates as they are typed; a CSV cannot say so to the spreadsheet. The \
                    example in it is not imported: its number is none.""")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = MediaType.TEXT_CSV, schema = @Schema(type = "string")),
                @Content(mediaType = XLSX, schema = @Schema(type = "string", format = "binary"))
            })
    @ApiDoc.Invalid
    HttpResponse<byte[]> template(
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"csv", "xlsx"},
                                            defaultValue = "csv"))
                    @QueryValue(value = "format", defaultValue = "csv")
                    String format) {
        return switch (format) {
            case "csv" -> file(LeadTemplate.csv(), MediaType.TEXT_CSV, "leads.csv");
            case "xlsx" -> file(LeadTemplate.xlsx(), XLSX, "leads.xlsx");
            default -> throw new FieldErrors("format", "\"" + format + "\" is not a valid choice. Choose csv or xlsx.");
        };
    }

    private static HttpResponse<byte[]> file(byte[] bytes, String type, String name) {
        return HttpResponse.ok(bytes)
                .contentType(type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    }
}
