package org.voiceorchestrator.http;

import io.micronaut.http.HttpStatus;

/// What HTTP itself has to say: `{"detail": ".."}` with the status.
public final class Detail extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;

    public Detail(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    public static Detail notFound() {
        return new Detail(HttpStatus.NOT_FOUND, "Not found.");
    }

    public static Detail forbidden() {
        return new Detail(HttpStatus.FORBIDDEN, "You do not have permission to perform this action.");
    }

    public HttpStatus status() {
        return status;
    }
}
