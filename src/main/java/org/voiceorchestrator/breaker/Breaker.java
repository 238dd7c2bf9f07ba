package org.voiceorchestrator.breaker;

import java.time.Instant;
import java.util.UUID;

/// Whether calls are begun.
sealed interface Breaker {
    /// None has failed of late.
    Closed REST = new Closed(0, Instant.EPOCH, Recent.NONE);

    /// Calls are begun.
    ///
    /// @param failures how many have failed in a row
    /// @param since when the first of these was begun
    /// @param recent what the last calls came to
    record Closed(int failures, Instant since, Recent recent) implements Breaker {
        @Override
        public Breaker after(Lesson.Of heard, Instant now, BreakerSettings settings) {
            return switch (heard.lesson()) {
                case Lesson.Failed(String cause) -> afterFailure(heard.begun(), cause, now, settings);
                case Lesson.GotThrough(boolean again) -> {
                    Recent more = again ? recent : recent.withSuccess(heard.begun(), settings.recent());
                    yield heard.begun().isAfter(since)
                            ? new Closed(0, Instant.EPOCH, more)
                            : new Closed(failures, since, more);
                }
                case Lesson.Nothing() -> this;
            };
        }

        private Breaker afterFailure(Instant begun, String cause, Instant now, BreakerSettings settings) {
            int inARow = failures + 1;
            Recent more = recent.withFailure(begun, settings.recent());
            if (inARow >= settings.failures()) {
                return open(Trip.inARow(inARow), cause, now, settings);
            }
            return settings.tooManyOfTheLast(more.failures())
                    ? open(Trip.ofTheLast(more), cause, now, settings)
                    : new Closed(inARow, failures == 0 ? begun : since, more);
        }

        private static Open open(Trip trip, String cause, Instant now, BreakerSettings settings) {
            return new Open(now, trip, cause, 0, now.plus(settings.delay(0)));
        }
    }

    /// No calls are begun until it is time to try one.
    ///
    /// @param since when it opened
    /// @param trip by what it opened
    /// @param cause what the last call said that counted
    /// @param probes how many probing calls have failed
    /// @param nextProbe when one may be begun
    record Open(Instant since, Trip trip, String cause, int probes, Instant nextProbe) implements Breaker {
        /// Calls from before may still end; they teach nothing new.
        @Override
        public Breaker after(Lesson.Of heard, Instant now, BreakerSettings settings) {
            return this;
        }

        /// @param call the one that is begun to try
        HalfOpen probing(UUID call) {
            return new HalfOpen(since, trip, cause, probes, call);
        }
    }

    /// One call tries.
    record HalfOpen(Instant since, Trip trip, String cause, int probes, UUID probe) implements Breaker {
        @Override
        public Breaker after(Lesson.Of heard, Instant now, BreakerSettings settings) {
            if (!heard.call().equals(probe)) {
                return this;
            }
            return switch (heard.lesson()) {
                case Lesson.Failed(String why) ->
                    new Open(since, trip, why, probes + 1, now.plus(settings.delay(probes + 1)));
                case Lesson.GotThrough _ -> REST;
                case Lesson.Nothing() -> new Open(since, trip, cause, probes, now.plus(settings.delay(probes)));
            };
        }
    }

    /// What it is when this has been heard.
    Breaker after(Lesson.Of heard, Instant now, BreakerSettings settings);
}
