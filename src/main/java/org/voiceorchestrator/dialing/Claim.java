package org.voiceorchestrator.dialing;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.BroadcastKey;
import org.voiceorchestrator.campaign.DialingMode;

/// A lead that this worker, and nobody else, is to call now. Its call log is open.
///
/// @param callId the call's, and the fencing token that its settling must show
/// @param node the switch that places the call, or has it
/// @param gateway the trunk's name in the switch
/// @param dialed what is dialed there
/// @param callerId the number that the customer sees; empty: the gateway's own
/// @param extension of the agent who is rung for the call; null: a line is up, or an agent is looked for when somebody
/// has answered
/// @param agentFirst the agent's phone rings before the customer's
/// @param line of the agent who takes the call; null: none is kept, or one without a line
/// @param own the agent has begun it on their own phone
/// @param rules what its follower must know of the campaign
record Claim(
        UUID callId,
        UUID agentLegId,
        long node,
        String gateway,
        String dialed,
        String callerId,
        @Nullable String extension,
        boolean agentFirst,
        @Nullable UUID line,
        boolean own,
        CallRules rules) {

    /// @param message what people hear in a broadcast
    /// @param abandonedMessage what somebody hears whom no agent can take; empty: nothing
    /// @param keys what keys do in a broadcast
    /// @param ringSeconds how long the customer's phone may ring; null: as the setting says
    /// @param recorded whether the call is recorded from the answer on
    record CallRules(
            DialingMode mode,
            String message,
            String abandonedMessage,
            Map<String, BroadcastKey> keys,
            @Nullable Integer ringSeconds,
            boolean recorded) {}
}
