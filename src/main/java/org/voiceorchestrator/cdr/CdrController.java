package org.voiceorchestrator.cdr;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.security.Roles;

/// Where FreeSWITCH's mod_json_cdr and mod_xml_cdr post to.
@Controller(CdrController.PATH)
@Secured({Roles.ADMIN, Roles.SERVICE})
@Tag(name = "Telephony")
@ApiDoc.SignedIn
final class CdrController {
    static final String PATH = "/api/telephony/cdr";

    private final CdrReader reader;
    private final Cdrs cdrs;
    private final Clock clock;

    CdrController(CdrReader reader, Cdrs cdrs, Clock clock) {
        this.reader = reader;
        this.cdrs = cdrs;
        this.clock = clock;
    }

    /// @param stored false: it had come before
    /// @param corrected a call log that said `lost` says now how the call ended
    @Serdeable
    record CdrReceipt(boolean stored, boolean corrected) {}

    @Operation(
            operationId = "postCdr",
            summary = "Take a call detail record",
            description = """
                    Of one leg that has ended, as FreeSWITCH's mod_json_cdr or mod_xml_cdr post it: JSON or XML, by itself \
                    or in the field `cdr` of a form. With an access token, or by HTTP Basic with the user and password \
                    of the settings. Sent again it changes nothing.""",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = "application/json", schema = @Schema(type = "object")),
                                @Content(mediaType = "text/xml", schema = @Schema(type = "string")),
                                @Content(
                                        mediaType = "application/x-www-form-urlencoded",
                                        schema = @Schema(type = "string"))
                            }))
    @ApiDoc.Once
    @ApiDoc.Invalid
    @ApiResponse(
            responseCode = "404",
            description = "It came by password, and none is set",
            content = @Content(schema = @Schema(ref = "#/components/schemas/Detail")))
    @ApiResponse(
            responseCode = "413",
            description = "It is too long",
            content = @Content(schema = @Schema(ref = "#/components/schemas/Detail")))
    @ApiResponse(responseCode = "200", description = "It is there", useReturnTypeSchema = true)
    @Consumes(MediaType.ALL)
    @Post
    CdrReceipt post(@Body byte @Nullable [] body) {
        Cdrs.Receipt receipt = cdrs.receive(reader.read(body == null ? new byte[0] : body), clock.instant());
        return new CdrReceipt(receipt.stored(), receipt.corrected());
    }
}
