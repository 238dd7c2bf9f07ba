package org.voiceorchestrator.why;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceorchestrator.breaker.BreakerState;
import org.voiceorchestrator.breaker.Breakers;
import org.voiceorchestrator.calendar.CallingCalendar;
import org.voiceorchestrator.campaign.CampaignRules;
import org.voiceorchestrator.campaign.CampaignStatus;
import org.voiceorchestrator.campaign.RulesReader;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.dialing.DialingSettings;
import org.voiceorchestrator.dialing.TrunkSettings;
import org.voiceorchestrator.trunk.Loads;
import org.voiceorchestrator.trunk.SwitchLinks;
import org.voiceorchestrator.trunk.Trunk;
import org.voiceorchestrator.trunk.TrunkRoom;
import org.voiceorchestrator.trunk.Trunks;

/// Reads what the gates of campaigns are judged by. Belongs into one snapshot.
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
            SELECT a.id, a.agent_id, a.is_active, a.status, f.free_from, n.live_calls, a.max_concurrent_calls,
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
            LEFT JOIN agents_free AS f ON f.id = a.id
            WHERE m.campaign_id = :campaign
            ORDER BY a.id
            """;

    /// The switch of the lines on which the campaign's agents take calls, where any is up.
    private static final String HOME = """
            SELECT coalesce(l.node_id, 0) AS node
            FROM campaign_agents AS m
            JOIN agents_on_lines AS w ON w.id = m.agent_id
            JOIN agent_lines AS l ON l.agent_id = m.agent_id
            WHERE m.campaign_id = :campaign
              AND l.state = 'up'
            LIMIT 1
            """;

    private static final long NONE = 0;

    private final Database database;
    private final RulesReader rules;
    private final Trunks trunks;
    private final TrunkSettings configured;
    private final Breakers breakers;
    private final SwitchLinks links;
    private final DialingSettings dialing;

    FactReader(
            Database database,
            RulesReader rules,
            Trunks trunks,
            TrunkSettings configured,
            Breakers breakers,
            SwitchLinks links,
            DialingSettings dialing) {
        this.database = database;
        this.rules = rules;
        this.trunks = trunks;
        this.configured = configured;
        this.breakers = breakers;
        this.links = links;
        this.dialing = dialing;
    }

    Optional<Facts.OfCampaign> campaign(long id, Instant now) {
        return rules.of(id)
                .flatMap(known -> database.sql(CAMPAIGN).with("campaign", id).first(row -> campaign(row, known, now)));
    }

    /// What stands for the campaign where a number is called as none's.
    Facts.OfCampaign ofNone(CallingCalendar calendar, ZoneId zone, Instant now) {
        return new Facts.OfCampaign(
                NONE,
                CampaignStatus.ACTIVE,
                null,
                1,
                null,
                0,
                calendar,
                zone,
                List.of(),
                trunks(List.of(), Optional.empty(), now),
                links(now),
                null);
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
                trunks(
                        known.trunks(),
                        database.sql(HOME).with("campaign", known.id()).first(found -> found.bigint("node")),
                        now),
                links(now),
                breakers.holding().campaigns().get(known.id()));
    }

    private static Facts.OfAgent agent(Row row) {
        return new Facts.OfAgent(
                row.bigint("id"),
                row.text("agent_id"),
                row.bool("is_active"),
                row.text("status"),
                row.instantOrNull("free_from"),
                row.integer("live_calls"),
                row.integer("max_concurrent_calls"),
                row.bool("on_line"),
                row.textOrNull("line"));
    }

    private List<SwitchLinks.Alive> links(Instant now) {
        return links.alive(now.minus(dialing.lease()));
    }

    private List<Facts.OfTrunk> trunks(List<Long> chosen, Optional<Long> home, Instant now) {
        List<Trunk> all = trunks.inUse(configured.trunk());
        Map<Long, BreakerState> held = breakers.holding().trunks();
        Map<Long, TrunkRoom.Load> loads = Loads.counted(database, now).trunks();
        return all.stream()
                .filter(trunk -> chosen.isEmpty() || chosen.contains(trunk.id()))
                .map(trunk -> new Facts.OfTrunk(
                        trunk,
                        loads.getOrDefault(trunk.id(), TrunkRoom.Load.NONE),
                        trunk.node() != null
                                && home.filter(node -> !node.equals(trunk.node()))
                                        .isPresent(),
                        held.get(trunk.id())))
                .toList();
    }
}
