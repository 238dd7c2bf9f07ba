package org.voiceorchestrator;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.voiceorchestrator.agent.AgentPresence;
import org.voiceorchestrator.campaign.CampaignEnding;
import org.voiceorchestrator.jobs.Job;
import org.voiceorchestrator.leadimport.ImportSweeper;

/// What is done once an interval in the whole cluster.
@Singleton
final class Schedule {
    private final CampaignEnding campaigns;
    private final AgentPresence agents;
    private final ImportSweeper imports;

    Schedule(CampaignEnding campaigns, AgentPresence agents, ImportSweeper imports) {
        this.campaigns = campaigns;
        this.agents = agents;
        this.imports = imports;
    }

    List<Job> jobs() {
        return List.of(
                new Job("end campaigns", Duration.ofMinutes(1), now -> campaigns.completeOverdue(now) + " completed"),
                new Job(
                        "agents' presence",
                        Duration.ofSeconds(30),
                        now -> agents.offlineIfSilent(now) + " went offline"),
                new Job("broken imports", Duration.ofMinutes(1), now -> imports.sweep(now) + " closed as failed"));
    }
}
