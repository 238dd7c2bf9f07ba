package org.voiceorchestrator.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// Which of a campaign's leads that are due is called first. Call-backs come before all others, and of the others
/// those of the highest priority; this is the order among those of one priority. There is none by chance, and none by
/// name or city: no index finds the first of many leads so.
@Serdeable
public enum LeadSequence {
    /// Who is due longest.
    @JsonProperty("due")
    DUE,
    /// Who became due last: of fresh leads the newest.
    @JsonProperty("newest")
    NEWEST,
    /// Those that were never called before those that are called again; of each, who is due longest.
    @JsonProperty("new_first")
    NEW_FIRST,
    /// Those that are called again before those that never were; of each, who is due longest.
    @JsonProperty("retries_first")
    RETRIES_FIRST
}
