package org.voiceorchestrator.donotcall;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/// Whose wish it is that a number is not called.
@Serdeable
public enum DoNotCallSource {
    /// Whoever has the number asked for it.
    @JsonProperty("customer")
    CUSTOMER,
    /// An agent passed on what a customer said in a call.
    @JsonProperty("agent")
    AGENT,
    /// A register that the law, or an operator, keeps.
    @JsonProperty("regulator")
    REGULATOR,
    /// A list taken over from elsewhere.
    @JsonProperty("import")
    IMPORT,
    /// A supervisor decided it.
    @JsonProperty("supervisor")
    SUPERVISOR,
    /// Anything else; the reason says what.
    @JsonProperty("other")
    OTHER
}
