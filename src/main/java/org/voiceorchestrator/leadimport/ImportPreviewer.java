package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;

/// Tells what an upload would do, exactly, and writes nothing.
@Singleton
final class ImportPreviewer {
    private final ImportCampaigns campaigns;
    private final LeadImporter importer;
    private final PreviewedNumbers numbers;
    private final Database database;
    private final Clock clock;

    ImportPreviewer(
            ImportCampaigns campaigns,
            LeadImporter importer,
            PreviewedNumbers numbers,
            Database database,
            Clock clock) {
        this.campaigns = campaigns;
        this.importer = importer;
        this.numbers = numbers;
        this.database = database;
        this.clock = clock;
    }

    /// @throws RuleViolation when the campaign does not exist or takes no such leads
    /// @throws FieldErrors when the file as a whole cannot be used
    ImportPreview preview(ImportOrder order) {
        ImportCampaigns.Target campaign = campaigns.forImport(order.campaign(), order.segment());
        try (InputStream content = order.file().content().open()) {
            CsvLeadReader reader = importer.read(content, campaign);
            List<PreviewColumn> columns = CsvHeader.of(reader.columns()).columns().stream()
                    .map(PreviewColumn::of)
                    .toList();
            PreviewedRows rows = new PreviewedRows(reader);
            return database.inTransaction(() -> {
                numbers.compare(rows, campaign.id(), order.duplicates(), clock.instant());
                return new ImportPreview(
                        campaign.campaignId(),
                        order.file().name(),
                        order.file().size(),
                        order.file().sha256(),
                        order.duplicates().written(),
                        columns,
                        first(rows.first(), order.duplicates()),
                        counts(rows, order.duplicates()),
                        sameFile(campaign, order.file()));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<PreviewRow> first(List<RowResult> rows, DuplicateScope scope) {
        Map<Long, PreviewVerdict> verdicts =
                numbers.verdicts(rows.stream().map(RowResult::row).toList(), scope);
        return rows.stream()
                .map(row -> switch (row) {
                    case RowResult.Accepted good ->
                        new PreviewRow(
                                good.row(),
                                good.number(),
                                verdicts.getOrDefault(good.row(), PreviewVerdict.NEW),
                                PreviewLead.of(good.lead()),
                                null,
                                null);
                    case RowResult.Rejected bad ->
                        new PreviewRow(
                                bad.row(), bad.number(), PreviewVerdict.INVALID, null, bad.error(), bad.code());
                })
                .toList();
    }

    private PreviewCounts counts(PreviewedRows rows, DuplicateScope scope) {
        PreviewedNumbers.Counts good = numbers.count();
        long leftOut = scope.countsOthers() ? good.elsewhere() : 0;
        return new PreviewCounts(
                good.good() + rows.invalid(),
                good.numbers() - good.inCampaign() - good.doNotCall() - leftOut,
                good.good() - good.numbers(),
                good.inCampaign(),
                good.elsewhere(),
                good.doNotCall(),
                rows.invalid(),
                rows.invalidByReason());
    }

    private @Nullable SameFile sameFile(ImportCampaigns.Target campaign, LeadFile file) {
        return database.sql(ImportLogRow.SAME_FILE)
                .with("campaign", campaign.id())
                .with("sha256", file.sha256())
                .first(row -> Objects.requireNonNull(ImportLogRow.sameFile(row)))
                .orElse(null);
    }
}
