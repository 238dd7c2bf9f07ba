package org.voiceorchestrator.once;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whose turn it is to carry out a request, and what the others are answered.
@Singleton
final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Keys keys;
    private final Answers answers;
    private final OnceSettings settings;
    private final Clock clock;
    private final Bell bell = new Bell();

    Turns(Keys keys, Answers answers, OnceSettings settings, Clock clock) {
        this.keys = keys;
        this.answers = answers;
        this.settings = settings;
        this.clock = clock;
    }

    /// Waits for a moment while somebody else carries out the same request.
    ///
    /// @return nothing when it is the turn of this request, which [#end] ends; else its answer
    Optional<HttpResponse<?>> take(KeyedRequest request, String fingerprint) {
        Bell.Deadline deadline = bell.within(settings.patience());
        while (true) {
            UUID holder = UUID.randomUUID();
            switch (keys.claim(request, fingerprint, holder, clock.instant())) {
                case Claim.Granted granted -> {
                    Turn turn = new Turn(request, holder, granted.record(), keys, clock);
                    turn.liveOn(settings.lease());
                    request.begin(turn);
                    return Optional.empty();
                }
                case Claim.Answered known -> {
                    return Optional.of(known.answer().again());
                }
                case Claim.Unanswered unanswered -> {
                    return Optional.of(unanswered());
                }
                case Claim.Taken taken -> {
                    return Optional.of(taken(taken.line()));
                }
                case Claim.Running running -> {
                    if (!deadline.awaitNext()) {
                        return Optional.of(running.carriedOut() ? unanswered() : running(running.until()));
                    }
                }
            }
        }
    }

    /// Keeps the answer, if the request was carried out; else frees the key.
    void end(Turn turn, MutableHttpResponse<?> response) {
        try {
            boolean counts = response.code() < 400 || turn.hasCarriedOut();
            Optional<StoredAnswer> answer = counts && response.code() < 500 && !turn.isKeptElsewhere()
                    ? answers.of(response, settings.largestAnswer())
                    : Optional.empty();
            answer.ifPresentOrElse(turn::endWith, turn::endWithoutAnswer);
        } catch (RuntimeException e) {
            // what was done is done and marked so: who sends it again is told that
            LOG.warn("the answer to a request with an idempotency key could not be kept", e);
        } finally {
            bell.ring();
        }
    }

    private static HttpResponse<?> taken(String line) {
        return detail(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "This Idempotency-Key was used for another request (" + line
                        + ", or another body). Send a new request with a new key.");
    }

    private HttpResponse<?> running(Instant until) {
        long seconds = Duration.between(clock.instant(), until).toSeconds();
        return tryLater(
                "A request with this Idempotency-Key is still being carried out. Send it again later.", seconds);
    }

    static HttpResponse<?> tryLater(String message, long seconds) {
        return detail(HttpStatus.CONFLICT, message)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
    }

    private static HttpResponse<?> unanswered() {
        return detail(
                HttpStatus.CONFLICT,
                "The request was carried out before, but its answer was lost: the server stopped before it could be"
                        + " kept, or it was too long. It is not carried out again. Look up what it did.");
    }

    private static MutableHttpResponse<Map<String, String>> detail(HttpStatus status, String message) {
        return HttpResponse.<Map<String, String>>status(status).body(Map.of("detail", message));
    }
}
