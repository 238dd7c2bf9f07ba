package org.voiceorchestrator.freeswitch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next attempt. The jitter keeps many dialers from knocking at a restarted switch
/// together.
record BackOff(EslTimeouts timeouts, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 20;

    Duration after(EslState state) {
        return switch (state) {
            case EslState.AuthRefused _ -> jittered(timeouts.refusedBackOff());
            case EslState.Disconnected idle when idle.failures() > 0 -> jittered(doubled(idle.failures() - 1));
            case EslState.Disconnected _,
                    EslState.Connecting _,
                    EslState.Greeting _,
                    EslState.Authenticating _,
                    EslState.Subscribing _,
                    EslState.Ready _,
                    EslState.Closed _ -> Duration.ZERO;
        };
    }

    private Duration doubled(int times) {
        var wait = timeouts.firstBackOff().multipliedBy(1L << Math.min(times, MOST_DOUBLINGS));
        return wait.compareTo(timeouts.longestBackOff()) < 0 ? wait : timeouts.longestBackOff();
    }

    /// Between a half of it and the whole.
    private Duration jittered(Duration wait) {
        return wait.minusNanos((long) (random.nextDouble() * wait.toNanos() / 2));
    }
}
