package org.voiceorchestrator.donotcall;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.ListRequest;
import org.voiceorchestrator.http.Listing;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.phone.PhoneNumber;
import org.voiceorchestrator.security.Roles;

/// The record of all wishes not to be called; read-only.
@Controller("/api/dialer/do-not-call")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
@Tag(name = "Do not call")
@ApiDoc.SignedIn
final class LedgerController {
    private static final Listing LISTING = Listing.orderedBy("-at")
            .text("number")
            .choice("event", LedgerEvent.class)
            .orderingByTime("at", "at");

    private final Ledger ledger;
    private final WishForm form;
    private final HttpHostResolver hosts;

    LedgerController(Ledger ledger, WishForm form, HttpHostResolver hosts) {
        this.ledger = ledger;
        this.form = form;
        this.hosts = hosts;
    }

    @Operation(
            operationId = "listDoNotCallLedger",
            summary = "Look up the ledger of do-not-call wishes",
            description = "Newest first. Nothing in it is ever changed or deleted.",
            parameters = {
                @Parameter(
                        name = "number",
                        in = ParameterIn.QUERY,
                        description = "A number in any written form",
                        schema = @Schema(type = "string")),
                @Parameter(
                        name = "event",
                        in = ParameterIn.QUERY,
                        schema = @Schema(implementation = LedgerEvent.class)),
                @Parameter(
                        name = "ordering",
                        in = ParameterIn.QUERY,
                        description = "By `at`; `-` in front for descending",
                        schema = @Schema(type = "string"))
            })
    @ApiDoc.Paged
    @ApiResponse(responseCode = "200", description = "A page of lines", useReturnTypeSchema = true)
    @Get("/ledger")
    Page<LedgerLine> list(HttpRequest<?> request) {
        ListRequest asked = LISTING.read(request, hosts.resolve(request));
        return ledger.list(asked, number(asked.filter("number").orElse(null)));
    }

    @Operation(operationId = "downloadDoNotCallLedger", summary = "Download the ledger", description = """
                    As a CSV, oldest first, safe to open in a spreadsheet: for a complaint of a customer, a regulator or \
                    an operator.""")
    @ApiDoc.Invalid
    @ApiResponse(
            responseCode = "200",
            description = "The lines",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @Get("/ledger.csv")
    @Produces(MediaType.TEXT_CSV)
    StreamedFile csv(
            @Parameter(description = "A number in any written form; left out: all") @QueryValue("number") @Nullable
                    String number) {
        return new StreamedFile(ledger.csv(number(number)), MediaType.TEXT_CSV_TYPE).attach("do-not-call-ledger.csv");
    }

    private @Nullable PhoneNumber number(@Nullable String written) {
        return written == null || written.isBlank() ? null : form.number("number", written);
    }
}
