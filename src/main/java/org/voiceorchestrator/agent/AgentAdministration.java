package org.voiceorchestrator.agent;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.DatabaseException.StillReferenced;
import org.voiceorchestrator.database.DatabaseException.UniqueViolation;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Audit;
import org.voiceorchestrator.security.Caller;

/// Agents come, change and go; each time it is written down who did it.
@Singleton
public final class AgentAdministration {
    private static final String ENTITY = "agent";

    private final Database database;
    private final Agents agents;
    private final AgentPresence presence;
    private final Audit audit;
    private final Clock clock;

    AgentAdministration(Database database, Agents agents, AgentPresence presence, Audit audit, Clock clock) {
        this.database = database;
        this.agents = agents;
        this.presence = presence;
        this.audit = audit;
        this.clock = clock;
    }

    /// An agent that was brought along from elsewhere; everything else about it has its default.
    ///
    /// @return the new agent's id
    /// @throws FieldErrors when the agent_id is taken, or either text is not acceptable
    public long add(String agentId, String extension, Caller by) {
        return add(AgentDraft.of(agentId, extension), by).id();
    }

    Agent add(AgentDraft draft, Caller by) {
        return refusingTaken(() -> database.inTransaction(() -> {
            long id = agents.add(draft, clock.instant());
            audit.record(by.username(), "create", ENTITY, id, Map.of("agent_id", draft.agentId()));
            return existing(id);
        }));
    }

    /// A status that is shown already is not said again: it may follow from a call, and would outlive it.
    Agent change(Agent agent, AgentDraft draft, Caller by) {
        Instant now = clock.instant();
        return refusingTaken(() -> database.inTransaction(() -> {
            AgentStatus status = draft.status();
            boolean isNew = status != null && status != agent.status();
            if (isNew) {
                agents.endWrapUp(agent.id(), now);
            }
            agents.change(agent.id(), draft, now);
            if (status != null) {
                presence.seen(agent.id(), now);
            }
            if (status != null && isNew) {
                agents.say(agent.id(), status, draft.statusReason(), now);
            }
            Agent changed = existing(agent.id());
            audit.record(
                    by.username(),
                    "update",
                    ENTITY,
                    agent.id(),
                    Map.of(
                            "agent_id", changed.agentId(),
                            "status", Names.of(status == null ? agent.status() : status),
                            "is_active", changed.isActive()));
            return changed;
        }));
    }

    void delete(Agent agent, Caller by) {
        try {
            database.inTransaction(() -> {
                agents.delete(agent.id());
                audit.record(by.username(), "delete", ENTITY, agent.id(), Map.of("agent_id", agent.agentId()));
            });
        } catch (StillReferenced e) {
            throw RuleViolation.conflict(
                    "The agent has campaigns or calls and cannot be deleted; set is_active to false instead.");
        }
    }

    private Agent existing(long id) {
        return agents.find(id).orElseThrow(Detail::notFound);
    }

    private static Agent refusingTaken(Supplier<Agent> work) {
        try {
            return work.get();
        } catch (UniqueViolation e) {
            throw new FieldErrors("agent_id", "agent with this agent_id already exists.");
        }
    }
}
