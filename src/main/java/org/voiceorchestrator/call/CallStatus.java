package org.voiceorchestrator.call;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// Where a call stands, or how it ended.
@Serdeable
public enum CallStatus {
    /// Written down and handed to the switch; nothing was heard of it yet.
    @JsonProperty("initiated")
    INITIATED,
    /// The customer's phone rings.
    @JsonProperty("ringing")
    RINGING,
    /// The customer has answered; with `bridged_at` set, talks to the agent.
    @JsonProperty("answered")
    ANSWERED,
    /// Answered, talked, hung up.
    @JsonProperty("completed")
    COMPLETED,
    /// Rang until nobody answered.
    @JsonProperty("no_answer")
    NO_ANSWER,
    /// Busy, or rejected by the customer.
    @JsonProperty("busy")
    BUSY,
    /// Could not be placed, or broke.
    @JsonProperty("failed")
    FAILED,
    /// The customer answered, and no agent was there.
    @JsonProperty("abandoned")
    ABANDONED,
    /// Taken back by us before anybody answered.
    @JsonProperty("cancelled")
    CANCELLED,
    /// What became of it is not known.
    @JsonProperty("lost")
    LOST;

    /// Whether a call in this state still occupies a line.
    public boolean isLive() {
        return switch (this) {
            case INITIATED, RINGING, ANSWERED -> true;
            case COMPLETED, NO_ANSWER, BUSY, FAILED, ABANDONED, CANCELLED, LOST -> false;
        };
    }
}
