package org.voiceorchestrator;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.voiceorchestrator.agent.AgentPresence;
import org.voiceorchestrator.campaign.CampaignEnding;
import org.voiceorchestrator.donotcall.DoNotCallUpkeep;
import org.voiceorchestrator.jobs.Job;
import org.voiceorchestrator.leadimport.ImportSweeper;
import org.voiceorchestrator.once.Keys;

/// What is done once an interval in the whole cluster.
@Singleton
final class Schedule {
    private final CampaignEnding campaigns;
    private final AgentPresence agents;
    private final ImportSweeper imports;
    private final Keys keys;
    private final DoNotCallUpkeep doNotCall;
    private final CallUpkeep calls;

    Schedule(
            CampaignEnding campaigns,
            AgentPresence agents,
            ImportSweeper imports,
            Keys keys,
            DoNotCallUpkeep doNotCall,
            CallUpkeep calls) {
        this.campaigns = campaigns;
        this.agents = agents;
        this.imports = imports;
        this.keys = keys;
        this.doNotCall = doNotCall;
        this.calls = calls;
    }

    List<Job> jobs() {
        List<Job> jobs = new ArrayList<>(List.of(
                new Job("end campaigns", Duration.ofMinutes(1), now -> campaigns.completeOverdue(now) + " completed"),
                new Job(
                        "agents' presence",
                        Duration.ofSeconds(30),
                        now -> agents.offlineIfSilent(now) + " went offline"),
                new Job("broken imports", Duration.ofMinutes(1), now -> imports.sweep(now) + " closed as failed"),
                new Job("idempotency keys", Duration.ofHours(1), now -> keys.forget(now) + " forgotten"),
                new Job(
                        "leads on do-not-call lists",
                        Duration.ofSeconds(10),
                        now -> doNotCall.stopLeads(now) + " stopped"),
                new Job("do-not-call lists", Duration.ofHours(1), now -> doNotCall.expire(now) + " expired")));
        jobs.addAll(calls.jobs());
        return jobs;
    }
}
