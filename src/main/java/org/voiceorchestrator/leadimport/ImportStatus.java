package org.voiceorchestrator.leadimport;

/// How far a file has come.
public enum ImportStatus {
    /// Accepted, not yet begun.
    PENDING,
    /// Being read; nothing of it can be seen before it is closed.
    PROCESSING,
    /// Every row became a lead.
    COMPLETED,
    /// No row became a lead, or the import broke off.
    FAILED,
    /// Some rows became leads; the others are in the log.
    PARTIAL
}
