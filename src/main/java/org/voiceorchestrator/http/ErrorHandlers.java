package org.voiceorchestrator.http;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Our exceptions, and those nobody expected, as answers.
@Factory
final class ErrorHandlers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorHandlers.class);

    @Singleton
    ExceptionHandler<FieldErrors, HttpResponse<Map<String, List<String>>>> fieldErrors() {
        return (_, e) -> HttpResponse.badRequest(e.errors());
    }

    @Singleton
    ExceptionHandler<RuleViolation, HttpResponse<Map<String, String>>> ruleViolations() {
        return (_, e) -> {
            Map<String, String> body = new LinkedHashMap<>(Map.of("error", message(e)));
            body.putAll(e.more());
            return HttpResponse.<Map<String, String>>status(e.status()).body(body);
        };
    }

    @Singleton
    ExceptionHandler<Detail, HttpResponse<Map<String, String>>> details() {
        return (_, e) -> ErrorResponses.detail(e.status(), message(e));
    }

    /// A path or query value that is no number, say: nothing is there.
    @Singleton
    ExceptionHandler<ConversionErrorException, HttpResponse<Map<String, String>>> unreadable() {
        return (_, e) -> e.getArgument().getName().equals("body")
                ? ErrorResponses.detail(HttpStatus.BAD_REQUEST, "The body must be a JSON object.")
                : ErrorResponses.detail(HttpStatus.NOT_FOUND, "Not found.");
    }

    /// Errors and checked exceptions too: what the framework says of those names internals.
    @Singleton
    ExceptionHandler<Throwable, HttpResponse<Map<String, String>>> unexpected() {
        return ErrorHandlers::hide;
    }

    private static HttpResponse<Map<String, String>> hide(HttpRequest<?> request, Throwable e) {
        String id = UUID.randomUUID().toString();
        LOG.error("{} {} failed, correlation id {}", request.getMethodName(), request.getPath(), id, e);
        return HttpResponse.<Map<String, String>>serverError()
                .body(Map.of("detail", "Something went wrong here. Tell us this id: " + id, "correlation_id", id));
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
