package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Iterator;
import java.util.Map;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.security.Audit;

/// The one transaction in which a file becomes leads and its log is closed: either both, or nothing.
@Singleton
final class ImportTransaction {
    private final Database database;
    private final ImportLogs logs;
    private final ImportCampaigns campaigns;
    private final StagedRows staged;
    private final Audit audit;

    ImportTransaction(Database database, ImportLogs logs, ImportCampaigns campaigns, StagedRows staged, Audit audit) {
        this.database = database;
        this.logs = logs;
        this.campaigns = campaigns;
        this.staged = staged;
        this.audit = audit;
    }

    /// Imports into one campaign merge one after another; reading and copying their files is done side by side.
    void run(OpenImport open, Iterator<RowResult> rows, Clock clock) {
        database.inTransaction(() -> {
            logs.lock(open.log());
            staged.copy(rows);
            campaigns.lockForMerge(open.campaign());
            ImportCounts counts = staged.merge(open.log(), open.campaign(), clock.instant());
            open.progress().imported(counts.successful());
            logs.close(open.log(), counts, clock.instant());
            audit.record(
                    open.order().uploadedBy(),
                    "import",
                    "campaign",
                    open.campaign().id(),
                    Map.of("import_log", open.log(), "leads", counts.successful()));
        });
    }
}
