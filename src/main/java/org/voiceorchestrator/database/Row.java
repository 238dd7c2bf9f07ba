package org.voiceorchestrator.database;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One row of a result. The getters refuse NULL; those named `..OrNull` give it.
public final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    public String text(String column) {
        return present(column, textOrNull(column));
    }

    public @Nullable String textOrNull(String column) {
        return get(() -> result.getString(column));
    }

    public long bigint(String column) {
        return present(column, bigintOrNull(column));
    }

    public @Nullable Long bigintOrNull(String column) {
        return get(() -> {
            long value = result.getLong(column);
            return result.wasNull() ? null : value;
        });
    }

    public int integer(String column) {
        return present(column, integerOrNull(column));
    }

    public @Nullable Integer integerOrNull(String column) {
        return get(() -> {
            int value = result.getInt(column);
            return result.wasNull() ? null : value;
        });
    }

    public double decimal(String column) {
        return present(column, get(() -> {
            double value = result.getDouble(column);
            return result.wasNull() ? null : value;
        }));
    }

    public boolean bool(String column) {
        return present(column, get(() -> result.getBoolean(column)));
    }

    public Instant instant(String column) {
        return present(column, instantOrNull(column));
    }

    public @Nullable Instant instantOrNull(String column) {
        return get(() -> {
            OffsetDateTime value = result.getObject(column, OffsetDateTime.class);
            return value == null ? null : value.toInstant();
        });
    }

    public @Nullable LocalDate dateOrNull(String column) {
        return get(() -> result.getObject(column, LocalDate.class));
    }

    public @Nullable LocalTime timeOrNull(String column) {
        return get(() -> result.getObject(column, LocalTime.class));
    }

    public UUID uuid(String column) {
        return present(column, uuidOrNull(column));
    }

    public @Nullable UUID uuidOrNull(String column) {
        return get(() -> result.getObject(column, UUID.class));
    }

    public byte[] bytes(String column) {
        return present(column, get(() -> result.getBytes(column)));
    }

    public <E extends Enum<E>> E constant(String column, Class<E> type) {
        return Names.parse(type, text(column));
    }

    /// A `text[]`.
    public List<String> texts(String column) {
        return present(column, get(() -> {
            Array array = result.getArray(column);
            return array == null ? null : List.of((String[]) array.getArray());
        }));
    }

    /// A `bigint[]`.
    public List<Long> bigints(String column) {
        return present(column, get(() -> {
            Array array = result.getArray(column);
            return array == null ? null : List.of((Long[]) array.getArray());
        }));
    }

    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }

    private static <T> @Nullable T get(Getter<T> getter) {
        try {
            return getter.get();
        } catch (SQLException e) {
            throw DatabaseException.of("reading a row", e);
        }
    }

    @FunctionalInterface
    private interface Getter<T> {
        @Nullable
        T get() throws SQLException;
    }
}
