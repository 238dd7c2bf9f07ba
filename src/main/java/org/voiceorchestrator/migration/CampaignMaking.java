package org.voiceorchestrator.migration;

import jakarta.inject.Singleton;
import java.util.Map;
import org.voiceorchestrator.agent.AgentAdministration;
import org.voiceorchestrator.campaign.Campaign;
import org.voiceorchestrator.campaign.CampaignAdministration;
import org.voiceorchestrator.campaign.Campaigns;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.security.Caller;

/// The agent and the campaign that a file names, made where they are missing; both, or neither.
@Singleton
final class CampaignMaking {
    private final Database database;
    private final KnownThings known;
    private final AgentAdministration agents;
    private final CampaignAdministration campaigns;
    private final Campaigns existing;

    CampaignMaking(
            Database database,
            KnownThings known,
            AgentAdministration agents,
            CampaignAdministration campaigns,
            Campaigns existing) {
        this.database = database;
        this.known = known;
        this.agents = agents;
        this.campaigns = campaigns;
        this.existing = existing;
    }

    record Made(long agent, long campaign) {}

    /// Written down together with what is made, so that a run that continues knows it.
    interface Note {
        void made(Made made);
    }

    Made make(TelecardName.Good name, String extension, int durationDays, Caller by, Note note) {
        return database.inTransaction(() -> {
            long agent = known.agent(name.agentId())
                    .map(KnownThings.KnownAgent::id)
                    .orElseGet(() -> agents.add(name.agentId(), extension, by));
            long campaign = existing.findByCampaignId(name.campaignId())
                    .map(Campaign::id)
                    .orElseGet(() -> campaigns.add(fields(name, agent, durationDays), by));
            Made made = new Made(agent, campaign);
            note.made(made);
            return made;
        });
    }

    private static Map<String, Object> fields(TelecardName.Good name, long agent, int durationDays) {
        return Map.of(
                "campaign_id", name.campaignId(),
                "campaign_name", name.campaignId(),
                "segment", Names.of(name.segment()),
                "agent", agent,
                "duration_days", durationDays,
                "metadata",
                        Map.of(
                                "migrated_from",
                                Migration.TELECARD,
                                "telecard_date",
                                name.date().toString()));
    }
}
