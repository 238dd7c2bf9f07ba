package org.voiceorchestrator.dialing;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.DialingMode;

/// A lead that this worker, and nobody else, is to call now. Its call log is open.
///
/// @param callId the call's, and the fencing token that its settling must show
/// @param extension of the agent who takes the call; null: one is looked for when somebody has answered
/// @param ringSeconds how long the customer's phone may ring; null: as the setting says
/// @param rules what its follower must know of the campaign
record Claim(
        UUID callId,
        UUID agentLegId,
        String phoneNumber,
        @Nullable String extension,
        @Nullable Integer ringSeconds,
        CallRules rules) {

    /// @param message what somebody hears whom no agent can take, or in a broadcast everybody; empty: nothing
    record CallRules(DialingMode mode, String message) {}
}
