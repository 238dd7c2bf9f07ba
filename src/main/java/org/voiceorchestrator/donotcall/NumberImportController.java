package org.voiceorchestrator.donotcall;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.Post;
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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.leadimport.Uploads;
import org.voiceorchestrator.once.Forms;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Roles;

/// Uploading files of numbers that are not to be called.
@Controller("/api/dialer/do-not-call")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.SERVICE})
@Tag(name = "Do not call")
@ApiDoc.SignedIn
final class NumberImportController {
    private final NumberImport imports;
    private final WishForm form;
    private final Uploads uploads;
    private final Forms forms;
    private final Clock clock;

    NumberImportController(NumberImport imports, WishForm form, Uploads uploads, Forms forms, Clock clock) {
        this.imports = imports;
        this.uploads = uploads;
        this.forms = forms;
        this.form = form;
        this.clock = clock;
    }

    @Operation(
            operationId = "importDoNotCallNumbers",
            summary = "Upload a file of numbers onto a do-not-call list",
            description = """
                    A CSV with a column `number`, and where wanted `reason`, `expires_at` and `campaign_id`; or without a \
                    header, numbers only. Good rows come onto the lists in one transaction; the others are reported. A \
                    number that is on its list already stays there by the stricter of both wishes; sent twice, a file \
                    changes nothing the second time.""",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA,
                                            schema = @Schema(ref = "#/components/schemas/NumberFile"))),
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "What became of the rows",
                        content = @Content(schema = @Schema(implementation = NumberImport.Report.class))),
                @ApiResponse(
                        responseCode = "413",
                        description = "The file is too large",
                        content = @Content(schema = @Schema(ref = "#/components/schemas/Detail")))
            })
    @ApiDoc.Invalid
    @ApiDoc.Conflict
    @ApiDoc.Once
    @Post(value = "/import", consumes = MediaType.MULTIPART_FORM_DATA)
    HttpResponse<?> upload(
            @Parameter(hidden = true) @Part("campaign") @Nullable String campaign,
            @Parameter(hidden = true) @Part("source") @Nullable String source,
            @Parameter(hidden = true) @Part("reason") @Nullable String reason,
            @Parameter(hidden = true) @Part("expires_at") @Nullable String expiresAt,
            @Parameter(hidden = true) @Part("csv_file") @Nullable CompletedFileUpload csvFile,
            Authentication authentication) {
        if (csvFile == null || csvFile.getFilename().isEmpty()) {
            throw new FieldErrors("csv_file", "This field is required.");
        }
        Instant now = clock.instant();
        Uploads.Stored stored = uploads.store(csvFile);
        try (InputStream in = stored.file().content().open()) {
            WishForm.ImportFields fields = new WishForm.ImportFields(campaign, source, reason, expiresAt);
            NumberImport.Order order = form.order(stored.file().name(), fields, Caller.of(authentication), now);
            forms.carryOutOnce(List.of(
                    fields.toString(), stored.file().name(), stored.file().sha256()));
            NumberFile file = NumberFile.open(in);
            file.refusal().ifPresent(message -> {
                throw new FieldErrors("csv_file", message);
            });
            return HttpResponse.ok(imports.run(order, file, now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            stored.delete();
        }
    }
}
