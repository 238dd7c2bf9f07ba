package org.voiceorchestrator.once;

import io.micronaut.context.annotation.Factory;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// For routes that take a form with a file. Once the file is stored, the route says by what the request is known again
/// (the form's fields and the file's hash), in one of two ways. Without a key both do nothing.
@Singleton
public final class Forms {
    private final Turns turns;
    private final Fingerprints fingerprints;

    Forms(Turns turns, Fingerprints fingerprints) {
        this.turns = turns;
        this.fingerprints = fingerprints;
    }

    /// From here on the request is treated as one without a file: this returns when it is to be carried out, and else
    /// ends the request with the answer that it had before.
    public void carryOutOnce(List<String> identity) {
        KeyedRequest.current().ifPresent(request -> turn(request, identity));
    }

    /// For requests of which the room keeps a record anyway (an import log, say), which tells what became of them and
    /// from which it answers: nothing else is kept of such a request. It holds its key until it is answered.
    ///
    /// @return the record that the same request led to before, as was said by [#ledTo]
    public Optional<Long> earlierRecord(List<String> identity) {
        return KeyedRequest.current().flatMap(request -> turn(request, identity).keepElsewhere());
    }

    /// The request that this thread works for leads to this record. Belongs into the transaction that makes it.
    ///
    /// @throws org.voiceorchestrator.http.Detail 409 when another attempt at it has overtaken this one
    public static void ledTo(long record) {
        KeyedRequest.current().flatMap(KeyedRequest::turn).ifPresent(turn -> turn.becomes(record));
    }

    private Turn turn(KeyedRequest request, List<String> identity) {
        turns.take(request, fingerprints.of(request, identity)).ifPresent(answer -> {
            throw new AnsweredEarly(answer);
        });
        return request.turn().orElseThrow();
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
