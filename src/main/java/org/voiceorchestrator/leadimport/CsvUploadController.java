package org.voiceorchestrator.leadimport;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.security.Roles;

/// Uploading lead files.
@Controller("/api/dialer/csv-upload")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.SERVICE})
@Tag(name = "Import")
@ApiDoc.SignedIn
final class CsvUploadController {
    private final Uploads uploads;
    private final UploadOnce once;
    private final ImportRuns runs;
    private final ImportLogs logs;

    CsvUploadController(Uploads uploads, UploadOnce once, ImportRuns runs, ImportLogs logs) {
        this.uploads = uploads;
        this.once = once;
        this.runs = runs;
        this.logs = logs;
    }

    @Post(value = "/upload", consumes = MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "upload",
            summary = "Upload a lead file into a campaign",
            description = """
                    The file has a header with `number` and `attempts` among its columns, in any order and letter case; \
                    `name`, `city`, `customer_segment`, `last_order_date` and `follow_up_date` are taken too, and every \
                    other column goes to the metadata of the lead. Good rows become leads in one transaction; the others \
                    are reported. With `async=true` the answer is the import log, to be asked for again, or watched, \
                    until its status is completed, partial or failed. `same_file_as` names an earlier upload of the same \
                    bytes into the same campaign.""",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA,
                                            schema = @Schema(ref = "#/components/schemas/LeadFile"))),
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "What became of the rows",
                        content = @Content(schema = @Schema(implementation = ImportReport.class))),
                @ApiResponse(
                        responseCode = "202",
                        description = "Accepted, to be worked at in the background",
                        content = @Content(schema = @Schema(implementation = ImportLog.class))),
                @ApiResponse(
                        responseCode = "404",
                        description = "There is no such campaign",
                        content = @Content(schema = @Schema(ref = "#/components/schemas/Error"))),
                @ApiResponse(
                        responseCode = "413",
                        description = "The file is too large",
                        content = @Content(schema = @Schema(ref = "#/components/schemas/Detail")))
            })
    @ApiDoc.Once
    @ApiDoc.Invalid
    @ApiDoc.Conflict
    HttpResponse<?> upload(
            @Parameter(hidden = true) @Part("campaign_id") @Nullable String campaignId,
            @Parameter(hidden = true) @Part("segment") @Nullable String segment,
            @Parameter(hidden = true) @Part("duplicates") @Nullable String duplicates,
            @Parameter(hidden = true) @Part("encoding") @Nullable String encoding,
            @Parameter(hidden = true) @Part("delimiter") @Nullable String delimiter,
            @Parameter(hidden = true) @Part("sheet") @Nullable String sheet,
            @Parameter(hidden = true) @Part("mapping") @Nullable String mapping,
            @Parameter(hidden = true) @Part("csv_file") @Nullable CompletedFileUpload csvFile,
            @Parameter(
                            description = "Answer at once, and work in the background",
                            schema = @Schema(type = "boolean", defaultValue = "false"))
                    @QueryValue(value = "async", defaultValue = "false")
                    String async,
            Authentication authentication) {
        UploadForm.Reading reading = new UploadForm.Reading(encoding, delimiter, sheet, mapping);
        UploadForm form = UploadForm.read(campaignId, segment, duplicates, reading, csvFile, async);
        Uploads.Stored stored = uploads.store(form.file());
        boolean handedOver = false;
        try {
            ImportOrder order = form.order(stored.file(), authentication.getName());
            Optional<HttpResponse<?>> earlier = once.earlier(order, form.async());
            if (earlier.isPresent()) {
                return earlier.get();
            }
            if (!form.async()) {
                return HttpResponse.ok(runs.now(order));
            }
            long log = runs.inBackground(order, stored::delete);
            handedOver = true;
            return HttpResponse.accepted().body(logs.get(log));
        } finally {
            if (!handedOver) {
                stored.delete();
            }
        }
    }
}
