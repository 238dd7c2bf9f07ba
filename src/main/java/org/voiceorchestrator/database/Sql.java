package org.voiceorchestrator.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One statement about to be executed: its text, and the values of its `:names`.
public final class Sql {
    private final Database database;
    private final String text;
    private final Map<String, @Nullable Object> values = new HashMap<>();

    Sql(Database database, String text) {
        this.database = database;
        this.text = text;
    }

    /// Instants, dates, UUIDs, numbers, booleans, text, bytes, enums (by their lower-case name) and collections of
    /// text, numbers, UUIDs or instants (as arrays, instants as text); null is NULL.
    public Sql with(String name, @Nullable Object value) {
        values.put(name, value);
        return this;
    }

    public Sql with(Map<String, @Nullable Object> more) {
        values.putAll(more);
        return this;
    }

    public <T> List<T> list(Function<Row, T> mapper) {
        return execute(statement -> {
            try (ResultSet result = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                Row row = new Row(result);
                while (result.next()) {
                    rows.add(mapper.apply(row));
                }
                return rows;
            }
        });
    }

    public <T> Optional<T> first(Function<Row, T> mapper) {
        return list(mapper).stream().findFirst();
    }

    public <T> T one(Function<Row, T> mapper) {
        return first(mapper).orElseThrow(() -> new IllegalStateException("no row from: " + text.strip()));
    }

    /// @return how many rows it changed
    public int update() {
        return execute(PreparedStatement::executeUpdate);
    }

    private <T> T execute(Execution<T> execution) {
        NamedParameters parameters = NamedParameters.of(text);
        return database.onConnection(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(parameters.positional())) {
                bind(connection, statement, parameters.names());
                return execution.on(statement);
            } catch (SQLException e) {
                throw DatabaseException.of(text, e);
            }
        });
    }

    private void bind(Connection connection, PreparedStatement statement, List<String> names) throws SQLException {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException("no value for :" + name + " in: " + text.strip());
            }
            bind(connection, statement, i + 1, values.get(name));
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, int index, @Nullable Object value)
            throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case Enum<?> constant -> statement.setString(index, Names.of(constant));
            case Collection<?> many -> statement.setArray(index, arrayOf(connection, many));
            case LocalDate _, LocalTime _, OffsetDateTime _ -> statement.setObject(index, value);
            default -> statement.setObject(index, value);
        }
    }

    private static java.sql.Array arrayOf(Connection connection, Collection<?> many) throws SQLException {
        @Nullable Object first = many.isEmpty() ? "" : many.iterator().next();
        String type = switch (first) {
            case Long _ -> "bigint";
            case Integer _ -> "integer";
            case java.util.UUID _ -> "uuid";
            case null, default -> "text";
        };
        @Nullable Object[] elements = many.stream().map(Sql::element).toArray();
        return connection.createArrayOf(type, elements);
    }

    private static @Nullable Object element(@Nullable Object element) {
        return switch (element) {
            case Enum<?> constant -> Names.of(constant);
            case Instant instant -> instant.toString();
            case null -> null;
            default -> element;
        };
    }

    @FunctionalInterface
    private interface Execution<T> {
        T on(PreparedStatement statement) throws SQLException;
    }
}
