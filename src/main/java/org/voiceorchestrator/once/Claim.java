package org.voiceorchestrator.once;

import java.time.Instant;
import java.util.Optional;

/// What became of asking for a key.
sealed interface Claim {
    /// Whoever asked is to carry the request out.
    ///
    /// @param record what it led to when it was carried out before, if its room keeps that itself
    record Granted(Optional<Long> record) implements Claim {}

    /// It was carried out.
    record Answered(StoredAnswer answer) implements Claim {}

    /// It is being carried out.
    ///
    /// @param until when it counts as dead unless it is heard of before
    /// @param carriedOut whether it has changed something already
    record Running(Instant until, boolean carriedOut) implements Claim {}

    /// It was carried out, and there is no answer.
    record Unanswered() implements Claim {}

    /// The key belongs to another request.
    ///
    /// @param line method and path of that
    record Taken(String line) implements Claim {}
}
