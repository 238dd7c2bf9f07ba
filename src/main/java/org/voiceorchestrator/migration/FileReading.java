package org.voiceorchestrator.migration;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
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

    /// A number that the campaign has is a duplicate even where it is on a do-not-call list, as in an import.
    private static final String COUNT_UNWANTED = """
            SELECT count(*) FILTER (WHERE known) AS known,
                   count(*) FILTER (WHERE listed AND NOT known) AS listed
            FROM (SELECT EXISTS (SELECT
                                 FROM leads AS l
                                 WHERE l.phone_number = n.phone_number
                                   AND l.campaign_id = :campaign) AS known,
                         EXISTS (SELECT
                                 FROM do_not_call_entries AS d
                                 WHERE d.phone_number = n.phone_number
                                   AND (d.campaign_id IS NULL OR d.campaign_id = :campaign)
                                   AND (d.expires_at IS NULL OR d.expires_at > :now)) AS listed
                  FROM unnest(:numbers) AS n (phone_number)) AS looked_up
            """;
    /// The id of none.
    private static final long NEW_CAMPAIGN = 0;

    private record Unwanted(long known, long listed) {
        Unwanted plus(Unwanted more) {
            return new Unwanted(known + more.known, listed + more.listed);
        }
    }

    /// What a file holds, or why it can't be read.
    sealed interface Result {
        /// @param counts what an import would make of it now
        record Counted(RowCounts counts) implements Result {}

        record Refused(List<String> messages) implements Result {}
    }

    private final PhoneNumberNormalizer phones;
    private final Database database;
    private final Clock clock;

    FileReading(PhoneNumberNormalizer phones, Database database, Clock clock) {
        this.phones = phones;
        this.database = database;
        this.clock = clock;
    }

    /// @param campaign into which it would be imported; none: a new one
    Result read(LeadFile.Content content, Optional<Campaign> campaign) throws IOException {
        Set<String> regions =
                Set.copyOf(campaign.map(Campaign::allowedCountries).orElse(List.of()));
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
        Unwanted unwanted = unwanted(good, campaign);
        long fresh = good.countDistinct() - unwanted.known - unwanted.listed;
        long duplicates = good.count() - fresh - unwanted.listed;
        if (duplicates > 0) {
            reasons.put(DUPLICATE, duplicates);
        }
        if (unwanted.listed > 0) {
            reasons.put(RowCounts.DO_NOT_CALL, unwanted.listed);
        }
        return new RowCounts(good.count() + rejected, fresh, duplicates, rejected + unwanted.listed, reasons);
    }

    private Unwanted unwanted(SeenNumbers numbers, Optional<Campaign> campaign) {
        long id = campaign.map(Campaign::id).orElse(NEW_CAMPAIGN);
        Instant now = clock.instant();
        return numbers.distinct()
                .gather(Gatherers.windowFixed(NUMBERS_AT_A_TIME))
                .map(some -> database.sql(COUNT_UNWANTED)
                        .with("campaign", id)
                        .with("numbers", some)
                        .with("now", now)
                        .one(row -> new Unwanted(row.bigint("known"), row.bigint("listed"))))
                .reduce(new Unwanted(0, 0), Unwanted::plus);
    }
}
