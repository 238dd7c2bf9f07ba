package org.voiceorchestrator.leadimport;

import io.micronaut.serde.annotation.Serdeable;

/// @param importLog as it is now; its status becomes failed about a second later
@Serdeable
public record CancelAnswer(String message, ImportLog importLog) {}
