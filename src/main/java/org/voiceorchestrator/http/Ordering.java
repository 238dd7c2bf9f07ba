package org.voiceorchestrator.http;

/// A field that a list is ordered by.
///
/// @param column the field in SQL
/// @param byTime whether it holds an instant; else a text
public record Ordering(String field, String column, boolean byTime, boolean descending) {
    String sql() {
        return column + (descending ? " DESC" : " ASC");
    }

    /// As it is asked for.
    String term() {
        return (descending ? "-" : "") + field;
    }
}
