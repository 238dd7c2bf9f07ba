package org.voiceorchestrator.call;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.security.Roles;

/// What the audits found.
@Controller("/api/dialer/audits")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER})
@Tag(name = "Audits")
@ApiDoc.SignedIn
final class CallAuditController {
    private final CallAudits audits;

    CallAuditController(CallAudits audits) {
        this.audits = audits;
    }

    @Operation(
            operationId = "showCallAudits",
            summary = "Show whether the promises about calls are kept",
            description = """
                    The newest audits. Every hour the newest calls are looked at, once a day everything, the figures too. \
                    `audit calls` on the command line does it at once, `--mend` sets wrong figures right.""")
    @ApiResponse(responseCode = "200", description = "The newest audits", useReturnTypeSchema = true)
    @Get("/calls")
    CallAudits.NewestAudits calls() {
        return audits.newest();
    }
}
