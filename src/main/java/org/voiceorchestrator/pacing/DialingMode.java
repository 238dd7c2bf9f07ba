package org.voiceorchestrator.pacing;

/// Who decides when a campaign's next call is begun.
public enum DialingMode {
    /// The agent looks at the lead first and dials.
    PREVIEW,
    /// One call for each free agent.
    PROGRESSIVE,
    /// So many calls for each free agent.
    POWER,
    /// As many calls as agents will be there for, by the model.
    PREDICTIVE,
    /// No agents: a recording speaks.
    BROADCAST
}
