package org.voiceorchestrator.migration;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Gatherers;
import org.voiceorchestrator.campaign.Campaign;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.leadimport.LeadFile;
import org.voiceorchestrator.leadimport.LeadFileReader;
import org.voiceorchestrator.leadimport.LeadRows;
import org.voiceorchestrator.leadimport.ReadingChoices;
import org.voiceorchestrator.leadimport.RowResult;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;

/// Reads a file as an import would, and only counts. Memory grows by eight bytes a row.
@Singleton
final class FileReading {
    private static final String DUPLICATE = "duplicate_number";
    private static final int NUMBERS_AT_A_TIME = 5000;

    private static final String COUNT_KNOWN = """
            SELECT count(*) AS known
            FROM leads
            WHERE campaign_id = :campaign
              AND phone_number = ANY (:numbers)
            """;

    /// What a file holds, or why it can't be read.
    sealed interface Result {
        /// @param counts what an import would make of it now
        record Counted(RowCounts counts) implements Result {}

        record Refused(List<String> messages) implements Result {}
    }

    private final PhoneNumberNormalizer phones;
    private final Database database;

    FileReading(PhoneNumberNormalizer phones, Database database) {
        this.phones = phones;
        this.database = database;
    }

    /// @param campaign into which it would be imported; none: a new one
    Result read(LeadFile.Content content, Optional<Campaign> campaign) throws IOException {
        Set<String> regions = Set.copyOf(campaign.map(Campaign::allowedCountries).orElse(List.of()));
        return switch (LeadFileReader.open(content, ReadingChoices.none(), Map.of(), phones, regions)) {
            case LeadFileReader.Opening.Refused(var messages) -> new Result.Refused(messages);
            case LeadFileReader.Opening.Opened opened -> {
                try (LeadRows rows = opened.rows()) {
                    yield new Result.Counted(count(rows, campaign));
                }
            }
        };
    }

    private RowCounts count(LeadRows rows, Optional<Campaign> campaign) {
        SeenNumbers good = new SeenNumbers();
        Map<String, Long> reasons = new TreeMap<>();
        long rejected = 0;
        while (rows.hasNext()) {
            switch (rows.next()) {
                case RowResult.Accepted accepted -> good.add(accepted.lead().phone());
                case RowResult.Rejected bad -> {
                    reasons.merge(bad.code(), 1L, Long::sum);
                    rejected++;
                }
            }
        }
        long fresh = good.distinct()
                .gather(Gatherers.windowFixed(NUMBERS_AT_A_TIME))
                .mapToLong(numbers -> numbers.size() - known(campaign, numbers))
                .sum();
        long duplicates = good.count() - fresh;
        if (duplicates > 0) {
            reasons.put(DUPLICATE, duplicates);
        }
        return new RowCounts(good.count() + rejected, fresh, duplicates, rejected, reasons);
    }

    private long known(Optional<Campaign> campaign, List<String> numbers) {
        return campaign.map(existing -> database.sql(COUNT_KNOWN)
                        .with("campaign", existing.id())
                        .with("numbers", numbers)
                        .one(row -> row.bigint("known")))
                .orElse(0L);
    }
}
