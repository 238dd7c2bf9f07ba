package org.voiceorchestrator.breaker;

import java.time.Instant;
import java.util.UUID;

/// Whether calls are begun.
sealed interface Breaker {
    /// None has failed of late.
    Closed REST = new Closed(0, Instant.EPOCH);

    /// Calls are begun.
    ///
    /// @param failures how many have failed in a row
    /// @param since when the first of these was begun
    record Closed(int failures, Instant since) implements Breaker {
        @Override
        public Breaker after(Lesson.Of heard, Instant now, BreakerSettings settings) {
            return switch (heard.lesson()) {
                case Lesson.Failed(String cause) -> {
                    int more = failures + 1;
                    yield more >= settings.failures()
                            ? new Open(now, cause, 0, now.plus(settings.delay(0)))
                            : new Closed(more, failures == 0 ? heard.begun() : since);
                }
                case Lesson.GotThrough() -> heard.begun().isAfter(since) ? REST : this;
                case Lesson.Nothing() -> this;
            };
        }
    }

    /// No calls are begun until it is time to try one.
    ///
    /// @param since when it opened
    /// @param cause what the last call said that counted
    /// @param probes how many probing calls have failed
    /// @param nextProbe when one may be begun
    record Open(Instant since, String cause, int probes, Instant nextProbe) implements Breaker {
        /// Calls from before may still end; they teach nothing new.
        @Override
        public Breaker after(Lesson.Of heard, Instant now, BreakerSettings settings) {
            return this;
        }

        /// @param call the one that is begun to try
        HalfOpen probing(UUID call) {
            return new HalfOpen(since, cause, probes, call);
        }
    }

    /// One call tries.
    record HalfOpen(Instant since, String cause, int probes, UUID probe) implements Breaker {
        @Override
        public Breaker after(Lesson.Of heard, Instant now, BreakerSettings settings) {
            if (!heard.call().equals(probe)) {
                return this;
            }
            return switch (heard.lesson()) {
                case Lesson.Failed(String why) ->
                    new Open(since, why, probes + 1, now.plus(settings.delay(probes + 1)));
                case Lesson.GotThrough() -> REST;
                case Lesson.Nothing() -> new Open(since, cause, probes, now.plus(settings.delay(probes)));
            };
        }
    }

    /// What it is when this has been heard.
    Breaker after(Lesson.Of heard, Instant now, BreakerSettings settings);
}
