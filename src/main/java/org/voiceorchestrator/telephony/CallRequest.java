package org.voiceorchestrator.telephony;

import java.time.Duration;
import java.util.UUID;

/// A call to be placed: the customer first, then the agent.
///
/// @param callId becomes the UUID of the customer's channel
/// @param agentLegId becomes the UUID of the agent's channel
/// @param gateway the trunk, by its name in the switch
/// @param number what is dialed there: digits
/// @param callerId the number that the customer sees; empty for the trunk's own
/// @param extension the agent's phone
/// @param ringFor how long the customer's phone may ring
/// @param agentRingFor how long the agent's phone may ring, while the customer waits
public record CallRequest(
        UUID callId,
        UUID agentLegId,
        String gateway,
        String number,
        String callerId,
        String extension,
        Duration ringFor,
        Duration agentRingFor) {}
