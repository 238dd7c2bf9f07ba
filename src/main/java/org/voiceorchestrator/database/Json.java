package org.voiceorchestrator.database;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Columns of type jsonb that hold an object, or a list of them. As a parameter it is text: `:metadata::jsonb`.
@Singleton
public final class Json {
    private static final Argument<Map<String, Object>> OBJECT = Argument.mapOf(String.class, Object.class);

    private final JsonMapper mapper;

    Json(JsonMapper mapper) {
        this.mapper = mapper;
    }

    public Map<String, Object> read(Row row, String column) {
        try {
            return mapper.readValue(row.text(column), OBJECT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of a column that holds a list of objects.
    public <T> List<T> readList(Row row, String column, Class<T> type) {
        try {
            return mapper.readValue(row.text(column), Argument.listOf(type));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String write(Map<String, ?> object) {
        try {
            return mapper.writeValueAsString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String writeList(List<?> objects) {
        try {
            return mapper.writeValueAsString(objects);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
