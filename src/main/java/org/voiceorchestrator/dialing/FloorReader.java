package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.CampaignRules;
import org.voiceorchestrator.campaign.DialingMode;
import org.voiceorchestrator.campaign.RulesReader;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.dialing.Floor.FreeAgent;
import org.voiceorchestrator.dialing.Floor.OpenCampaign;
import org.voiceorchestrator.lead.LeadLanes;

/// Reads the floor. Within a claim's transaction nothing of it can change but for the worse.
@Singleton
final class FloorReader {
    private static final String CAMPAIGNS = """
            SELECT c.id, c.mode, c.calls_per_agent, c.abandon_limit,
                   -- one whose calls failed tries with a single one
                   CASE WHEN b.id IS NULL THEN c.max_calls - live.calls ELSE 1 END AS most,
                   live.calls, past.last_call,
                   ARRAY(SELECT m.agent_id FROM campaign_agents AS m WHERE m.campaign_id = c.id) AS members
            FROM campaigns AS c
            CROSS JOIN LATERAL (SELECT count(*)::integer AS calls
                                FROM call_logs AS l
                                WHERE l.campaign_id = c.id AND l.ended_at IS NULL) AS live
            CROSS JOIN LATERAL (SELECT max(initiated_at) AS last_call FROM call_logs AS l
                                WHERE l.campaign_id = c.id) AS past
            LEFT JOIN breakers AS b ON b.scope = 'campaign' AND b.id = c.id AND b.opened_at IS NOT NULL
            WHERE c.id = ANY (:ids)
              AND (b.id IS NULL OR b.probe_at <= :now)
              AND c.mode <> 'preview'
              -- a limit may have been lowered below the calls that are live
              AND (c.max_calls IS NULL OR c.max_calls > live.calls)
              AND EXISTS (%s)
            ORDER BY c.id
            """.formatted(LeadLanes.heads("c.id", "l.due_at <= :now"));

    private static final String FREE_AGENTS = """
            SELECT id, room, idle_since
            FROM agents_free
            WHERE free_from <= :now
              AND (line_id IS NULL OR line_node = :home)
            """;

    private final Database database;
    private final RulesReader rules;
    private final Pace pace;

    FloorReader(Database database, RulesReader rules, Pace pace) {
        this.database = database;
        this.rules = rules;
        this.pace = pace;
    }

    /// @param lines how many calls may be begun at all
    /// @param home the switch of lines: one that is still up at another takes no calls
    Floor read(int lines, long home, Instant now) {
        if (lines <= 0) {
            return new Floor(List.of(), List.of(), 0);
        }
        Map<Long, CampaignRules> open = rules.ofActive(now).stream()
                .filter(campaign -> !openZones(campaign, now).isEmpty())
                .collect(Collectors.toMap(CampaignRules::id, Function.identity()));
        List<Ready> ready = open.isEmpty() ? List.of() : ready(open.keySet(), now);
        List<FreeAgent> agents = ready.isEmpty() ? List.of() : agents(home, now);
        Map<Long, Set<Long>> counting =
                SharedAgents.dealtOut(ready.stream().collect(Collectors.toMap(Ready::id, Ready::members)));
        List<OpenCampaign> campaigns = new ArrayList<>();
        for (Ready campaign : ready) {
            CampaignRules its = open.get(campaign.id());
            if (its != null) {
                campaigns.add(campaign.open(
                        its, openZones(its, now), ahead(campaign.counting(counting), agents, lines, now)));
            }
        }
        return new Floor(campaigns, agents, lines);
    }

    static List<String> openZones(CampaignRules campaign, Instant now) {
        return campaign.zones().stream()
                .filter(zone -> campaign.calendar().isOpen(campaign.zoneOf(zone), now))
                .toList();
    }

    private int ahead(Ready campaign, List<FreeAgent> agents, int lines, Instant now) {
        return switch (campaign.mode()) {
            case PREVIEW, PROGRESSIVE -> 0;
            case BROADCAST -> Integer.MAX_VALUE;
            case POWER, PREDICTIVE -> pace.callsToBegin(campaign, agents, lines, now);
        };
    }

    /// A campaign that has leads due and room for calls.
    record Ready(
            long id,
            DialingMode mode,
            double callsPerAgent,
            double abandonLimit,
            int calls,
            @Nullable Instant lastCall,
            @Nullable Integer most,
            Set<Long> members) {
        /// With those of its agents only who count for no other.
        private Ready counting(Map<Long, Set<Long>> dealtOut) {
            return new Ready(
                    id, mode, callsPerAgent, abandonLimit, calls, lastCall, most, dealtOut.getOrDefault(id, Set.of()));
        }

        private OpenCampaign open(CampaignRules rules, List<String> zones, int ahead) {
            return new OpenCampaign(rules, zones, mode, calls, lastCall, most, members, ahead);
        }
    }

    private List<Ready> ready(Set<Long> ids, Instant now) {
        return database.sql(CAMPAIGNS)
                .with("ids", ids)
                .with("now", now)
                .list(row -> new Ready(
                        row.bigint("id"),
                        row.constant("mode", DialingMode.class),
                        row.decimal("calls_per_agent"),
                        row.decimal("abandon_limit"),
                        row.integer("calls"),
                        row.instantOrNull("last_call"),
                        row.integerOrNull("most"),
                        Set.copyOf(row.bigints("members"))));
    }

    private List<FreeAgent> agents(long home, Instant now) {
        return database.sql(FREE_AGENTS)
                .with("now", now)
                .with("home", home)
                .list(row -> new FreeAgent(row.bigint("id"), row.integer("room"), row.instant("idle_since")));
    }
}
