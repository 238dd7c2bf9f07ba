package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.pacing.AbandonRecord;
import org.voiceorchestrator.pacing.AbandonRecord.Answers;

/// What campaigns have to show of their answered calls, from the figures by five minutes: the last hour is up to five
/// minutes longer, a day begins at midnight of the business zone.
@Singleton
final class AbandonRecords {
    private static final String SINCE_MIDNIGHT = """
            SELECT coalesce(sum(answered) FILTER (WHERE since >= :midnight), 0) AS answered,
                   coalesce(sum(abandoned) FILTER (WHERE since >= :midnight), 0) AS abandoned,
                   coalesce(sum(answered) FILTER (WHERE since >= hour.begun), 0) AS answered_in_hour,
                   coalesce(sum(abandoned) FILTER (WHERE since >= hour.begun), 0) AS abandoned_in_hour
            FROM campaign_answers
            CROSS JOIN (SELECT five_minutes_of(:hour_ago) AS begun) AS hour
            WHERE campaign_id = :campaign
              AND since >= least(:midnight, five_minutes_of(:hour_ago))
            """;

    private static final String DAYS_BEFORE = """
            SELECT coalesce(sum(answered), 0) AS answered, coalesce(sum(abandoned), 0) AS abandoned
            FROM campaign_answers
            WHERE campaign_id = :campaign
              AND since >= :since
              AND since < :midnight
            """;

    private static final int DAYS = 30;

    private final Database database;
    private final ZoneId businessZone;
    private final Map<Long, Past> pasts = new ConcurrentHashMap<>();

    AbandonRecords(Database database, ZoneId businessZone) {
        this.database = database;
        this.businessZone = businessZone;
    }

    /// The days before that midnight, which change no more.
    private record Past(Instant midnight, Answers answers) {}

    AbandonRecord of(long campaign, Instant now) {
        Instant midnight = now.atZone(businessZone)
                .toLocalDate()
                .atStartOfDay(businessZone)
                .toInstant();
        Answers past = pasts.compute(
                        campaign,
                        (_, known) -> known != null && known.midnight().equals(midnight)
                                ? known
                                : new Past(midnight, daysBefore(campaign, midnight)))
                .answers();
        return database.sql(SINCE_MIDNIGHT)
                .with("campaign", campaign)
                .with("midnight", midnight)
                .with("hour_ago", now.minus(Duration.ofHours(1)))
                .one(row -> {
                    Answers today = answers(row);
                    return new AbandonRecord(
                            today,
                            new Answers(past.answered() + today.answered(), past.abandoned() + today.abandoned()),
                            new Answers(row.bigint("answered_in_hour"), row.bigint("abandoned_in_hour")));
                });
    }

    private Answers daysBefore(long campaign, Instant midnight) {
        return database.sql(DAYS_BEFORE)
                .with("campaign", campaign)
                .with("since", midnight.minus(Duration.ofDays(DAYS - 1)))
                .with("midnight", midnight)
                .one(AbandonRecords::answers);
    }

    private static Answers answers(Row row) {
        return new Answers(row.bigint("answered"), row.bigint("abandoned"));
    }
}
