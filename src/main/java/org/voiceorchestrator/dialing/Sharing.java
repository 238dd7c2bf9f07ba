package org.voiceorchestrator.dialing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.dialing.Floor.FreeAgent;
import org.voiceorchestrator.dialing.Floor.OpenCampaign;
import org.voiceorchestrator.dialing.Floor.Slot;

/// Who gets the lines and the agents there are. Campaigns take turns: whoever has the fewest calls is next, and of
/// these who has waited longest, so they share fairly also what becomes free one by one. A call goes to the agent who
/// has been idle longest.
final class Sharing {
    private static final Comparator<Instant> NEVER_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<Turn> FEWEST_CALLS = Comparator.comparingInt(Turn::calls)
            .thenComparing(turn -> turn.campaign.lastCall(), NEVER_FIRST)
            .thenComparingLong(turn -> turn.campaign.id());
    private static final Comparator<FreeAgent> LONGEST_IDLE =
            Comparator.comparing(FreeAgent::idleSince).thenComparingLong(FreeAgent::id);

    private final Map<Long, Integer> room = new HashMap<>();
    private final List<Slot> slots = new ArrayList<>();

    private Sharing() {}

    static List<Slot> slots(Floor floor) {
        return new Sharing().share(floor);
    }

    private List<Slot> share(Floor floor) {
        floor.agents().forEach(agent -> room.put(agent.id(), agent.room()));
        PriorityQueue<Turn> turns = new PriorityQueue<>(FEWEST_CALLS);
        floor.campaigns().forEach(campaign -> turns.add(new Turn(campaign, membersOf(campaign, floor))));
        while (slots.size() < floor.lines() && !turns.isEmpty()) {
            Turn turn = turns.remove();
            Optional<Slot> slot = turn.next(room);
            slot.ifPresent(taken -> {
                slots.add(taken);
                turns.add(turn);
            });
        }
        return slots;
    }

    private static List<FreeAgent> membersOf(OpenCampaign campaign, Floor floor) {
        return floor.agents().stream()
                .filter(agent -> campaign.members().contains(agent.id()))
                .sorted(LONGEST_IDLE)
                .toList();
    }

    /// One campaign's part.
    private static final class Turn {
        private final OpenCampaign campaign;
        private final List<FreeAgent> members;
        private int taken;

        Turn(OpenCampaign campaign, List<FreeAgent> members) {
            this.campaign = campaign;
            this.members = members;
        }

        int calls() {
            return campaign.calls() + taken;
        }

        Optional<Slot> next(Map<Long, Integer> room) {
            Integer most = campaign.most();
            if (most != null && taken >= most) {
                return Optional.empty();
            }
            return switch (campaign.mode()) {
                case PREVIEW -> Optional.empty();
                case PROGRESSIVE -> longestIdle(room).map(agent -> slot(agent.id()));
                case POWER, PREDICTIVE, BROADCAST ->
                    taken < campaign.ahead() ? Optional.of(slot(null)) : Optional.empty();
            };
        }

        private Optional<FreeAgent> longestIdle(Map<Long, Integer> room) {
            Optional<FreeAgent> agent = members.stream()
                    .filter(member -> room.getOrDefault(member.id(), 0) > 0)
                    .findFirst();
            agent.ifPresent(found -> room.merge(found.id(), -1, Integer::sum));
            return agent;
        }

        private Slot slot(@Nullable Long agent) {
            taken++;
            return new Slot(campaign.id(), agent);
        }
    }
}
