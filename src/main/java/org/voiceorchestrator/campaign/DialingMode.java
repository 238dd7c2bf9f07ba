package org.voiceorchestrator.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// Who decides when the next lead is called.
@Serdeable
public enum DialingMode {
    /// Nothing is dialed by itself: agents look at leads first, and mark those that they have called.
    @JsonProperty("preview")
    PREVIEW,
    /// One call for each agent who is free.
    @JsonProperty("progressive")
    PROGRESSIVE,
    /// So many calls for each agent who is free: those that nobody answers cost no time.
    @JsonProperty("power")
    POWER,
    /// As many calls as keep agents busy while hardly anybody who answers finds none of them free.
    @JsonProperty("predictive")
    PREDICTIVE,
    /// No agent: who answers hears a message.
    @JsonProperty("broadcast")
    BROADCAST;

    /// Whether customers are connected with agents by the dialer itself.
    boolean connectsAgents() {
        return switch (this) {
            case PROGRESSIVE, POWER, PREDICTIVE -> true;
            case PREVIEW, BROADCAST -> false;
        };
    }
}
