package org.voiceorchestrator.why;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether an agent is free for a call.
final class AgentGate {
    private final Instant now;

    AgentGate(Instant now) {
        this.now = now;
    }

    /// @param only id of the agent who is to have the call; null: any of the campaign's
    GateState of(Facts.OfCampaign campaign, @Nullable Long only) {
        List<Facts.OfAgent> asked = campaign.agents().stream()
                .filter(agent -> only == null || only == agent.id())
                .toList();
        Optional<Facts.OfAgent> free = asked.stream()
                .filter(agent ->
                        freeFrom(agent).filter(from -> !from.isAfter(now)).isPresent())
                .findFirst();
        if (free.isPresent()) {
            return GateState.passed(Gate.AGENT, free.get().name() + " is free.");
        }
        if (asked.isEmpty()) {
            return GateState.closed(Gate.AGENT, "The agent of its call-back is none of the campaign's.", null);
        }
        String facts = asked.stream().map(AgentGate::busy).collect(Collectors.joining("; "));
        Instant next = asked.stream()
                .map(AgentGate::freeFrom)
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElse(null);
        return GateState.closed(Gate.AGENT, "No agent is free: " + facts + ".", next);
    }

    /// Not where the line is up and nobody can reach its switch.
    private static Optional<Instant> freeFrom(Facts.OfAgent agent) {
        return Optional.ofNullable(agent.freeFrom())
                .filter(_ -> agent.line() == null || agent.line().equals("up"));
    }

    private static String busy(Facts.OfAgent agent) {
        if (!agent.active()) {
            return agent.name() + " is not active";
        }
        if (agent.liveCalls() >= agent.places()) {
            return agent.name() + " has " + agent.liveCalls() + " of " + agent.places() + " calls";
        }
        Optional<Instant> freeFrom = freeFrom(agent);
        if (freeFrom.isPresent()) {
            return agent.name() + " is in wrap-up until " + freeFrom.get();
        }
        return agent.name() + (agent.status().equals("available") ? line(agent.line()) : " is " + agent.status());
    }

    private static String line(@Nullable String state) {
        return switch (state) {
            case null -> " has no line yet: it is rung in a moment";
            case "unreachable" -> " has a line at a switch that cannot be reached: another is rung in a moment";
            case "ringing" -> " has no line yet: the phone rings for it";
            default -> " has a line that is being hung up";
        };
    }
}
