package org.voiceorchestrator.migration;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.voiceorchestrator.campaign.CampaignStats;
import org.voiceorchestrator.campaign.Campaigns;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.database.Row;

/// Proves that a file is in: what was read of it, its import log, its leads and the campaign's figures must agree.
@Singleton
final class Verification {
    private static final String LOG = """
            SELECT total_rows, successful_imports, skipped_rows, failed_imports
            FROM import_logs
            WHERE id = :log
            """;

    private static final String REASONS = """
            SELECT code, count(*) AS n
            FROM import_rejects
            WHERE import_log_id = :log
            GROUP BY code
            """;

    private static final String LEADS = """
            SELECT count(*) AS total,
                   count(*) FILTER (WHERE import_log_id = :log) AS of_import,
                   count(*) FILTER (WHERE status = 'pending') AS pending,
                   count(*) FILTER (WHERE status = 'dialing') AS dialing,
                   count(*) FILTER (WHERE attempt_count > 0) AS called
            FROM leads
            WHERE campaign_id = :campaign
            """;

    private record Leads(long total, long ofImport, long pending, long dialing, long called) {}

    private final Database database;
    private final Campaigns campaigns;

    Verification(Database database, Campaigns campaigns) {
        this.database = database;
        this.campaigns = campaigns;
    }

    /// What became of the rows, by the import log.
    RowCounts stored(long log) {
        return database.inSnapshot(() -> {
            Map<String, Long> reasons = new TreeMap<>();
            database.sql(REASONS)
                    .with("log", log)
                    .list(row -> Map.entry(row.text("code"), row.bigint("n")))
                    .forEach(reason -> reasons.put(reason.getKey(), reason.getValue()));
            return database.sql(LOG).with("log", log).one(row -> counts(row, reasons));
        });
    }

    /// The file as imported, verified or with what does not agree.
    ///
    /// @param rows of the file, counted by a reading of its own
    MigrationFile verified(MigrationFile file, long rows, long campaign, long log) {
        return database.inSnapshot(() -> {
            RowCounts stored = stored(log);
            Leads leads = database.sql(LEADS)
                    .with("campaign", campaign)
                    .with("log", log)
                    .one(Verification::leads);
            CampaignStats figures = campaigns.stats(campaign).orElseThrow();
            String status = Names.of(campaigns.find(campaign).orElseThrow().status());
            return file.imported(log, stored, status, differences(rows, stored, leads, figures));
        });
    }

    private static String differences(long rows, RowCounts stored, Leads leads, CampaignStats figures) {
        List<String> differences = new ArrayList<>();
        if (rows != stored.rows()) {
            differences.add("the file has " + rows + " rows, its import read " + stored.rows());
        }
        long explained =
                stored.reasons().values().stream().mapToLong(Long::longValue).sum();
        if (!stored.addUp() || explained != stored.duplicates() + stored.rejected()) {
            differences.add("the counts of the import log do not add up");
        }
        if (leads.ofImport != stored.imported()) {
            differences.add("the import stored " + stored.imported() + " leads, of which " + leads.ofImport
                    + " are in the campaign now");
        }
        if (!new Leads(
                        figures.totalLeads(),
                        leads.ofImport,
                        figures.pendingLeads(),
                        figures.dialingLeads(),
                        figures.calledLeads())
                .equals(leads)) {
            differences.add("the campaign's figures are not those of its leads");
        }
        return differences.isEmpty() ? "" : "Not verified: " + String.join("; ", differences) + ".";
    }

    private static RowCounts counts(Row row, Map<String, Long> reasons) {
        // the log counts both among the skipped rows
        long listed = reasons.getOrDefault(RowCounts.DO_NOT_CALL, 0L);
        return new RowCounts(
                row.bigint("total_rows"),
                row.bigint("successful_imports"),
                row.bigint("skipped_rows") - listed,
                row.bigint("failed_imports") + listed,
                reasons);
    }

    private static Leads leads(Row row) {
        return new Leads(
                row.bigint("total"),
                row.bigint("of_import"),
                row.bigint("pending"),
                row.bigint("dialing"),
                row.bigint("called"));
    }
}
