package org.voiceorchestrator.testkit;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the server answered.
public record Answer(int status, Map<String, List<String>> headers, String text) {
    private static final JsonMapper JSON = JsonMapper.createDefault();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers().map(), response.body());
    }

    public Map<String, Object> json() {
        try {
            return JSON.readValue(text, Argument.mapOf(String.class, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON, status " + status + ": " + text, e);
        }
    }

    /// What stands at a path such as `results.0.id`.
    public @Nullable Object at(String path) {
        Object node = json();
        for (String step : path.split("\\.", -1)) {
            node = node instanceof List<?> list ? list.get(Integer.parseInt(step)) : ((Map<?, ?>) node).get(step);
        }
        return node;
    }

    public long id() {
        return ((Number) json().get("id")).longValue();
    }

    @Override
    public String toString() {
        return status + " " + text;
    }
}
