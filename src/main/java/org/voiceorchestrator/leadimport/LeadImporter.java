package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.leadimport.LeadFileReader.Opening;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;

/// A file becomes leads of a campaign, or nothing of it does.
@Singleton
public final class LeadImporter {
    private static final Logger LOG = LoggerFactory.getLogger(LeadImporter.class);

    private final ImportCampaigns campaigns;
    private final ImportLogs logs;
    private final ImportTransaction transaction;
    private final PhoneNumberNormalizer phones;
    private final Clock clock;

    LeadImporter(
            ImportCampaigns campaigns,
            ImportLogs logs,
            ImportTransaction transaction,
            PhoneNumberNormalizer phones,
            Clock clock) {
        this.campaigns = campaigns;
        this.logs = logs;
        this.transaction = transaction;
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
        try (LeadRows rows = read(order.file().content(), campaign)) {
            return new OpenImport(logs.open(order, campaign, rows.columns(), clock.instant()), order, campaign);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whatever goes wrong, the log is closed as failed and no lead is there.
    ImportReport run(OpenImport open) {
        try (ReadAhead rows = ReadAhead.of(read(open.order().file().content(), open.campaign()))) {
            logs.begin(open.log(), clock.instant());
            transaction.run(open, rows, clock);
        } catch (RuleViolation e) {
            fail(open, e.getMessage() + ".");
            throw e;
        } catch (UncheckedIOException | IOException e) {
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

    private LeadRows read(LeadFile.Content content, ImportCampaigns.Target campaign) throws IOException {
        return switch (LeadFileReader.open(
                content, ReadingChoices.none(), Map.of(), phones, campaign.allowedRegions())) {
            case Opening.Refused(var messages) -> throw new FieldErrors(Map.of("csv_file", messages));
            case Opening.Opened opened -> opened.rows();
        };
    }
}
