package org.voiceorchestrator.why;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallLimits;
import org.voiceorchestrator.call.NumberCaps;
import org.voiceorchestrator.campaign.CampaignRules;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.lead.LeadLanes;
import org.voiceorchestrator.lead.LeadStatus;

/// Reads what the gates of leads and their numbers are judged by. Belongs into one snapshot.
@Singleton
final class LeadFactReader {
    private static final String LEAD = """
            SELECT l.id, l.campaign_id, l.phone_number, l.status, l.attempt_count, l.max_attempts, l.due_at, l.time_zone,
                   l.call_back_at, l.call_back_agent_id,
                   (SELECT coalesce(k.campaign_id, '')
                    FROM call_logs AS x
                    LEFT JOIN campaigns AS k ON k.id = x.campaign_id
                    WHERE x.phone_number = l.phone_number
                      AND x.ended_at IS NULL) AS live_campaign
            FROM leads AS l
            WHERE l.id = :lead
            """;

    private static final String HOLD = """
            SELECT a.id, a.agent_id, h.held_until
            FROM lead_previews AS h
            JOIN agents AS a ON a.id = h.agent_id
            WHERE h.lead_id = :lead
              AND h.held_until > :now
              AND a.is_active
              AND a.status <> 'offline'
            """;

    private static final String LIVE = """
            SELECT coalesce(k.campaign_id, '') AS live_campaign
            FROM call_logs AS x
            LEFT JOIN campaigns AS k ON k.id = x.campaign_id
            WHERE x.phone_number = :number
              AND x.ended_at IS NULL
            """;

    private static final String ENTRIES = """
            SELECT CASE WHEN campaign_id IS NULL THEN 'company' ELSE 'campaign' END AS list, reason, expires_at
            FROM do_not_call_entries
            WHERE phone_number = :number
              AND (campaign_id IS NULL OR campaign_id = :campaign)
              AND (expires_at IS NULL OR expires_at > :now)
            ORDER BY campaign_id NULLS FIRST
            """;

    private static final String CALLS = """
            SELECT initiated_at
            FROM call_logs
            WHERE phone_number = :number
              AND initiated_at > :since
              AND counts
            ORDER BY initiated_at DESC
            """;

    private static final String LEADS = """
            SELECT (SELECT coalesce(sum(pending_leads), 0)
                    FROM campaign_figures
                    WHERE campaign_id = :campaign) AS pending,
                   (SELECT min(first.due_at) FROM (%s) AS first) AS next_due
            """.formatted(LeadLanes.heads(":campaign", "true"));

    /// No day of any clock reaches back further.
    private static final Duration FAR_ENOUGH = Duration.ofDays(2);

    private static final long NONE = 0;

    private final Database database;
    private final CallLimits limits;

    LeadFactReader(Database database, CallLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /// @param its the rules of the lead's campaign
    Optional<Facts.OfLead> lead(long id, CampaignRules its, Instant now) {
        return database.sql(LEAD).with("lead", id).first(row -> lead(row, its, now));
    }

    /// What stands for the lead where a number is called as none's.
    ///
    /// @param its the rules of the campaign for which it is called; null: of none
    Facts.OfLead number(String number, @Nullable CampaignRules its, ZoneId zone, Instant now) {
        return new Facts.OfLead(
                LeadStatus.PENDING,
                0,
                1,
                now,
                zone,
                null,
                null,
                entries(number, its == null ? NONE : its.id(), now),
                its == null
                        ? limits.caps()
                        : limits.caps().orStricter(its.callsPerNumberDaily(), its.callsPerNumberRolling()),
                calls(number, now),
                database.sql(LIVE)
                        .with("number", number)
                        .first(row -> row.text("live_campaign"))
                        .orElse(null),
                null);
    }

    Facts.OfLeads leads(long campaign) {
        return database.sql(LEADS)
                .with("campaign", campaign)
                .one(row -> new Facts.OfLeads(row.bigint("pending"), row.instantOrNull("next_due")));
    }

    private Facts.OfLead lead(Row row, CampaignRules its, Instant now) {
        String number = row.text("phone_number");
        NumberCaps caps = limits.caps().orStricter(its.callsPerNumberDaily(), its.callsPerNumberRolling());
        return new Facts.OfLead(
                row.constant("status", LeadStatus.class),
                row.integer("attempt_count"),
                row.integer("max_attempts"),
                row.instant("due_at"),
                its.zoneOf(row.textOrNull("time_zone")),
                row.instantOrNull("call_back_at"),
                row.bigintOrNull("call_back_agent_id"),
                entries(number, its.id(), now),
                caps,
                calls(number, now),
                row.textOrNull("live_campaign"),
                database.sql(HOLD)
                        .with("lead", row.bigint("id"))
                        .with("now", now)
                        .first(hold ->
                                new Facts.OfHold(hold.bigint("id"), hold.text("agent_id"), hold.instant("held_until")))
                        .orElse(null));
    }

    private List<Instant> calls(String number, Instant now) {
        return database.sql(CALLS)
                .with("number", number)
                .with("since", now.minus(FAR_ENOUGH))
                .list(call -> call.instant("initiated_at"));
    }

    private List<Facts.OfEntry> entries(String number, long campaign, Instant now) {
        return database.sql(ENTRIES)
                .with("number", number)
                .with("campaign", campaign)
                .with("now", now)
                .list(row -> new Facts.OfEntry(row.text("list"), row.text("reason"), row.instantOrNull("expires_at")));
    }
}
