package org.voiceorchestrator.telephony;

import java.time.Duration;
import java.util.UUID;
import org.voiceorchestrator.freeswitch.EslEndpoint;
import org.voiceorchestrator.freeswitch.EslVariables;
import org.voiceorchestrator.freeswitch.Originate;

/// The originate commands of a dialer.
final class Originates {
    /// Far longer than anybody waits for an agent.
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /// Behind a message that has keys.
    static final Duration TIME_FOR_A_KEY = Duration.ofSeconds(6);

    private Originates() {}

    /// The customer's phone rings, or the agent's where that is the first. Where an agent is known beforehand, the
    /// switch itself connects the two: so a customer who answers is served even if this process dies just then.
    static Originate call(CallRequest request) {
        EslVariables customer = customerLeg(request);
        EslEndpoint number = new EslEndpoint.Gateway(request.gateway(), request.number());
        if (request.then() instanceof CallRequest.Then.AgentFirst agent) {
            return new Originate(
                    agentLeg(agent.legId(), agent.ringFor())
                            .id("origination_caller_id_number", request.number())
                            .flag("hangup_after_bridge", true),
                    new EslEndpoint.User(agent.extension()),
                    new Originate.Bridge(customer, number));
        }
        return new Originate(customer, number, then(request, customer));
    }

    private static EslVariables customerLeg(CallRequest request) {
        EslVariables customer = new EslVariables()
                .id("origination_uuid", request.callId().toString())
                .number("originate_timeout", seconds(request.ringFor()))
                // early media is the network's announcement, not an answer
                .flag("ignore_early_media", true)
                .flag("hangup_after_bridge", true);
        if (!request.callerId().isEmpty()) {
            customer.id("origination_caller_id_number", request.callerId());
        }
        if (request.recordTo() != null) {
            customer.recordedTo(request.recordTo());
        }
        return customer;
    }

    private static Originate.Then then(CallRequest request, EslVariables customer) {
        return switch (request.then()) {
            case CallRequest.Then.Agent agent ->
                new Originate.Bridge(
                        agentLeg(agent.legId(), agent.ringFor()).id("origination_caller_id_number", request.number()),
                        new EslEndpoint.User(agent.extension()));
            case CallRequest.Then.AgentFirst _, CallRequest.Then.Own _ ->
                throw new IllegalArgumentException("not the customer's leg is the first");
            case CallRequest.Then.Wait _ -> {
                // nobody is left in silence should this process die and none other look after the call
                customer.number("park_timeout", LONGEST_WAIT.toSeconds());
                yield new Originate.Park();
            }
            case CallRequest.Then.Message(String sound, boolean keys) -> {
                // for whoever is held for an agent
                customer.number("park_timeout", LONGEST_WAIT.toSeconds());
                yield keys ? new Originate.PlaybackAndPause(sound, TIME_FOR_A_KEY) : new Originate.Playback(sound);
            }
        };
    }

    /// An agent's phone rings for a customer who waits.
    static Originate agent(UUID legId, String extension, Duration ringFor) {
        return new Originate(
                agentLeg(legId, ringFor).number("park_timeout", LONGEST_WAIT.toSeconds()),
                new EslEndpoint.User(extension),
                new Originate.Park());
    }

    /// An agent's phone rings for the customers to come. The leg is parked again after each of them.
    static Originate line(UUID lineId, String extension, Duration ringFor) {
        return new Originate(
                agentLeg(lineId, ringFor).flag("park_after_bridge", true),
                new EslEndpoint.User(extension),
                new Originate.Park());
    }

    private static EslVariables agentLeg(UUID legId, Duration ringFor) {
        return new EslVariables()
                .id("origination_uuid", legId.toString())
                .number("originate_timeout", seconds(ringFor));
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.toSeconds());
    }
}
