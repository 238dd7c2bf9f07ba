package org.voiceorchestrator.telephony;

/// A call that is under way, followed by one thread.
public interface PlacedCall extends AutoCloseable {
    /// Waits until something happens. After [CallSignal.Ended] there is nothing more.
    CallSignal next() throws InterruptedException;

    /// Whether the end is known already: what came before it needs no telling any more.
    boolean isEnding();

    /// Stops following; the call itself goes on.
    @Override
    void close();
}
