package org.voiceorchestrator.http;

import io.micronaut.context.annotation.Primary;
import io.micronaut.core.annotation.NonNull;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Map;

/// What the framework itself refuses, in our shape: `{"detail": ".."}`.
@Singleton
@Primary
final class ErrorResponses implements ErrorResponseProcessor<Map<String, String>> {
    @Override
    public @NonNull MutableHttpResponse<Map<String, String>> processResponse(
            @NonNull ErrorContext context, @NonNull MutableHttpResponse<?> response) {
        return response.body(Map.of("detail", detail(context, response.status())))
                .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    private static String detail(ErrorContext context, HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "Authentication credentials were not provided or are no longer valid.";
            case FORBIDDEN -> "You do not have permission to perform this action.";
            case NOT_FOUND -> "Not found.";
            case METHOD_NOT_ALLOWED -> "Method \"" + context.getRequest().getMethodName() + "\" not allowed.";
            case REQUEST_ENTITY_TOO_LARGE -> "The request is too large.";
            case UNSUPPORTED_MEDIA_TYPE ->
                "Unsupported media type \""
                        + context.getRequest()
                                .getContentType()
                                .map(MediaType::toString)
                                .orElse("none")
                        + "\" in request.";
            default ->
                context.getErrors().isEmpty() || status.getCode() >= 500
                        ? status.getReason()
                        : forPeople(context.getErrors().getFirst().getMessage());
        };
    }

    /// The parser repeats what it could not read, which may be a password, and names its own insides.
    private static String forPeople(String message) {
        return message.startsWith("Invalid JSON")
                ? "The body is not valid JSON."
                : message.lines().findFirst().orElse(message);
    }

    static MutableHttpResponse<Map<String, String>> detail(HttpStatus status, String message) {
        return HttpResponse.<Map<String, String>>status(status).body(Map.of("detail", message));
    }
}
