package org.voiceorchestrator.pacing;

import java.time.Duration;

/// What a campaign says of its pace.
///
/// @param ratio calls for each free agent, in power dialing; at least 1
/// @param abandonPercent the limit of the abandoned rate, over the day, 30 days and the hour; 0 to 100
/// @param patience how long an answered customer may wait for an agent before the call counts as abandoned
public record PacingRule(DialingMode mode, double ratio, double abandonPercent, Duration patience) {
    public static final double DEFAULT_ABANDON_PERCENT = 3;
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(2);
    private static final double DEFAULT_RATIO = 2;

    public PacingRule {
        if (!(ratio >= 1) || !Double.isFinite(ratio)) {
            throw new IllegalArgumentException("ratio: must be a number from 1 on, not " + ratio);
        }
        if (!(abandonPercent >= 0 && abandonPercent <= 100)) {
            throw new IllegalArgumentException("abandon-limit: must be 0 to 100 percent, not " + abandonPercent);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience: must not be negative, but is " + patience);
        }
    }

    /// The mode, all else by default.
    public static PacingRule of(DialingMode mode) {
        return new PacingRule(mode, DEFAULT_RATIO, DEFAULT_ABANDON_PERCENT, DEFAULT_PATIENCE);
    }

    /// Power dialing, all else by default.
    public static PacingRule power(double ratio) {
        return new PacingRule(DialingMode.POWER, ratio, DEFAULT_ABANDON_PERCENT, DEFAULT_PATIENCE);
    }

    double limit() {
        return abandonPercent / 100;
    }
}
