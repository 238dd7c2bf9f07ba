package org.voiceorchestrator.leadimport;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Listing;
import org.voiceorchestrator.http.Page;
import org.voiceorchestrator.security.Roles;

/// The record of all uploads; read-only.
@Controller("/api/dialer/import-logs")
@Secured({Roles.ADMIN, Roles.SUPERVISOR, Roles.VIEWER, Roles.SERVICE})
@Tag(name = "Import")
final class ImportLogController {
    private static final Listing LISTING = Listing.orderedBy("-created_at")
            .id("campaign")
            .choice("status", ImportStatus.class)
            .ordering("created_at", "created_at");

    private final ImportLogs logs;
    private final RejectedRows rejected;
    private final HttpHostResolver hosts;

    ImportLogController(ImportLogs logs, RejectedRows rejected, HttpHostResolver hosts) {
        this.logs = logs;
        this.rejected = rejected;
        this.hosts = hosts;
    }

    @Get
    Page<ImportLog> list(HttpRequest<?> request) {
        return logs.list(LISTING.read(request, hosts.resolve(request)));
    }

    /// One log, by its id or its import_id.
    @Get("/{id}")
    ImportLog show(String id) {
        return logs.find(id).orElseThrow(Detail::notFound);
    }

    /// The rows that did not become leads, as a CSV to be mended and uploaded again: the file's own columns, and
    /// import_row, import_code and import_error.
    @Get("/{id}/rejected.csv")
    @Produces(MediaType.TEXT_CSV)
    StreamedFile rejected(String id) {
        ImportLog log = show(id);
        return new StreamedFile(rejected.csv(log.id()), MediaType.TEXT_CSV_TYPE)
                .attach("rejected-" + log.importId() + ".csv");
    }
}
