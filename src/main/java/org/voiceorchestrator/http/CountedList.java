package org.voiceorchestrator.http;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.voiceorchestrator.database.Conditions;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;

/// A list that is short enough for its rows to be counted each time.
///
/// @param select up to its WHERE
/// @param fields as in [ListRequest#page]
public record CountedList<T>(
        Database database, String select, Function<Row, T> read, BiFunction<T, String, Object> fields) {

    /// @param conditions by which rows belong to the list; those of the page are added
    /// @throws Detail 404 for a page past the end
    public Page<T> page(ListRequest request, Conditions conditions) {
        long count = database.sql("SELECT count(*) FROM (" + select + conditions.where() + ") AS listed")
                .with(conditions.values())
                .one(row -> row.bigint("count"));
        request.cursor().ifPresent(_ -> conditions.add(request.after(), request.afterValues()));
        List<T> rows = database.sql(
                        select + conditions.where() + " ORDER BY " + request.orderBy() + " LIMIT :limit OFFSET :offset")
                .with(conditions.values())
                .with("limit", request.limit())
                .with("offset", request.offset())
                .list(read);
        return request.page(ListRequest.Count.exactly(count), rows, fields);
    }
}
