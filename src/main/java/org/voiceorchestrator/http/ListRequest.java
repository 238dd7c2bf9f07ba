package org.voiceorchestrator.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.uri.UriBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A list as asked for, checked.
///
/// @param self absolute address of the list, without parameters
/// @param parameters all that came with the request, to be kept in the links
/// @param page from 1
/// @param search empty when nothing is searched
/// @param ordering at least one; rows that are equal in all of it are ordered by their id, in the
///     direction of the time they are ordered by, or else of the last field
/// @param idColumn the id in SQL
/// @param filters those that were given, by name
/// @param cursor behind which row the page begins; empty: `page` says where
public record ListRequest(
        URI self,
        Map<String, List<String>> parameters,
        int page,
        int pageSize,
        String search,
        List<Ordering> ordering,
        String idColumn,
        Map<String, String> filters,
        Optional<Cursor> cursor) {

    /// How many there are: exactly, or about.
    public record Count(long rows, boolean exact) {
        public static Count exactly(long rows) {
            return new Count(rows, true);
        }
    }

    public Optional<String> filter(String name) {
        return Optional.ofNullable(filters.get(name));
    }

    public long offset() {
        return cursor.isPresent() ? 0 : (page - 1L) * pageSize;
    }

    /// How many rows are to be fetched: one more than a page holds, which tells whether another follows.
    public int limit() {
        return pageSize + 1;
    }

    /// SQL made of known columns only, ending in the id, so that pages never overlap.
    public String orderBy() {
        List<String> terms =
                new ArrayList<>(ordering.stream().map(Ordering::sql).toList());
        terms.add(idColumn + (idDescends() ? " DESC" : " ASC"));
        return String.join(", ", terms);
    }

    private boolean idDescends() {
        return ordering.stream()
                .filter(Ordering::byTime)
                .reduce((_, later) -> later)
                .orElseGet(ordering::getLast)
                .descending();
    }

    /// The condition in SQL of what lies behind the cursor; its values are [#afterValues()]. Belongs only to a request
    /// that has a cursor.
    public String after() {
        boolean oneWay = ordering.stream().allMatch(term -> term.descending() == idDescends());
        if (oneWay) {
            return "(" + String.join(", ", columns()) + ", " + idColumn + ") " + sign(idDescends()) + " ("
                    + String.join(", ", names()) + ", :after_id)";
        }
        String behind = idColumn + " " + sign(idDescends()) + " :after_id";
        for (int i = ordering.size() - 1; i >= 0; i--) {
            String column = ordering.get(i).column();
            String name = names().get(i);
            behind = column + " " + sign(ordering.get(i).descending()) + " " + name + " OR (" + column + " = " + name
                    + " AND (" + behind + "))";
        }
        return "(" + behind + ")";
    }

    private List<String> columns() {
        return ordering.stream().map(Ordering::column).toList();
    }

    private List<String> names() {
        return ordering.stream().map(term -> ":after_" + term.field()).toList();
    }

    private static String sign(boolean descending) {
        return descending ? "<" : ">";
    }

    public Map<String, @Nullable Object> afterValues() {
        Map<String, @Nullable Object> values = new HashMap<>();
        cursor.ifPresent(last -> {
            for (int i = 0; i < ordering.size(); i++) {
                values.put("after_" + ordering.get(i).field(), last.values().get(i));
            }
            values.put("after_id", last.id());
        });
        return values;
    }

    /// @param fetched at most [#limit()] rows from [#offset()] on
    /// @param fields the value of a field of the ordering, an instant or a text, or of `id`
    /// @throws Detail 404 for a page past the end
    public <T> Page<T> page(Count count, List<T> fetched, BiFunction<T, String, Object> fields) {
        if (page > 1 && fetched.isEmpty()) {
            throw invalidPage();
        }
        if (fetched.size() <= pageSize) {
            return new Page<>(count.rows(), null, previous(), fetched, count.exact(), null);
        }
        List<T> results = List.copyOf(fetched.subList(0, pageSize));
        String nextCursor = cursorBehind(results.getLast(), fields).token(ordering);
        String next = cursor.isPresent() ? link("cursor", nextCursor) : link("page", page + 1);
        return new Page<>(count.rows(), next, previous(), results, count.exact(), nextCursor);
    }

    private <T> Cursor cursorBehind(T row, BiFunction<T, String, Object> fields) {
        List<Object> values =
                ordering.stream().map(term -> fields.apply(row, term.field())).toList();
        return new Cursor(values, (Long) fields.apply(row, "id"));
    }

    private @Nullable String previous() {
        return page > 1 ? link("page", page - 1) : null;
    }

    static Detail invalidPage() {
        return new Detail(HttpStatus.NOT_FOUND, "Invalid page.");
    }

    private String link(String parameter, Object to) {
        UriBuilder link = UriBuilder.of(self);
        parameters.forEach((name, values) -> {
            if (!name.equals("page") && !name.equals("cursor")) {
                link.queryParam(name, values.toArray());
            }
        });
        return link.queryParam(parameter, to).build().toString();
    }
}
