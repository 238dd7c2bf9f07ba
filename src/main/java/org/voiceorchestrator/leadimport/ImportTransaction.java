package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.leadimport.StagedRows.Merging;
import org.voiceorchestrator.security.Audit;

/// The one transaction in which a file becomes leads and its log is closed: either both, or nothing.
@Singleton
final class ImportTransaction {
    /// Each is some megabytes.
    private static final int CHUNKS_AHEAD = 2;

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

    /// Imports into one campaign come one after another; the file of the next is read meanwhile.
    void run(OpenImport open, Iterator<RowResult> rows, Clock clock) {
        try (RunAhead<RowChunk> chunks = new RunAhead<>(
                new RowChunks(rows, campaigns.zonesBeside(open.campaign())),
                CHUNKS_AHEAD,
                "import-" + open.log() + "-reader")) {
            database.inTransaction(() -> {
                logs.lock(open.log());
                campaigns.lockForLeads(open.campaign());
                ImportCounts counts = merge(chunks, open, clock);
                campaigns.confirm(open.campaign());
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

    private ImportCounts merge(Iterator<RowChunk> chunks, OpenImport open, Clock clock) {
        Instant now = clock.instant();
        Merging merging = staged.begin(open, campaigns.hasLeads(open.campaign()), now);
        DueTimes dueTimes = new DueTimes(now);
        ImportCounts counts = ImportCounts.NONE;
        while (chunks.hasNext()) {
            RowChunk chunk = chunks.next();
            open.progress().refuseWhenCancelled();
            Instant due = dueTimes.next(clock.instant(), open.progress().fractionRead());
            ImportCounts more = staged.merge(chunk, merging, due);
            open.progress().imported(more.successful());
            counts = counts.plus(more);
        }
        return counts;
    }
}
