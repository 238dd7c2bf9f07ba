package org.voiceorchestrator.http;

import io.micronaut.http.HttpStatus;

/// A rule of the domain forbids it: `{"error": ".."}` with 400, 404 or 409. Nothing was changed.
public final class RuleViolation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;

    private RuleViolation(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    /// The state that something is in forbids it.
    public static RuleViolation conflict(String message) {
        return new RuleViolation(HttpStatus.CONFLICT, message);
    }

    public static RuleViolation unknown(String message) {
        return new RuleViolation(HttpStatus.NOT_FOUND, message);
    }

    public static RuleViolation refused(String message) {
        return new RuleViolation(HttpStatus.BAD_REQUEST, message);
    }

    public HttpStatus status() {
        return status;
    }
}
