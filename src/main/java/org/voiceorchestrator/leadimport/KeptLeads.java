package org.voiceorchestrator.leadimport;

import io.micronaut.serde.annotation.Serdeable;

/// The leads of an import that an undo leaves alone.
///
/// @param called somebody has called them, or marked them as called
/// @param beingDialed they are on the line at this moment
/// @param changed somebody has changed them since the import
@Serdeable
public record KeptLeads(long called, long beingDialed, long changed) {
    long all() {
        return called + beingDialed + changed;
    }

    String reasons() {
        return "%d called, %d being dialed, %d changed since".formatted(called, beingDialed, changed);
    }
}
