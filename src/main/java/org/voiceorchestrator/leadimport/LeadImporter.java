package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.leadimport.LeadFileReader.Opening;

/// A file becomes leads of a campaign, or nothing of it does.
@Singleton
public final class LeadImporter {
    private static final Logger LOG = LoggerFactory.getLogger(LeadImporter.class);

    private final ImportCampaigns campaigns;
    private final ImportLogs logs;
    private final WatchedImport watched;
    private final LeadFiles files;
    private final Clock clock;

    LeadImporter(ImportCampaigns campaigns, ImportLogs logs, WatchedImport watched, LeadFiles files, Clock clock) {
        this.campaigns = campaigns;
        this.logs = logs;
        this.watched = watched;
        this.files = files;
        this.clock = clock;
    }

    /// Reads the file into leads of the campaign. Rows that are no good, or whose number the campaign has, are in the
    /// report and stop none of the others.
    ///
    /// @throws RuleViolation when the campaign does not exist or takes no such leads
    /// @throws FieldErrors when the file as a whole cannot be used; no log is kept of it
    public ImportReport importFile(ImportOrder order) {
        return run(open(order));
    }

    /// Checks the order and opens its log. Who opens one runs it at once: a log that is open and not worked at is
    /// taken for that of a dead process.
    OpenImport open(ImportOrder order) {
        ImportCampaigns.Target campaign = campaigns.forImport(order.campaign(), order.segment());
        try {
            Opening.Opened opened = files.open(order, campaign);
            opened.rows().close();
            long log = logs.open(order, campaign, opened.rows().columns(), clock.instant());
            files.remember(order, opened.mapping(), clock.instant());
            return new OpenImport(
                    log, order, campaign, new ImportProgress(order.file().size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whatever goes wrong, the log is closed as failed and no lead is there.
    ImportReport run(OpenImport open) {
        try (ReadAhead rows =
                ReadAhead.of(files.open(open.order(), open.campaign()).rows())) {
            logs.begin(open.log(), clock.instant());
            watched.run(open, rows, clock);
        } catch (ImportCancelled e) {
            fail(open, "The import was " + e.getMessage() + ". Nothing was stored.");
        } catch (RuleViolation e) {
            fail(open, e.getMessage() + ".");
            throw e;
        } catch (UncheckedIOException e) {
            throw unread(open, e.getCause());
        } catch (IOException e) {
            throw unread(open, e);
        } catch (RuntimeException e) {
            fail(open, "The import broke off. Nothing was stored; send the file again.");
            throw e;
        }
        return ImportReport.of(logs.get(open.log()));
    }

    private RuntimeException unread(OpenImport open, @Nullable IOException why) {
        if (why instanceof DamagedFile damaged) {
            fail(open, damaged.getMessage() + ". Nothing was stored.");
            return LeadFiles.unusable(damaged);
        }
        fail(open, "The file could not be read to its end. Nothing was stored; send the file again.");
        return new IllegalStateException("import " + open.log() + ": the file could not be read", why);
    }

    private void fail(OpenImport open, String summary) {
        try {
            logs.fail(open.log(), summary, clock.instant());
        } catch (RuntimeException e) {
            // the database itself is gone: the sweeper closes the log when it is back
            LOG.error("the log of import {} could not be closed", open.log(), e);
        }
    }
}
