package org.voiceorchestrator.telephony;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// A call that is under way, followed by one thread.
public interface PlacedCall extends AutoCloseable {
    /// Waits until something happens, or until there was patience for. After [CallSignal.Ended] there is nothing more.
    ///
    /// @return nothing when nothing happened
    Optional<CallSignal> next(Duration patience) throws InterruptedException;

    /// The customer talks with this agent's leg, as another process has written down; [CallSignal.AgentLeft] follows
    /// where that is not so any more.
    void talksWith(UUID leg);

    /// Has an agent's phone rung for a customer who waits, and connects the two when it is answered.
    ///
    /// @param legId becomes the UUID of the agent's channel
    void offer(UUID legId, String extension, Duration ringFor);

    /// Connects a customer who waits with an agent on a line that is up.
    void putThrough(UUID line);

    /// Has the thread that waits in [#next] return. May be called from any thread, as nothing else may.
    void nudge();

    /// Ends the call, also while it rings.
    ///
    /// @return why it could not be; empty where the switch was told
    Optional<String> hangUp();

    /// Puts the customer on hold, or takes them back. [CallSignal.Held] tells when it was done.
    ///
    /// @param leg of the agent who talks
    /// @return why it could not be; empty where the switch was told
    Optional<String> hold(UUID leg, boolean onHold);

    /// Has another agent's phone rung and gives that one the call when it is picked up. Until then the agent who has
    /// it may stay, or go: then the customer waits. [CallSignal.Transferred] or [CallSignal.TransferFailed] tells
    /// what came of it, unless the call ends first.
    ///
    /// @param from the leg of the agent who has it
    /// @param legId becomes the UUID of the other agent's channel
    void transfer(UUID from, UUID legId, String extension, Duration ringFor);

    /// Gives the call to another agent on a line that is up, at once. What came of it is told as of any transfer.
    ///
    /// @param from the leg of the agent who has it, which may be a line, too: that one is left standing
    void transferToLine(UUID from, UUID line);

    /// What became of a transfer that another process had begun: done, or taken back, and then
    /// [CallSignal.TransferFailed] follows.
    ///
    /// @param overLine whether the other agent's leg is a line, which outlives the transfer
    /// @return whether the other agent has the call
    boolean endTransfer(UUID from, UUID legId, boolean overLine);

    /// Ends the call to an agent that another process had made for the customer.
    void endLeg(UUID legId);

    /// Somebody who hears a message is to wait for an agent instead.
    void holdForAgent();

    /// Begins the message anew.
    void repeatMessage();

    /// Ends the call of a customer who waits, behind a message where there is one.
    ///
    /// @param sound its path as the switch has it; empty: none
    void dismiss(String sound);

    /// Whether the end is known already: what came before it needs no telling any more.
    boolean isEnding();

    /// Stops following; the call itself goes on.
    @Override
    void close();
}
