package org.voiceorchestrator.breaker;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.voiceorchestrator.database.StartRefused;

/// When calls are held because they fail, and how often one is tried then.
///
/// @param failures so many calls of a campaign, or over a trunk, that fail in a row stop it
/// @param recent so many of its last calls are looked at together, successes among them; 0: none are
/// @param recentFailures so many of these that fail stop it, too
/// @param firstProbe so long after that one call is tried; each that fails doubles it
/// @param longestProbe up to this
@Context
@ConfigurationProperties("dialer.breaker")
public record BreakerSettings(
        @Bindable(defaultValue = "5") int failures,
        @Bindable(defaultValue = "20") int recent,
        @Bindable(defaultValue = "10") int recentFailures,
        @Bindable(defaultValue = "2s") Duration firstProbe,
        @Bindable(defaultValue = "1m") Duration longestProbe) {
    private static final int DOUBLINGS = 20;

    public BreakerSettings {
        require(failures >= 1 && failures <= 1000, "failures", "from 1 to 1000");
        require(recent >= 0 && recent <= 1000, "recent", "from 0 to 1000");
        require(
                recent == 0 || (recentFailures >= 1 && recentFailures <= recent),
                "recent-failures",
                "from 1 to dialer.breaker.recent");
        require(firstProbe.toMillis() >= 100, "first-probe", "at least 100ms");
        require(
                firstProbe.compareTo(longestProbe) <= 0 && longestProbe.toDays() <= 1,
                "longest-probe",
                "at least first-probe, and at most a day");
    }

    boolean tooManyOfTheLast(int failed) {
        return recent > 0 && failed >= recentFailures;
    }

    /// How long to wait for the next probing call.
    ///
    /// @param probes how many have failed
    Duration delay(int probes) {
        Duration delay = firstProbe.multipliedBy(1L << Math.min(probes, DOUBLINGS));
        return delay.compareTo(longestProbe) < 0 ? delay : longestProbe;
    }

    private static void require(boolean condition, String key, String rule) {
        if (!condition) {
            throw new StartRefused("dialer.breaker." + key + " must be " + rule);
        }
    }
}
