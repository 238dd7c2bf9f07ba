package org.voiceorchestrator.simulation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A call under way; times in milliseconds since the day began.
final class Call {
    private final int lead;
    private final int attempt;
    private final long begun;
    private @Nullable Fate fate;
    private long answeredAt;
    private int place;

    Call(int lead, int attempt, long begun) {
        this.lead = lead;
        this.attempt = attempt;
        this.begun = begun;
    }

    void is(Fate drawn) {
        fate = drawn;
    }

    Fate fate() {
        return Objects.requireNonNull(fate, "drawn when the call is begun");
    }

    int lead() {
        return lead;
    }

    int attempt() {
        return attempt;
    }

    long begun() {
        return begun;
    }

    long answeredAt() {
        return answeredAt;
    }

    void answered(long now) {
        answeredAt = now;
    }

    /// Where it stands among the calls in the air.
    int place() {
        return place;
    }

    void standsAt(int index) {
        place = index;
    }
}
