package org.voiceorchestrator.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Set;

/// The life of a campaign, and which part of it may follow which.
@Serdeable
public enum CampaignStatus {
    /// Being prepared: nothing is called yet.
    @JsonProperty("draft")
    DRAFT,
    /// Its leads are called.
    @JsonProperty("active")
    ACTIVE,
    /// No new calls until it is activated again; calls on the line go on.
    @JsonProperty("paused")
    PAUSED,
    /// Over: by hand, or because its days have passed.
    @JsonProperty("completed")
    COMPLETED,
    /// Out of sight; kept for its calls.
    @JsonProperty("archived")
    ARCHIVED;

    public boolean mayBecome(CampaignStatus next) {
        return next.mayFollow().contains(this);
    }

    /// From which states this one can be reached.
    Set<CampaignStatus> mayFollow() {
        return switch (this) {
            case DRAFT -> Set.of();
            case ACTIVE -> Set.of(DRAFT, PAUSED);
            case PAUSED -> Set.of(ACTIVE);
            case COMPLETED -> Set.of(ACTIVE, PAUSED);
            case ARCHIVED -> Set.of(DRAFT, PAUSED, COMPLETED);
        };
    }
}
