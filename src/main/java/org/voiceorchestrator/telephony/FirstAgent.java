package org.voiceorchestrator.telephony;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.freeswitch.EslClient;
import org.voiceorchestrator.freeswitch.EslEvent;

/// The agent's side of a call that begins with it: the switch calls the customer when the agent has picked up, and
/// connects the two.
final class FirstAgent {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAgent.class);

    private final String uuid;
    private final EslClient client;
    private boolean answered;

    private FirstAgent(String uuid, EslClient client) {
        this.uuid = uuid;
        this.client = client;
    }

    /// @return null for a call that does not begin with its agent
    static @Nullable FirstAgent of(CallRequest.Then then, EslClient client) {
        return then instanceof CallRequest.Then.AgentFirst agent
                ? new FirstAgent(agent.legId().toString(), client)
                : null;
    }

    String uuid() {
        return uuid;
    }

    boolean isMeant(EslEvent event) {
        return event.uniqueId().equals(Optional.of(uuid));
    }

    /// Whether the agent has picked up, as far as was heard.
    boolean hasAnswered() {
        return answered;
    }

    void hear(EslEvent event) {
        answered |= event.name().equals("CHANNEL_ANSWER")
                || event.micros("Caller-Channel-Answered-Time").isPresent();
    }

    /// Asks the switch. Where it cannot be asked the agent counts as there: it is asked again.
    boolean isThere() {
        return switch (Asked.channel(client, uuid)) {
            case Asked.Answer<EslEvent>(EslEvent channel) -> {
                hear(channel);
                yield true;
            }
            case Asked.Refused<EslEvent> _ -> false;
            case Asked.Unknown<EslEvent> unknown -> {
                LOG.warn("agent's leg {}: the switch could not be asked after it ({})", uuid, unknown.why());
                yield true;
            }
        };
    }
}
