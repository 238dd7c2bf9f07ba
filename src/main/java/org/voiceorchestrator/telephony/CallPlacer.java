package org.voiceorchestrator.telephony;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ObjLongConsumer;

/// Places calls and follows them: the border to the telephone network.
public interface CallPlacer {
    /// The switch that the settings name.
    long DEFAULT = 0;

    /// Whether any call would be placed now. While none would, none should be claimed.
    default boolean isReady() {
        return !ready().isEmpty();
    }

    /// The switches that would place a call now.
    Set<Long> ready();

    /// The switches of whose calls it can be told here how they stand: those that are connected, and those that have
    /// been away for so long that their calls are given up.
    Set<Long> known();

    /// How it stands with each of the switches, by the node's id.
    Map<Long, SwitchLink> links();

    /// Connects the switches that are not yet, and gives up the calls on those that stay away. A switch that has
    /// another address, or is no longer among these, is let go when its calls are over.
    ///
    /// @param wanted by the node's id
    void connect(Map<Long, SwitchAddress> wanted);

    /// @param ready hears, on a thread that must not wait, that a switch can place calls again
    void whenReady(Runnable ready);

    /// Begins the call. How it goes on, [PlacedCall#next] says; also that it could not begin.
    PlacedCall place(CallRequest request);

    /// Goes on with a call that somebody else has placed.
    ///
    /// @param node the switch that has it
    /// @param then what was to happen, and may have, when it was answered
    /// @param reached how far it had come when it was last heard of
    PlacedCall follow(long node, UUID callId, CallRequest.Then then, Reached reached);

    /// Tells of calls that people begin on their own phones, or have begun while a switch was not connected; maybe
    /// more than once of the same.
    ///
    /// @param listener given the node too; must not wait for anything
    void tellOwnCalls(ObjLongConsumer<OwnCall> listener);

    /// Rings an agent for a line that stays up. How it goes on, [PlacedLine#next] says.
    ///
    /// @param node the switch at which it is to be
    /// @param lineId becomes the UUID of the agent's channel
    PlacedLine ringLine(long node, UUID lineId, String extension, Duration ringFor);

    /// Goes on with a line that somebody else has rung.
    PlacedLine followLine(long node, UUID lineId);

    /// How far a call had come.
    enum Reached {
        NOTHING,
        ANSWER,
        BRIDGE
    }
}
