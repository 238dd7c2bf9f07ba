package org.voiceorchestrator.once;

import io.micronaut.context.annotation.Factory;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// For routes that take a form with a file. Once the file is stored, the route says by what the request is known again
/// (the form's fields and the file's hash), in one of two ways. Without a key both do nothing.
@Singleton
public final class Forms {
    private final Keys keys;
    private final Turns turns;
    private final Fingerprints fingerprints;
    private final Clock clock;

    Forms(Keys keys, Turns turns, Fingerprints fingerprints, Clock clock) {
        this.keys = keys;
        this.turns = turns;
        this.fingerprints = fingerprints;
        this.clock = clock;
    }

    /// From here on the request is treated as one without a file: this returns when it is to be carried out, and else
    /// ends the request with the answer it had before.
    public void carryOutOnce(List<String> identity) {
        KeyedRequest.current()
                .flatMap(request -> turns.take(request, fingerprints.of(request, identity)))
                .ifPresent(answer -> {
                    throw new AnsweredEarly(answer);
                });
    }

    /// For requests whose room keeps a record of each and can answer from that. Ends the request (422) when its key
    /// belongs to another one.
    ///
    /// @return nothing when the request has no key
    public Optional<OwnRecord> ownRecord(List<String> identity) {
        return KeyedRequest.current().map(request -> {
            String fingerprint = fingerprints.of(request, identity);
            Keys.Kept kept = keys.keepElsewhere(request, fingerprint, clock.instant());
            if (!kept.same()) {
                throw new AnsweredEarly(Turns.taken(kept.line()));
            }
            return new OwnRecord(keys, request, fingerprint, kept.record());
        });
    }

    /// Ends the request: the same one is being carried out, and is not done yet (409).
    ///
    /// @param seconds after which it is worth sending it again
    public static RuntimeException stillRunning(String message, long seconds) {
        return new AnsweredEarly(Turns.tryLater(message, seconds));
    }

    /// An answer that was given before.
    public static <T> MutableHttpResponse<T> again(MutableHttpResponse<T> answer) {
        return answer.header(StoredAnswer.REPLAYED, "true");
    }

    @Factory
    static final class EarlyAnswers {
        @Singleton
        ExceptionHandler<AnsweredEarly, HttpResponse<?>> answeredEarly() {
            return (_, e) -> e.response();
        }
    }
}
