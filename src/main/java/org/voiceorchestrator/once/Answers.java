package org.voiceorchestrator.once;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers as they go over the wire.
@Singleton
final class Answers {
    private final JsonMapper json;

    Answers(JsonMapper json) {
        this.json = json;
    }

    /// @param largest of how many characters it may be
    /// @return nothing when it is larger, or no text and no JSON
    Optional<StoredAnswer> of(MutableHttpResponse<?> response, int largest) {
        Object body = response.body();
        String type = response.getContentType()
                .map(MediaType::toString)
                .orElse(body == null ? null : MediaType.APPLICATION_JSON);
        if (body != null && !(body instanceof CharSequence) && !MediaType.APPLICATION_JSON.equals(type)) {
            return Optional.empty();
        }
        String text = text(body);
        return text != null && text.length() > largest
                ? Optional.empty()
                : Optional.of(new StoredAnswer(
                        response.code(), type, response.getHeaders().get(HttpHeaders.LOCATION), text));
    }

    private @Nullable String text(@Nullable Object body) {
        try {
            return switch (body) {
                case null -> null;
                case CharSequence text -> text.toString();
                default -> json.writeValueAsString(body);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
