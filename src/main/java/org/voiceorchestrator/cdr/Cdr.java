package org.voiceorchestrator.cdr;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.telephony.RecordedEnding;

/// What the switch recorded of one leg.
///
/// @param uuid the channel's; of a customer's leg it is the `call_id` of its call log
/// @param bridgeUuid the leg it was last connected with; empty: none
/// @param variables the channel's own, decoded
public record Cdr(
        String uuid,
        Leg leg,
        String coreUuid,
        String direction,
        String hangupCause,
        Times times,
        String bridgeUuid,
        Map<String, String> variables) {
    public Cdr {
        variables = Map.copyOf(variables);
    }

    @Serdeable
    public enum Leg {
        /// Somebody asked the switch for it.
        @JsonProperty("a")
        A,
        /// A leg of the switch asked for it.
        @JsonProperty("b")
        B
    }

    /// On the switch's clock; null: it did not come to that.
    public record Times(
            Instant started,
            @Nullable Instant ringing,
            @Nullable Instant answered,
            @Nullable Instant bridged,
            Instant ended) {}

    /// How the call of this leg ended.
    public CallOutcome outcome() {
        return RecordedEnding.of(
                hangupCause, times.answered() != null, times.bridged() != null || !bridgeUuid.isEmpty());
    }

    /// Ids and the cause only: the rest holds people's numbers.
    @Override
    public String toString() {
        return "Cdr[" + uuid + " " + leg + " " + hangupCause + "]";
    }
}
