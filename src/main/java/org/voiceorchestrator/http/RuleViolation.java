package org.voiceorchestrator.http;

import io.micronaut.http.HttpStatus;
import java.util.Map;

/// A rule of the domain forbids it: `{"error": ".."}` with 400, 404 or 409. Nothing was changed.
public final class RuleViolation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final transient Map<String, String> more;

    private RuleViolation(HttpStatus status, String message, Map<String, String> more) {
        super(message);
        this.status = status;
        this.more = Map.copyOf(more);
    }

    /// The state that something is in forbids it.
    public static RuleViolation conflict(String message) {
        return conflict(message, Map.of());
    }

    /// @param more fields of the answer beside `error`, for programs
    public static RuleViolation conflict(String message, Map<String, String> more) {
        return new RuleViolation(HttpStatus.CONFLICT, message, more);
    }

    public static RuleViolation unknown(String message) {
        return new RuleViolation(HttpStatus.NOT_FOUND, message, Map.of());
    }

    public static RuleViolation refused(String message) {
        return new RuleViolation(HttpStatus.BAD_REQUEST, message, Map.of());
    }

    public Map<String, String> more() {
        return more;
    }

    public HttpStatus status() {
        return status;
    }
}
