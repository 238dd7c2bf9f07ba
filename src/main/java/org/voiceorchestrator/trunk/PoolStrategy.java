package org.voiceorchestrator.trunk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// Which number of a pool a customer sees.
@Serdeable
public enum PoolStrategy {
    /// One after another.
    @JsonProperty("round_robin")
    ROUND_ROBIN,
    /// As often as its weight says.
    @JsonProperty("weighted")
    WEIGHTED,
    /// A customer sees the same number each time; how many customers a number has goes by its weight.
    @JsonProperty("sticky")
    STICKY
}
