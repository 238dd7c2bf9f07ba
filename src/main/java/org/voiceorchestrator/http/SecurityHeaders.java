package org.voiceorchestrator.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// What browsers are told about every answer. An answer is no page, is shown in no frame and kept in no cache, unless
/// its route says otherwise.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SecurityHeaders implements Ordered {
    @ResponseFilter
    void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Referrer-Policy", "no-referrer");
        response.header("X-Frame-Options", "DENY");
        addWhereMissing(response, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        addWhereMissing(response, "Cache-Control", keeping(request.getPath()));
    }

    /// The paths of libraries hold their versions; our own files may change with the next start.
    private static String keeping(String path) {
        if (path.startsWith("/webjars/")) {
            return "public, max-age=31536000, immutable";
        }
        return path.startsWith("/static/") || path.startsWith("/openapi/") ? "no-cache" : "no-store";
    }

    private static void addWhereMissing(MutableHttpResponse<?> response, String name, String value) {
        if (!response.getHeaders().contains(name)) {
            response.header(name, value);
        }
    }

    /// Outermost, so that what other filters refuse passes here too.
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
