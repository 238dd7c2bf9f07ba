package org.voiceorchestrator.simulator;

/// Who waits for a leg: the originate command, or the bridge application of another leg. Exactly one of `connected`
/// and `failed` is told, once.
interface Placement {
    /// Early media may be as good as an answer.
    boolean takesEarlyMedia();

    void connected(Channel leg);

    /// Before it was connected, or before there was a leg at all.
    void failed(HangupCause cause);
}
