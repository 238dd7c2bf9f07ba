package org.voiceorchestrator.leadimport;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.security.Roles;

/// Ending an upload before it is over, and taking it back afterwards.
@Controller("/api/dialer/import-logs")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.SERVICE})
@Tag(name = "Import")
@ApiDoc.SignedIn
final class ImportEndController {
    private final ImportCancellation cancellation;
    private final ImportUndo undo;

    ImportEndController(ImportCancellation cancellation, ImportUndo undo) {
        this.cancellation = cancellation;
        this.undo = undo;
    }

    @Operation(operationId = "cancelImport", summary = "Cancel an upload that is running", description = """
                    Nothing of it will be stored. It ends about a second later, in whatever process it runs: its status \\
                    is failed then.""")
    @ApiResponse(responseCode = "202", description = "It is about to end", useReturnTypeSchema = true)
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiDoc.Once
    @Post("/{id}/cancel")
    @Status(HttpStatus.ACCEPTED)
    CancelAnswer cancel(String id, Authentication authentication) {
        return cancellation.cancel(id, authentication.getName());
    }

    @Operation(operationId = "undoImport", summary = "Take back the leads of an upload", description = """
                    Removes the leads of the upload that nobody has called or changed, and says how many were kept and \\
                    why. Said twice it changes nothing the second time.""")
    @ApiResponse(responseCode = "200", description = "What became of the leads", useReturnTypeSchema = true)
    @ApiDoc.Missing
    @ApiDoc.Conflict
    @ApiDoc.Once
    @Post("/{id}/undo")
    UndoReport undo(String id, Authentication authentication) {
        return undo.undo(id, authentication.getName());
    }
}
