package org.voiceorchestrator.agent;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/// A call to an agent that stays up for the customers of a shift.
///
/// @param since when it came into that state
@Serdeable
public record AgentLine(AgentLineState state, Instant since) {}
