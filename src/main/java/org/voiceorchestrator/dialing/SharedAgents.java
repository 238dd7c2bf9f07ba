package org.voiceorchestrator.dialing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// For which campaign an agent of several counts when calls are begun ahead: were an agent free in each of them, each
/// would begin a call for the same agent.
final class SharedAgents {
    private SharedAgents() {}

    /// Each agent in one of its campaigns, as evenly as memberships allow when they are dealt out one after the other.
    ///
    /// @param members of each campaign, by its id
    /// @return those who count for it
    static Map<Long, Set<Long>> dealtOut(Map<Long, Set<Long>> members) {
        Map<Long, Set<Long>> dealt = new HashMap<>();
        Map<Long, List<Long>> campaignsOf = new TreeMap<>();
        new TreeMap<>(members).forEach((campaign, agents) -> {
            dealt.put(campaign, new HashSet<>());
            agents.forEach(agent ->
                    campaignsOf.computeIfAbsent(agent, _ -> new ArrayList<>()).add(campaign));
        });
        // whoever has no choice first
        Comparator<Long> fewestCampaigns = Comparator.comparingInt(
                agent -> campaignsOf.getOrDefault(agent, List.of()).size());
        Set<Long> inTurn = new TreeSet<>(fewestCampaigns.thenComparing(Comparator.naturalOrder()));
        inTurn.addAll(campaignsOf.keySet());
        for (long agent : inTurn) {
            campaignsOf.getOrDefault(agent, List.of()).stream()
                    .min(Comparator.comparingInt((Long campaign) ->
                                    dealt.getOrDefault(campaign, Set.of()).size())
                            .thenComparing(Comparator.naturalOrder()))
                    .ifPresent(campaign -> dealt.computeIfPresent(campaign, (_, agents) -> {
                        agents.add(agent);
                        return agents;
                    }));
        }
        return dealt;
    }
}
