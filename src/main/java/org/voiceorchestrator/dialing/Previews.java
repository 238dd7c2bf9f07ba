package org.voiceorchestrator.dialing;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceorchestrator.campaign.CampaignRules;
import org.voiceorchestrator.campaign.DialingMode;
import org.voiceorchestrator.campaign.RulesReader;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.dialing.Candidates.Candidate;
import org.voiceorchestrator.dialing.Floor.OpenCampaign;

/// Leads that agents look at before they have them called. Each agent has one at most, for a while; nobody else is
/// given it, and no call is made to it, until that while is over, the agent goes offline, or lets go of it.
@Singleton
public final class Previews {
    /// A hold `h` in force of a lead `l`, for others to add to.
    static final String HOLDS_OF_LEAD = """
            SELECT
            FROM lead_previews AS h
            JOIN agents AS v ON v.id = h.agent_id
            WHERE h.lead_id = l.id
              AND h.held_until > :now
              AND v.is_active
              AND v.status <> 'offline'
            """;

    private static final String HELD = """
            SELECT h.lead_id, h.held_until
            FROM lead_previews AS h
            JOIN leads AS l ON l.id = h.lead_id
            WHERE h.agent_id = :agent
              AND h.held_until > :now
              AND l.status = 'pending'
              AND l.live_call_id IS NULL
              AND l.campaign_id = coalesce(:campaign, l.campaign_id)
            """;

    private static final String HOLD = """
            INSERT INTO lead_previews (agent_id, lead_id, held_at, held_until)
            VALUES (:agent, :lead, :now, :until)
            ON CONFLICT (agent_id) DO UPDATE
            SET lead_id = excluded.lead_id, held_at = excluded.held_at, held_until = excluded.held_until
            """;

    /// Of those who held it and have gone offline, or whose time was over.
    private static final String TAKE_FROM_OTHERS = """
            DELETE FROM lead_previews
            WHERE lead_id = :lead
              AND agent_id <> :agent
            """;

    /// Call-backs that others have promised are among the first, and are passed over.
    private static final List<Integer> LOOKED_AT = List.of(20, 1000);

    private final Database database;
    private final RulesReader rules;
    private final Candidates candidates;

    Previews(Database database, RulesReader rules, Candidates candidates) {
        this.database = database;
        this.rules = rules;
        this.candidates = candidates;
    }

    /// A lead that is held for an agent.
    public record Held(long lead, Instant until) {}

    /// The lead that is held for the agent already, else the campaign's next one, by the same rules and in the same
    /// order as leads are called. Belongs into [CallOrders#alone].
    ///
    /// @return empty where no lead may be called now
    public Optional<Held> next(long campaign, long agent, Duration hold, Instant now) {
        return held(agent, Optional.of(campaign), now)
                .or(() -> open(campaign, now)
                        .flatMap(floor -> first(floor, campaign, agent, now))
                        .map(lead -> hold(lead, agent, now.plus(hold), now)));
    }

    /// Whether this lead is held for this agent.
    public boolean isHeld(long lead, long agent, Instant now) {
        return held(agent, Optional.empty(), now)
                .filter(held -> held.lead() == lead)
                .isPresent();
    }

    /// The agent does not need it any more.
    public void letGo(long lead, long agent) {
        database.sql("DELETE FROM lead_previews WHERE agent_id = :agent AND lead_id = :lead")
                .with("agent", agent)
                .with("lead", lead)
                .update();
    }

    private Optional<Held> held(long agent, Optional<Long> campaign, Instant now) {
        return database.sql(HELD)
                .with("agent", agent)
                .with("campaign", campaign.orElse(null))
                .with("now", now)
                .first(row -> new Held(row.bigint("lead_id"), row.instant("held_until")));
    }

    private Optional<Floor> open(long campaign, Instant now) {
        return rules.ofActive(now).stream()
                .filter(its -> its.id() == campaign)
                .findFirst()
                .map(its -> floorOf(its, now))
                .filter(floor -> !floor.campaigns().getFirst().zones().isEmpty());
    }

    private static Floor floorOf(CampaignRules its, Instant now) {
        OpenCampaign open =
                new OpenCampaign(its, FloorReader.openZones(its, now), DialingMode.PREVIEW, 0, null, null, Set.of(), 0);
        return new Floor(List.of(open), List.of(), 1);
    }

    private Optional<Long> first(Floor floor, long campaign, long agent, Instant now) {
        for (int lookedAt : LOOKED_AT) {
            List<Candidate> found = candidates.of(floor, Map.of(campaign, lookedAt), lookedAt, agent, now);
            Optional<Long> first = found.stream()
                    .filter(lead -> lead.callBackAgent() == null || lead.callBackAgent() == agent)
                    .map(Candidate::lead)
                    .findFirst();
            if (first.isPresent() || found.size() < lookedAt) {
                return first;
            }
        }
        return Optional.empty();
    }

    private Held hold(long lead, long agent, Instant until, Instant now) {
        database.sql(TAKE_FROM_OTHERS).with("lead", lead).with("agent", agent).update();
        database.sql(HOLD)
                .with("agent", agent)
                .with("lead", lead)
                .with("now", now)
                .with("until", until)
                .update();
        return new Held(lead, until);
    }
}
