package org.voiceorchestrator.telephony;

/// A call to an agent that stays up while customers come and go, followed by one thread.
public interface PlacedLine extends AutoCloseable {
    /// Waits until something happens. After [LineSignal.Gone] or [LineSignal.OutOfReach] there is
    /// nothing more.
    LineSignal next() throws InterruptedException;

    /// Has it hung up; [#next] tells when it is gone. May be said by any thread, and again.
    void end();

    /// Stops following; the line itself stays.
    @Override
    void close();
}
