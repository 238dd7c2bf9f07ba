package org.voiceorchestrator.why;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a gate stands.
///
/// @param passes whether it lets the lead through now
/// @param fact why, for people
/// @param nextTime when it can let the lead through; null where it does now, or where nobody can know
@Serdeable
public record GateState(
        Gate gate, boolean passes, String fact, @Nullable Instant nextTime) {
    static GateState passed(Gate gate, String fact) {
        return new GateState(gate, true, fact, null);
    }

    static GateState closed(Gate gate, String fact, @Nullable Instant nextTime) {
        return new GateState(gate, false, fact, nextTime);
    }
}
