package org.voiceorchestrator.once;

import io.micronaut.http.HttpResponse;

/// Ends a request with an answer that is there already.
final class AnsweredEarly extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient HttpResponse<?> response;

    AnsweredEarly(HttpResponse<?> response) {
        super("answered early");
        this.response = response;
    }

    HttpResponse<?> response() {
        return response;
    }
}
