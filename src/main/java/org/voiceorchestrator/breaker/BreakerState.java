package org.voiceorchestrator.breaker;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Row;

/// A breaker that holds calls back.
///
/// @param openSince since when
/// @param failures by so many failures it opened
/// @param ofCalls of so many calls that were the last; 0: in a row
/// @param cause what the last failure was: FreeSWITCH's name where it gave one
/// @param failedProbes how many calls were tried since then and failed
/// @param nextProbeAt when one call may be tried; null: one is being tried
@Serdeable
public record BreakerState(
        State state,
        Instant openSince,
        int failures,
        int ofCalls,
        String cause,
        int failedProbes,
        @Nullable Instant nextProbeAt) {
    /// Of a breaker that holds, `b` in the statement; all null where there is none.
    public static final String COLUMNS = """
            b.opened_at AS breaker_opened_at, b.failures AS breaker_failures, b.of_calls AS breaker_of_calls, b.cause AS breaker_cause, b.probes AS breaker_probes,
            b.probe_at AS breaker_probe_at, b.probe_call AS breaker_probe_call
            """;

    @Serdeable
    public enum State {
        /// No calls until it is time to try one.
        @JsonProperty("open")
        OPEN,
        /// One call is being tried.
        @JsonProperty("half_open")
        HALF_OPEN
    }

    /// For people: by what it opened, and the last failure.
    public String reason() {
        String failed = new Trip(failures, ofCalls).inWords();
        return cause.isEmpty() ? failed : failed + ": " + cause;
    }

    /// Whether one call may be begun, and only one.
    public boolean mayProbe(Instant now) {
        return nextProbeAt != null && !nextProbeAt.isAfter(now);
    }

    /// @param row with [#COLUMNS]
    /// @return null where no breaker holds
    public static @Nullable BreakerState of(Row row) {
        Instant since = row.instantOrNull("breaker_opened_at");
        if (since == null) {
            return null;
        }
        boolean probing = row.uuidOrNull("breaker_probe_call") != null;
        return new BreakerState(
                probing ? State.HALF_OPEN : State.OPEN,
                since,
                row.integer("breaker_failures"),
                row.integer("breaker_of_calls"),
                row.text("breaker_cause"),
                row.integer("breaker_probes"),
                probing ? null : row.instant("breaker_probe_at"));
    }
}
