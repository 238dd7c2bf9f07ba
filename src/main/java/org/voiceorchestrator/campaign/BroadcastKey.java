package org.voiceorchestrator.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Names;

/// What a key does that somebody presses in a broadcast.
@Serdeable
public enum BroadcastKey {
    /// Connects with the agent of the campaign who has been idle longest.
    @JsonProperty("agent")
    AGENT,
    /// Puts the number on the company's do-not-call list, and ends the call.
    @JsonProperty("do_not_call")
    DO_NOT_CALL,
    /// Begins the message anew.
    @JsonProperty("repeat")
    REPEAT;

    static Optional<BroadcastKey> named(@Nullable Object name) {
        return Arrays.stream(values()).filter(key -> Names.of(key).equals(name)).findFirst();
    }
}
