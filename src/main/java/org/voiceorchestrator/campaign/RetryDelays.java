package org.voiceorchestrator.campaign;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// Seconds after which a lead is called again, by how its last call ended; null: never.
///
/// @param lost what became of the call is not known, the customer may have been talked to
@Serdeable
public record RetryDelays(
        @Nullable Integer busy,
        @Nullable Integer noAnswer,
        @Nullable Integer failed,
        @Nullable Integer abandoned,
        @Nullable Integer lost) {
    /// What a campaign has that says nothing else; the database's defaults are the same.
    public static final RetryDelays DEFAULT = new RetryDelays(300, 1800, 900, 14_400, null);
}
