package org.voiceorchestrator.telephony;

import java.time.Duration;
import java.util.UUID;

/// Places calls and follows them: the border to the telephone network.
public interface CallPlacer {
    /// Whether a call would be placed now. While it would not, none should be claimed.
    boolean isReady();

    /// Begins the call. How it goes on, [PlacedCall#next] says; also that it could not begin.
    PlacedCall place(CallRequest request);

    /// Goes on with a call that somebody else has placed.
    ///
    /// @param then what was to happen, and may have, when it was answered
    /// @param reached how far it had come when it was last heard of
    PlacedCall follow(UUID callId, CallRequest.Then then, Reached reached);

    /// Rings an agent for a line that stays up. How it goes on, [PlacedLine#next] says.
    ///
    /// @param lineId becomes the UUID of the agent's channel
    PlacedLine ringLine(UUID lineId, String extension, Duration ringFor);

    /// Goes on with a line that somebody else has rung.
    PlacedLine followLine(UUID lineId);

    /// How far a call had come.
    enum Reached {
        NOTHING,
        ANSWER,
        BRIDGE
    }
}
