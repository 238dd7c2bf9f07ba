package org.voiceorchestrator.once;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.voiceorchestrator.database.StartRefused;

/// How requests with an `Idempotency-Key` are treated.
///
/// @param patience how long a request waits for the answer of the same one that came before
/// @param lease a request that is carried out and not heard of for so long is dead
/// @param kept how long a key and its answer are remembered
/// @param largestAnswer of how many characters at most an answer is kept
@Context
@ConfigurationProperties("dialer.idempotency")
record OnceSettings(
        @Bindable(defaultValue = "10s") Duration patience,
        @Bindable(defaultValue = "30s") Duration lease,
        @Bindable(defaultValue = "48h") Duration kept,
        @Bindable(defaultValue = "262144") int largestAnswer) {
    OnceSettings {
        require(!patience.isNegative(), "patience", "at least 0s");
        require(lease.toMillis() >= 1000, "lease", "at least 1s");
        require(kept.toHours() >= 24, "kept", "at least 24h: clients retry for as long");
        require(largestAnswer >= 1024, "largest-answer", "at least 1024");
    }

    private static void require(boolean condition, String key, String rule) {
        if (!condition) {
            throw new StartRefused("dialer.idempotency." + key + " must be " + rule);
        }
    }
}
