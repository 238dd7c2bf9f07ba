package org.voiceorchestrator.simulator;

/// Who ends an answered call.
public enum HangsUp {
    /// The far end that the behaviour belongs to.
    CALLEE,
    /// The leg it is bridged to: an agent who hangs up on the customer.
    OTHER_LEG
}
