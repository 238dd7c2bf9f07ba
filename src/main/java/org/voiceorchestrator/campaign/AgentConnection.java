package org.voiceorchestrator.campaign;

/// How an agent is reached.
public enum AgentConnection {
    /// The extension rings for each call.
    RING,
    /// One call to the extension stays up all shift; customers are put through to it at once.
    LINE
}
