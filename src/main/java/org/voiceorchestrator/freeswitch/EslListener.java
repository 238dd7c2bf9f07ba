package org.voiceorchestrator.freeswitch;

/// Hears what happens, from one thread, in the order of the wire: onUp, its events, onDown, and so on.
///
/// It must not wait for long, and not for an answer of the switch: while it does, nothing more is delivered, then
/// nothing is read any more, and the answer never comes.
public interface EslListener {
    void onUp(EslSession session);

    void onEvent(EslEvent event);

    void onDown(String reason);
}
