package org.voiceorchestrator.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The WHERE of a list, put together from fixed pieces of SQL, and the values of their `:names`.
public final class Conditions {
    private final List<String> pieces = new ArrayList<>();
    private final Map<String, @Nullable Object> values = new HashMap<>();

    public Conditions add(String piece) {
        pieces.add(piece);
        return this;
    }

    public Conditions add(String piece, String name, @Nullable Object value) {
        values.put(name, value);
        return add(piece);
    }

    /// With the values of the names in the piece.
    public Conditions add(String piece, Map<String, @Nullable Object> itsValues) {
        values.putAll(itsValues);
        return add(piece);
    }

    /// A search in any of the columns: `text` anywhere in them, letter case ignored.
    public Conditions search(String text, List<String> columns) {
        List<String> alternatives =
                columns.stream().map(column -> column + " ILIKE :search").toList();
        String pattern = "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return add("(" + String.join(" OR ", alternatives) + ")", "search", pattern);
    }

    public String where() {
        return pieces.isEmpty() ? "" : "WHERE " + String.join("\n  AND ", pieces);
    }

    public Map<String, @Nullable Object> values() {
        return values;
    }
}
