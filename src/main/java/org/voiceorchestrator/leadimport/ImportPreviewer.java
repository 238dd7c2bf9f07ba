package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.io.IOException;
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
    private final LeadFiles files;
    private final PreviewedNumbers numbers;
    private final Database database;
    private final Clock clock;

    ImportPreviewer(
            ImportCampaigns campaigns, LeadFiles files, PreviewedNumbers numbers, Database database, Clock clock) {
        this.campaigns = campaigns;
        this.files = files;
        this.numbers = numbers;
        this.database = database;
        this.clock = clock;
    }

    /// @throws RuleViolation when the campaign does not exist or takes no such leads
    /// @throws FieldErrors when the file as a whole cannot be used
    ImportPreview preview(ImportOrder order) {
        ImportCampaigns.Target campaign = campaigns.forImport(order.campaign(), order.segment());
        try {
            LeadFileReader.Opening.Opened opened = files.open(order, campaign);
            try (ReadAhead ahead = ReadAhead.of(opened.rows())) {
                return preview(order, campaign, opened, new PreviewedRows(ahead));
            }
        } catch (IOException e) {
            throw unread(e, new UncheckedIOException(e));
        } catch (UncheckedIOException e) {
            throw unread(e.getCause(), e);
        }
    }

    private static RuntimeException unread(@Nullable IOException why, UncheckedIOException unread) {
        return why instanceof DamagedFile damaged ? LeadFiles.unusable(damaged) : unread;
    }

    private ImportPreview preview(
            ImportOrder order,
            ImportCampaigns.Target campaign,
            LeadFileReader.Opening.Opened opened,
            PreviewedRows rows) {
        return database.inTransaction(() -> {
            numbers.compare(rows, campaign.id(), order.duplicates(), clock.instant());
            return new ImportPreview(
                    campaign.campaignId(),
                    order.file().name(),
                    order.file().size(),
                    order.file().sha256(),
                    order.duplicates().written(),
                    opened.format(),
                    opened.mapping().columns().stream().map(PreviewColumn::of).toList(),
                    opened.mapping().notes(),
                    first(rows.first(), order.duplicates()),
                    counts(rows, order.duplicates()),
                    sameFile(campaign, order.file()));
        });
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
                                null,
                                null);
                    case RowResult.Rejected bad ->
                        new PreviewRow(
                                bad.row(),
                                bad.number(),
                                PreviewVerdict.INVALID,
                                null,
                                bad.error(),
                                bad.code(),
                                bad.suggestion());
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
