package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Audit;

/// Ends an import that is running, in whatever process it runs.
@Singleton
final class ImportCancellation {
    private final Database database;
    private final ImportLogs logs;
    private final Audit audit;

    ImportCancellation(Database database, ImportLogs logs, Audit audit) {
        this.database = database;
        this.logs = logs;
        this.audit = audit;
    }

    /// @throws Detail 404 when there is no such import
    /// @throws RuleViolation when it is over
    CancelAnswer cancel(String id, String by) {
        long found = logs.find(id).orElseThrow(Detail::notFound).id();
        boolean cancelled = database.inTransaction(() -> {
            boolean now = logs.cancel(found, by);
            if (now) {
                audit.record(by, "cancel", "import_log", found, Map.of());
            }
            return now;
        });
        ImportLog log = logs.get(found);
        if (cancelled) {
            return new CancelAnswer("Import is being cancelled; nothing of it will be stored", log);
        }
        return switch (log.status()) {
            case PENDING, PROCESSING ->
                new CancelAnswer(
                        "Import was cancelled before by " + Objects.requireNonNull(log.cancelledBy())
                                + ", and is about to end",
                        log);
            case COMPLETED, FAILED, PARTIAL ->
                throw RuleViolation.conflict("Import " + log.importId() + " is over (" + Names.of(log.status())
                        + ") and cannot be cancelled; its leads can be taken back with undo");
        };
    }
}
