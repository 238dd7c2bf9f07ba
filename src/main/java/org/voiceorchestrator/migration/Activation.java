package org.voiceorchestrator.migration;

import jakarta.inject.Singleton;
import org.voiceorchestrator.campaign.Campaign;
import org.voiceorchestrator.campaign.CampaignStatus;
import org.voiceorchestrator.campaign.CampaignTransitions;
import org.voiceorchestrator.campaign.Campaigns;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Caller;

/// Activates campaigns that were never active. What somebody has paused or ended since stays so.
@Singleton
final class Activation {
    private final Campaigns campaigns;
    private final CampaignTransitions transitions;

    Activation(Campaigns campaigns, CampaignTransitions transitions) {
        this.campaigns = campaigns;
        this.transitions = transitions;
    }

    MigrationFile activate(MigrationFile file, Caller by) {
        Campaign campaign = campaigns.findByCampaignId(file.campaignId()).orElseThrow();
        if (campaign.status() != CampaignStatus.DRAFT) {
            return file;
        }
        try {
            transitions.move(campaign, CampaignStatus.ACTIVE, "activate", by);
            return file.withCampaignStatus(Names.of(CampaignStatus.ACTIVE));
        } catch (RuleViolation e) {
            return file.with(MigrationFileStatus.IMPORTED, "Not activated: " + e.getMessage());
        }
    }
}
