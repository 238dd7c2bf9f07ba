package org.voiceorchestrator.dialing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.dialing.Candidates.Candidate;
import org.voiceorchestrator.dialing.Floor.Slot;
import org.voiceorchestrator.dialing.Routes.Route;

/// Finds slots their leads and lines. A call-back that one agent has promised is paired with that agent only, and
/// waits until they are free; a number that two campaigns want to call is called by one of them.
final class Pairing {
    private final Floor floor;
    private final List<Slot> open;
    private final Routes.Free lines;
    private final List<Pair> pairs = new ArrayList<>();
    private final Set<String> numbers = new HashSet<>();
    private final Set<Long> leads = new HashSet<>();
    private final Set<Long> busy = new HashSet<>();

    Pairing(Floor floor, List<Slot> slots, Routes.Free lines) {
        this.floor = floor;
        this.open = new ArrayList<>(slots);
        this.lines = lines;
    }

    /// A call that can be begun.
    record Pair(@Nullable Long agent, Candidate lead, Route route) {
        Slot filled() {
            return new Slot(lead.campaign(), agent);
        }
    }

    List<Pair> pairs() {
        return pairs;
    }

    /// Campaigns that have slots without a lead.
    Set<Long> unfilled() {
        return open.stream().map(Slot::campaign).collect(Collectors.toSet());
    }

    void add(List<Candidate> candidates) {
        for (Candidate candidate : candidates) {
            if (leads.add(candidate.lead()) && !numbers.contains(candidate.phoneNumber())) {
                slotFor(candidate).ifPresent(slot -> pair(slot, candidate));
            }
        }
    }

    private Optional<Slot> slotFor(Candidate candidate) {
        Long promised = candidate.callBackAgent();
        List<Slot> its = open.stream()
                .filter(slot -> slot.campaign() == candidate.campaign())
                .toList();
        if (promised == null) {
            return its.stream().findFirst();
        }
        return its.stream()
                .filter(slot -> promised.equals(slot.agent()))
                .findFirst()
                .or(() -> its.stream()
                        .filter(slot -> slot.agent() == null && isFree(promised))
                        .findFirst());
    }

    private boolean isFree(long agent) {
        return floor.hasRoom(agent) && !busy.contains(agent);
    }

    private void pair(Slot slot, Candidate candidate) {
        Optional<Route> route = floor.campaign(slot.campaign())
                .flatMap(campaign -> lines.take(campaign.rules(), candidate.phoneNumber()));
        route.ifPresent(taken -> {
            Long agent = candidate.callBackAgent() == null ? slot.agent() : candidate.callBackAgent();
            if (agent != null) {
                busy.add(agent);
            }
            open.remove(slot);
            numbers.add(candidate.phoneNumber());
            pairs.add(new Pair(agent, candidate, taken));
        });
    }
}
