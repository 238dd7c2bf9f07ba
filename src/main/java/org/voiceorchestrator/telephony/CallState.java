package org.voiceorchestrator.telephony;

/// How far a call has come. It only moves forward: what the switch says twice or late changes nothing.
enum CallState {
    /// Asked for; nobody's phone rings yet.
    DIALING,
    RINGING,
    /// The customer is on the line.
    ANSWERED,
    /// Customer and agent are.
    BRIDGED,
    OVER;

    boolean before(CallState other) {
        return compareTo(other) < 0;
    }
}
