package org.voiceorchestrator.freeswitch;

/// Hears what happens, from one thread, in the order of the wire: onUp, its events, onDown, and so on.
///
/// It must not wait for long: meanwhile nothing more is delivered, and soon nothing is read any more, answers neither.
/// What takes time belongs into another thread.
public interface EslListener {
    void onUp(EslSession session);

    void onEvent(EslEvent event);

    void onDown(String reason);
}
