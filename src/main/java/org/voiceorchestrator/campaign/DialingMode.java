package org.voiceorchestrator.campaign;

/// Who decides when the next lead is called.
public enum DialingMode {
    /// An agent looks at a lead first, and has it called.
    PREVIEW,
    /// One call for each agent who is free.
    PROGRESSIVE,
    /// So many calls for each agent who is free: those that nobody answers cost no time.
    POWER,
    /// As many calls as keep agents busy while hardly anybody who answers finds none of them free.
    PREDICTIVE,
    /// No agent: who answers hears a message.
    BROADCAST
}
