package org.voiceorchestrator.breaker;

import java.time.Instant;
import java.util.UUID;

/// What a call has taught about the way it was to go.
public sealed interface Lesson {
    /// It could not be placed, or the way failed under it.
    ///
    /// @param cause for people
    record Failed(String cause) implements Lesson {}

    /// Somebody's phone rang, or the network said why not.
    ///
    /// @param again whether the call has said so before: a call counts once among the last ones
    record GotThrough(boolean again) implements Lesson {}

    /// That cannot be told.
    record Nothing() implements Lesson {}

    /// @param begun when the call was begun
    record Of(UUID call, Instant begun, Lesson lesson) {}
}
