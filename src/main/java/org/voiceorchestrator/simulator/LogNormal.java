package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Durations as people make them: many short ones, few very long. `sigma` is the spread on the logarithmic scale.
public record LogNormal(Duration median, double sigma) {
    /// A call of a day would be believed by nobody.
    private static final double LONGEST = 20;

    public LogNormal {
        if (median.isNegative() || sigma < 0 || !Double.isFinite(sigma)) {
            throw new IllegalArgumentException("not a distribution of durations: " + median + ", " + sigma);
        }
    }

    public static LogNormal ofMean(Duration mean, double sigma) {
        return new LogNormal(Duration.ofNanos((long) (mean.toNanos() / Math.exp(sigma * sigma / 2))), sigma);
    }

    Duration sample(RandomGenerator random) {
        double factor = Math.min(LONGEST, Math.exp(random.nextGaussian() * sigma));
        return Duration.ofMillis((long) (median.toMillis() * factor));
    }
}
