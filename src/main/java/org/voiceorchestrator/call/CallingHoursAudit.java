package org.voiceorchestrator.call;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.voiceorchestrator.campaign.CampaignRules;
import org.voiceorchestrator.campaign.RulesReader;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;

/// Whether calls were begun when it was time to call, by the same calendars and clocks as claims go by: the
/// campaign's, or the lead's own.
@Singleton
final class CallingHoursAudit {
    /// A claim is made a moment before the call is begun.
    private static final Duration CLAIM = Duration.ofSeconds(5);

    /// Of the calls of a minute the first and the last stand for all. Nobody keeps what hours, calendars and leads'
    /// clocks were before they were changed, so calls from before are not asked about.
    private static final String BEGUN = """
            SELECT x.campaign_id, coalesce(l.time_zone, '') AS zone,
                   min(x.initiated_at) AS first, (array_agg(x.call_id ORDER BY x.initiated_at))[1] AS first_call,
                   max(x.initiated_at) AS last, (array_agg(x.call_id ORDER BY x.initiated_at DESC))[1] AS last_call
            FROM call_logs AS x
            JOIN campaigns AS c ON c.id = x.campaign_id
            JOIN leads AS l ON l.id = x.lead_id
            LEFT JOIN calendars AS k ON k.id = c.calendar_id
            WHERE (c.calendar_id IS NOT NULL OR c.calling_from IS NOT NULL)
              AND x.direction = 'outbound'
              AND x.source <> 'softphone'
              AND x.initiated_at >= :since
              AND x.initiated_at > greatest(c.calling_hours_since, k.updated_at, l.zone_since)
            GROUP BY x.campaign_id, 2, date_trunc('minute', x.initiated_at)
            ORDER BY first
            """;

    private final Database database;
    private final RulesReader rules;

    CallingHoursAudit(Database database, RulesReader rules) {
        this.database = database;
        this.rules = rules;
    }

    /// Belongs into a snapshot.
    ///
    /// @param most so many are enough
    CallAudit.Finding finding(Instant since, int most) {
        Map<Long, Optional<CampaignRules>> known = new HashMap<>();
        List<Stream<String>> found = database.sql(BEGUN)
                .with("since", since)
                .list(row -> known.computeIfAbsent(row.bigint("campaign_id"), rules::of)
                        .map(its -> violations(its, row))
                        .orElseGet(Stream::empty));
        return new CallAudit.Finding(
                "no call was begun outside calling hours",
                found.stream().flatMap(calls -> calls).limit(most).toList());
    }

    private static Stream<String> violations(CampaignRules its, Row row) {
        String zone = row.text("zone");
        String first = row.text("first_call");
        Map<String, Instant> calls = new HashMap<>(Map.of(first, row.instant("first")));
        calls.put(row.text("last_call"), row.instant("last"));
        return calls.entrySet().stream()
                .filter(call -> !wasOpen(its, zone, call.getValue()))
                .map(call -> "call " + call.getKey() + " of campaign " + its.id() + " at " + call.getValue() + ", in "
                        + its.zoneOf(zone));
    }

    private static boolean wasOpen(CampaignRules its, String zone, Instant begun) {
        return its.isOpen(zone, begun) || its.isOpen(zone, begun.minus(CLAIM));
    }
}
