package org.voiceorchestrator.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceorchestrator.pacing.LongestIdle;
import org.voiceorchestrator.pacing.Situation;
import org.voiceorchestrator.simulation.SimulatedAgent.State;

/// The agents and what each is doing.
final class Floor {
    private static final double MILLIS = 1000;

    private final List<SimulatedAgent> agents = new ArrayList<>();
    private final Tally tally;
    private final long wrapUpLimit;

    Floor(CampaignDay day, Tally tally) {
        this.tally = tally;
        this.wrapUpLimit = Fate.wrapUpLimit(day);
        for (int i = 0; i < day.staff().agents(); i++) {
            agents.add(new SimulatedAgent(i));
        }
    }

    List<SimulatedAgent> agents() {
        return agents;
    }

    void set(SimulatedAgent agent, State next, long now) {
        tally.agent(agent.state(), next);
        agent.becomes(next, now);
    }

    Optional<SimulatedAgent> longestIdle() {
        List<LongestIdle.Candidate> free = new ArrayList<>();
        for (SimulatedAgent agent : agents) {
            if (agent.state() == State.FREE) {
                free.add(new LongestIdle.Candidate(agent.id(), 0, 1, Instant.ofEpochMilli(agent.since())));
            }
        }
        return LongestIdle.of(free).map(chosen -> agents.get((int) chosen.agent()));
    }

    /// Adds what the agents are doing.
    void describe(Situation.Builder situation, long now) {
        for (SimulatedAgent agent : agents) {
            double since = (now - agent.since()) / MILLIS;
            switch (agent.state()) {
                case FREE -> situation.free(1);
                case CONNECTING -> situation.connecting(1);
                case TALKING -> situation.talking(since);
                case WRAPPING_UP -> situation.wrappingUp(since, wrapUpLimit / MILLIS - since);
                case ON_BREAK -> {}
            }
        }
    }
}
