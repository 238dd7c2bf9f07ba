package org.voiceorchestrator.trunk;

import io.micronaut.serde.annotation.Serdeable;

/// A number that customers may see.
///
/// @param number digits, with or without `+` in front
/// @param weight its share; not asked where numbers come one after another
/// @param prefix for customers whose number begins so (`9242`: a local number for Lahore); the longest that fits wins
/// over shorter ones; empty: for everybody
@Serdeable
public record CallerId(String number, int weight, String prefix, boolean isActive) {
    public CallerId {
        if (weight < 1) {
            throw new IllegalArgumentException("a weight is at least 1: " + weight);
        }
    }
}
