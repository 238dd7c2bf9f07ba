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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.security.Roles;

/// Uploading lead files.
@Controller("/api/dialer/csv-upload")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.SERVICE})
@Tag(name = "Import")
final class CsvUploadController {
    private static final String REQUIRED = "This field is required.";
    private static final Set<String> SEGMENTS =
            Set.of("follow_up", "active", "growth", "active_churn", "growth_churn", "acquisition");

    private final Uploads uploads;
    private final ImportRuns runs;
    private final ImportLogs logs;

    CsvUploadController(Uploads uploads, ImportRuns runs, ImportLogs logs) {
        this.uploads = uploads;
        this.runs = runs;
        this.logs = logs;
    }

    /// Upload a lead file into a campaign. Good rows become leads in one transaction; the others are reported. With
    /// `async=true` the answer is the import log, to be asked for again until its status is completed, partial or
    /// failed.
    @Post(value = "/upload", consumes = MediaType.MULTIPART_FORM_DATA)
    @Operation(
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "What became of the rows",
                        content = @Content(schema = @Schema(implementation = ImportReport.class))),
                @ApiResponse(
                        responseCode = "202",
                        description = "Accepted, to be worked at in the background",
                        content = @Content(schema = @Schema(implementation = ImportLog.class)))
            })
    HttpResponse<?> upload(
            @Part("campaign_id") @Nullable String campaignId,
            @Part("segment") @Nullable String segment,
            @Part("csv_file") @Nullable CompletedFileUpload csvFile,
            @QueryValue(value = "async", defaultValue = "false") String async,
            Authentication authentication) {
        Uploads.Stored stored = store(campaignId, segment, csvFile, async);
        boolean handedOver = false;
        try {
            ImportOrder order = new ImportOrder(
                    text(campaignId),
                    text(segment).toLowerCase(Locale.ROOT),
                    stored.file(),
                    authentication.getName());
            if (!isTrue(async)) {
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

    private Uploads.Stored store(
            @Nullable String campaignId,
            @Nullable String segment,
            @Nullable CompletedFileUpload csvFile,
            String async) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        if (text(campaignId).isEmpty()) {
            errors.put("campaign_id", List.of(REQUIRED));
        }
        if (text(segment).isEmpty()) {
            errors.put("segment", List.of(REQUIRED));
        } else if (!SEGMENTS.contains(text(segment).toLowerCase(Locale.ROOT))) {
            errors.put("segment", List.of("\"" + text(segment) + "\" is not a valid choice."));
        }
        if (csvFile == null || csvFile.getFilename().isEmpty()) {
            errors.put("csv_file", List.of(REQUIRED));
        }
        if (!Set.of("true", "1", "false", "0").contains(async.toLowerCase(Locale.ROOT))) {
            errors.put("async", List.of("Must be true or false."));
        }
        if (!errors.isEmpty() || csvFile == null) {
            if (csvFile != null) {
                csvFile.discard();
            }
            throw new FieldErrors(errors);
        }
        return uploads.store(csvFile);
    }

    private static boolean isTrue(String text) {
        return text.equalsIgnoreCase("true") || text.equals("1");
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent.strip();
    }
}
