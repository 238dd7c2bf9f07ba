package org.voiceorchestrator.telephony;

import java.time.Duration;
import org.voiceorchestrator.freeswitch.EslEndpoint;
import org.voiceorchestrator.freeswitch.EslVariables;
import org.voiceorchestrator.freeswitch.Originate;

/// The originate commands of a dialer.
final class Originates {
    private Originates() {}

    /// The customer's phone rings; when it is answered the switch itself calls the agent and connects the two. So a
    /// customer who answers is served even if this process dies at that moment.
    static Originate customerThenAgent(CallRequest request) {
        EslVariables customer = new EslVariables()
                .id("origination_uuid", request.callId().toString())
                .number("originate_timeout", seconds(request.ringFor()))
                // early media is the network's announcement, not an answer
                .flag("ignore_early_media", true)
                .flag("hangup_after_bridge", true);
        if (!request.callerId().isEmpty()) {
            customer.id("origination_caller_id_number", request.callerId());
        }
        EslVariables agent = new EslVariables()
                .id("origination_uuid", request.agentLegId().toString())
                .number("originate_timeout", seconds(request.agentRingFor()))
                .id("origination_caller_id_number", request.number());
        return new Originate(
                customer,
                new EslEndpoint.Gateway(request.gateway(), request.number()),
                new Originate.Bridge(agent, new EslEndpoint.User(request.extension())));
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.toSeconds());
    }
}
