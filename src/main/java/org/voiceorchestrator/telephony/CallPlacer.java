package org.voiceorchestrator.telephony;

import java.util.UUID;
import java.util.function.Consumer;

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

    /// Tells of calls that people begin on their own phones. Must not wait for anything.
    void tellOwnCalls(Consumer<OwnCall> listener);

    /// How far a call had come.
    enum Reached {
        NOTHING,
        ANSWER,
        BRIDGE
    }
}
