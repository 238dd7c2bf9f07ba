package org.voiceorchestrator.dialing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.CampaignRules;
import org.voiceorchestrator.campaign.DialingMode;

/// What stands to be dialed at one moment: campaigns that have leads due, agents who are free, and lines.
///
/// @param lines how many calls may be begun now
record Floor(List<OpenCampaign> campaigns, List<FreeAgent> agents, int lines) {
    /// A campaign that may call now and has somebody to call.
    ///
    /// @param zones those of its leads' time zones in which it is time to call, as `campaign_zones` names them
    /// @param calls how many are live
    /// @param lastCall when the last one was begun; null: none was
    /// @param most how many more it may have at a time; null: as many as there are lines
    /// @param members the agents who take its calls
    /// @param ahead how many calls it may begin without an agent
    record OpenCampaign(
            CampaignRules rules,
            List<String> zones,
            DialingMode mode,
            int calls,
            @Nullable Instant lastCall,
            @Nullable Integer most,
            Set<Long> members,
            int ahead) {
        long id() {
            return rules.id();
        }

        private OpenCampaign with(int more, int moreAhead) {
            return new OpenCampaign(
                    rules,
                    zones,
                    mode,
                    calls + more,
                    lastCall,
                    most == null ? null : Integer.valueOf(most - more),
                    members,
                    ahead - moreAhead);
        }
    }

    /// @param room how many more calls the agent takes at a time, at least one
    /// @param idleSince since when the agent waits for a call
    record FreeAgent(long id, int room, Instant idleSince) {}

    /// One call to be begun.
    ///
    /// @param agent who takes it; null: whoever is free when somebody answers
    record Slot(long campaign, @Nullable Long agent) {}

    /// The floor when these have been begun. A campaign that had fewer leads than slots has no more of them.
    ///
    /// @param begun the slots that found a lead
    Floor after(List<Slot> slots, List<Slot> begun) {
        Map<Long, List<Slot>> ofCampaign = begun.stream().collect(Collectors.groupingBy(Slot::campaign));
        Map<Long, Long> wanted = slots.stream().collect(Collectors.groupingBy(Slot::campaign, Collectors.counting()));
        List<OpenCampaign> open = new ArrayList<>();
        for (OpenCampaign campaign : campaigns) {
            List<Slot> its = ofCampaign.getOrDefault(campaign.id(), List.of());
            if (its.size() == wanted.getOrDefault(campaign.id(), 0L)) {
                open.add(campaign.with(its.size(), (int)
                        its.stream().filter(slot -> slot.agent() == null).count()));
            }
        }
        return new Floor(open, withLess(begun), lines - begun.size());
    }

    private List<FreeAgent> withLess(List<Slot> begun) {
        Map<Long, Integer> taken = new HashMap<>();
        begun.stream()
                .map(Slot::agent)
                .filter(agent -> agent != null)
                .forEach(agent -> taken.merge(agent, 1, Integer::sum));
        return agents.stream()
                .map(agent ->
                        new FreeAgent(agent.id(), agent.room() - taken.getOrDefault(agent.id(), 0), agent.idleSince()))
                .filter(agent -> agent.room() > 0)
                .toList();
    }

    Optional<OpenCampaign> campaign(long id) {
        return campaigns.stream().filter(campaign -> campaign.id() == id).findFirst();
    }

    boolean hasRoom(long agent) {
        return agents.stream().anyMatch(free -> free.id() == agent);
    }
}
