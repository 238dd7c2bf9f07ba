package org.voiceorchestrator.why;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.breaker.BreakerState;
import org.voiceorchestrator.breaker.Breakers;
import org.voiceorchestrator.calendar.CallingCalendar;
import org.voiceorchestrator.call.CallLimits;
import org.voiceorchestrator.call.NumberCaps;
import org.voiceorchestrator.campaign.CampaignRules;
import org.voiceorchestrator.campaign.CampaignStatus;
import org.voiceorchestrator.campaign.RulesReader;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.dialing.TrunkSettings;
import org.voiceorchestrator.lead.LeadLanes;
import org.voiceorchestrator.lead.LeadStatus;
import org.voiceorchestrator.trunk.Trunk;
import org.voiceorchestrator.trunk.Trunks;

/// Reads what the gates are judged by. Belongs into one snapshot.
@Singleton
final class FactReader {
    private static final String CAMPAIGN = """
            SELECT c.id, c.status, c.started_at, c.duration_days, c.max_calls,
                   (SELECT count(*) FROM call_logs AS l WHERE l.campaign_id = c.id AND l.ended_at IS NULL) AS live_calls
            FROM campaigns AS c
            WHERE c.id = :campaign
            """;

    /// Whoever may be given the campaign's calls.
    private static final String AGENTS = """
            SELECT a.id, a.agent_id, a.is_active, a.status, a.wrap_up_until, n.live_calls, a.max_concurrent_calls,
                   a.id IN (SELECT id FROM agents_on_lines) AS on_line,
                   (SELECT CASE WHEN l.worker_id = '00000000-0000-0000-0000-000000000000' THEN 'unreachable'
                                WHEN l.node_id IS NOT NULL
                                     AND NOT EXISTS (SELECT FROM nodes AS o WHERE o.id = l.node_id AND o.is_active)
                                THEN 'ending'
                                ELSE l.state
                           END
                    FROM agent_lines AS l
                    WHERE l.agent_id = a.id) AS line
            FROM campaign_agents AS m
            JOIN agents AS a ON a.id = m.agent_id
            JOIN agents_now AS n ON n.id = a.id
            WHERE m.campaign_id = :campaign
            ORDER BY a.id
            """;

    /// Calls of no trunk are those of the one in the settings.
    private static final String LOADS = """
            SELECT coalesce(trunk_id, 0) AS trunk,
                   count(*) FILTER (WHERE ended_at IS NULL) AS live,
                   count(*) FILTER (WHERE initiated_at > :a_second_ago) AS last_second
            FROM call_logs
            WHERE ended_at IS NULL
               OR initiated_at > :a_second_ago
            GROUP BY 1
            """;

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
    private final RulesReader rules;
    private final Trunks trunks;
    private final TrunkSettings configured;
    private final CallLimits limits;
    private final Breakers breakers;

    FactReader(
            Database database,
            RulesReader rules,
            Trunks trunks,
            TrunkSettings configured,
            CallLimits limits,
            Breakers breakers) {
        this.database = database;
        this.rules = rules;
        this.trunks = trunks;
        this.configured = configured;
        this.limits = limits;
        this.breakers = breakers;
    }

    Optional<Facts.OfCampaign> campaign(long id, Instant now) {
        return rules.of(id)
                .flatMap(known -> database.sql(CAMPAIGN).with("campaign", id).first(row -> campaign(row, known, now)));
    }

    /// @param its the rules of the lead's campaign
    Optional<Facts.OfLead> lead(long id, CampaignRules its, Instant now) {
        return database.sql(LEAD).with("lead", id).first(row -> lead(row, its, now));
    }

    /// What stands for the campaign where a number is called as none's.
    Facts.OfCampaign ofNone(CallingCalendar calendar, ZoneId zone, Instant now) {
        return new Facts.OfCampaign(
                NONE, CampaignStatus.ACTIVE, null, 1, null, 0, calendar, zone, List.of(), trunks(List.of(), now), null);
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

    private Facts.OfCampaign campaign(Row row, CampaignRules known, Instant now) {
        return new Facts.OfCampaign(
                known.id(),
                row.constant("status", CampaignStatus.class),
                row.instantOrNull("started_at"),
                row.integer("duration_days"),
                row.integerOrNull("max_calls"),
                row.integer("live_calls"),
                known.calendar(),
                known.zone(),
                database.sql(AGENTS).with("campaign", known.id()).list(FactReader::agent),
                trunks(known.trunks(), now),
                breakers.holding().campaigns().get(known.id()));
    }

    private static Facts.OfAgent agent(Row row) {
        return new Facts.OfAgent(
                row.bigint("id"),
                row.text("agent_id"),
                row.bool("is_active"),
                row.text("status"),
                row.instantOrNull("wrap_up_until"),
                row.integer("live_calls"),
                row.integer("max_concurrent_calls"),
                row.bool("on_line"),
                row.textOrNull("line"));
    }

    private List<Facts.OfTrunk> trunks(List<Long> chosen, Instant now) {
        Map<Long, Facts.OfTrunk> loads = new HashMap<>();
        List<Trunk> all = trunks.inUse(Trunk.configured(
                configured.gateway(),
                configured.lines(),
                configured.callsPerSecond(),
                configured.prefix(),
                configured.callerId()));
        Map<Long, BreakerState> held = breakers.holding().trunks();
        all.forEach(trunk -> loads.put(trunk.id(), new Facts.OfTrunk(trunk, 0, 0, held.get(trunk.id()))));
        database.sql(LOADS)
                .with("a_second_ago", now.minusSeconds(1))
                .list(row -> loads.computeIfPresent(
                        row.bigint("trunk"),
                        (_, idle) -> new Facts.OfTrunk(
                                idle.trunk(), row.integer("live"), row.integer("last_second"), idle.breaker())));
        return all.stream()
                .filter(trunk -> chosen.isEmpty() || chosen.contains(trunk.id()))
                .map(trunk -> Objects.requireNonNull(loads.get(trunk.id())))
                .toList();
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
