package org.voiceorchestrator.why;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.CampaignRules;
import org.voiceorchestrator.campaign.RulesReader;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.http.Detail;

/// Answers why a lead, or any lead of a campaign, is not called.
@Singleton
final class Why {
    private static final String WHOSE = """
            SELECT c.id
            FROM leads AS l
            JOIN campaigns AS c ON c.id = l.campaign_id
            WHERE l.id = :lead
              AND c.agent_id = coalesce(:own, c.agent_id)
            """;
    private static final String SEEN = """
            SELECT id
            FROM campaigns
            WHERE id = :campaign
              AND agent_id = coalesce(:own, agent_id)
            """;

    private final Database database;
    private final RulesReader rules;
    private final FactReader facts;
    private final LeadFactReader leads;

    Why(Database database, RulesReader rules, FactReader facts, LeadFactReader leads) {
        this.database = database;
        this.rules = rules;
        this.facts = facts;
        this.leads = leads;
    }

    /// All gates in their order.
    ///
    /// @param at the moment of which this is told
    /// @param canBeCalled whether all let it through
    /// @param closedBy the first that does not
    /// @param nextTime when all can, as far as is known; an agent or a line that is free then is not foreseen. Null
    /// where a closed gate tells no time
    @Serdeable
    @Schema(name = "WhyNot")
    record Answer(
            Instant at,
            boolean canBeCalled,
            @Nullable Gate closedBy,
            @Nullable Instant nextTime,
            List<GateState> gates) {
        static Answer of(Instant now, List<GateState> gates, Optional<Instant> next) {
            Gate closedBy = gates.stream()
                    .filter(gate -> !gate.passes())
                    .map(GateState::gate)
                    .findFirst()
                    .orElse(null);
            return new Answer(now, closedBy == null, closedBy, next.orElse(null), gates);
        }
    }

    /// @param confinedTo the agent in whose campaigns leads may be seen; empty: all
    Answer ofLead(long id, Optional<Long> confinedTo, Instant now) {
        return database.inSnapshot(() -> {
            CampaignRules its = database.sql(WHOSE)
                    .with("lead", id)
                    .with("own", confinedTo.orElse(null))
                    .first(row -> row.bigint("id"))
                    .flatMap(rules::of)
                    .orElseThrow(Detail::notFound);
            Facts.OfCampaign campaign = facts.campaign(its.id(), now).orElseThrow(Detail::notFound);
            Facts.OfLead lead = leads.lead(id, its, now).orElseThrow(Detail::notFound);
            Gates gates = new Gates(now);
            List<GateState> states = gates.of(campaign, lead);
            return Answer.of(now, states, gates.nextTime(states, campaign, lead));
        });
    }

    /// @param confinedTo the agent whose campaigns may be seen; empty: all
    Answer ofCampaign(long id, Optional<Long> confinedTo, Instant now) {
        return database.inSnapshot(() -> {
            Facts.OfCampaign campaign = database.sql(SEEN)
                    .with("campaign", id)
                    .with("own", confinedTo.orElse(null))
                    .first(row -> row.bigint("id"))
                    .flatMap(seen -> facts.campaign(seen, now))
                    .orElseThrow(Detail::notFound);
            Gates gates = new Gates(now);
            List<GateState> states = gates.of(campaign, leads.leads(id));
            return Answer.of(
                    now,
                    states,
                    gates.latest(states).flatMap(next -> campaign.calendar().nextOpening(campaign.zone(), next)));
        });
    }
}
