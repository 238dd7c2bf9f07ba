package org.voiceorchestrator.dialing;

import java.util.UUID;

/// A lead that this worker, and nobody else, is to call now. Its call log is open.
///
/// @param callId the call's, and the fencing token that its settling must show
record Claim(UUID callId, UUID agentLegId, String phoneNumber, String extension) {}
