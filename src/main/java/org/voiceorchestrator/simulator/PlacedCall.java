package org.voiceorchestrator.simulator;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One leg that a client asked for, or that an application of a leg placed. Times are on the switch's clock; `cause`
/// is there once it has ended.
///
/// @param gateway the gateway's name; `user` for agents, `null` for null/.., the profile for other addresses
/// @param number the number, or the agent's extension
/// @param variables those of the originate
public record PlacedCall(
        String uuid,
        String gateway,
        String number,
        Instant startedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant bridgedAt,
        @Nullable Instant endedAt,
        @Nullable String cause,
        Map<String, String> variables) {
    public PlacedCall {
        variables = Map.copyOf(variables);
    }

    public boolean ended() {
        return endedAt != null;
    }

    public boolean wasAnswered() {
        return answeredAt != null;
    }

    public boolean toAgent() {
        return gateway.equals("user");
    }
}
