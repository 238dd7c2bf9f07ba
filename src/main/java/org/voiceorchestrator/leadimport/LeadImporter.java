package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.leadimport.CsvLeadReader.Opening;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;

/// A file becomes leads of a campaign, or nothing of it does.
@Singleton
public final class LeadImporter {
    private static final Logger LOG = LoggerFactory.getLogger(LeadImporter.class);

    private final ImportCampaigns campaigns;
    private final ImportLogs logs;
    private final WatchedImport watched;
    private final PhoneNumberNormalizer phones;
    private final Clock clock;

    LeadImporter(
            ImportCampaigns campaigns,
            ImportLogs logs,
            WatchedImport watched,
            PhoneNumberNormalizer phones,
            Clock clock) {
        this.campaigns = campaigns;
        this.logs = logs;
        this.watched = watched;
        this.phones = phones;
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
        try (InputStream content = order.file().content().open()) {
            List<String> columns = read(content, campaign).columns();
            long log = logs.open(order, campaign, columns, clock.instant());
            return new OpenImport(log, order, campaign, new ImportProgress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whatever goes wrong, the log is closed as failed and no lead is there.
    ImportReport run(OpenImport open) {
        try (InputStream content =
                open.progress().watching(open.order().file().content().open())) {
            logs.begin(open.log(), clock.instant());
            watched.run(open, read(content, open.campaign()), clock);
        } catch (ImportCancelled e) {
            fail(open, "The import was " + e.getMessage() + ". Nothing was stored.");
        } catch (RuleViolation e) {
            fail(open, e.getMessage() + ".");
            throw e;
        } catch (Database.SourceBroken | IOException e) {
            fail(open, "The file could not be read to its end. Nothing was stored; send the file again.");
            throw new IllegalStateException("import " + open.log() + ": the file could not be read", e);
        } catch (RuntimeException e) {
            fail(open, "The import broke off. Nothing was stored; send the file again.");
            throw e;
        }
        return ImportReport.of(logs.get(open.log()));
    }

    private void fail(OpenImport open, String summary) {
        try {
            logs.fail(open.log(), summary, clock.instant());
        } catch (RuntimeException e) {
            // the database itself is gone: the sweeper closes the log when it is back
            LOG.error("the log of import {} could not be closed", open.log(), e);
        }
    }

    /// The one place where bytes become rows.
    ///
    /// @throws FieldErrors when the file as a whole cannot be used
    CsvLeadReader read(InputStream content, ImportCampaigns.Target campaign) throws IOException {
        return switch (CsvLeadReader.open(content, phones, campaign.allowedRegions())) {
            case Opening.Refused(var messages) -> throw new FieldErrors(Map.of("csv_file", messages));
            case Opening.Opened(var rows) -> rows;
        };
    }
}
