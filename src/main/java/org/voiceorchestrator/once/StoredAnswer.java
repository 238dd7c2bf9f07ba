package org.voiceorchestrator.once;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import org.jspecify.annotations.Nullable;

/// An answer that was given, to be given again.
record StoredAnswer(
        int status,
        @Nullable String contentType,
        @Nullable String location,
        @Nullable String body) {
    static final String REPLAYED = "Idempotency-Replayed";

    HttpResponse<?> again() {
        MutableHttpResponse<String> response = HttpResponse.status(status, null);
        response.header(REPLAYED, "true");
        if (contentType != null) {
            response.contentType(contentType);
        }
        if (location != null) {
            response.header(HttpHeaders.LOCATION, location);
        }
        return body == null ? response : response.body(body);
    }
}
