package org.voiceorchestrator.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.uri.UriBuilder;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What can be asked of a list: its filters and the fields it can be ordered by. Reads a request into a [ListRequest]
/// or refuses it.
public final class Listing {
    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 1000;

    private final Map<String, UnaryOperator<String>> filters = new LinkedHashMap<>();
    private final Map<String, Ordering> orderings = new LinkedHashMap<>();
    private final String defaultOrdering;
    private String idColumn = "id";
    private String lastOrdering = "";

    private Listing(String defaultOrdering) {
        this.defaultOrdering = defaultOrdering;
    }

    public static Listing orderedBy(String defaultOrdering) {
        return new Listing(defaultOrdering);
    }

    /// A text that the list can be ordered by, and its column in SQL.
    public Listing ordering(String field, String column) {
        orderings.put(field, new Ordering(field, column, false, false));
        return this;
    }

    /// A time that the list can be ordered by, and its column in SQL.
    public Listing orderingByTime(String field, String column) {
        orderings.put(field, new Ordering(field, column, true, false));
        return this;
    }

    /// What every ordering ends in that does not have this field.
    public Listing orderedAtLastBy(String term) {
        lastOrdering = term;
        return this;
    }

    /// The id in SQL, where it is not just `id`.
    public Listing idColumn(String column) {
        idColumn = column;
        return this;
    }

    /// A filter on an id: any whole number.
    public Listing id(String name) {
        filters.put(name, value -> {
            if (!value.matches("[0-9]{1,18}")) {
                throw new IllegalArgumentException("Enter a whole number.");
            }
            return value;
        });
        return this;
    }

    /// A filter on a name: any text.
    public Listing text(String name) {
        filters.put(name, value -> {
            if (value.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("Null characters are not allowed.");
            }
            return value;
        });
        return this;
    }

    public Listing bool(String name) {
        filters.put(name, value -> switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> "true";
            case "false", "0" -> "false";
            default -> throw new IllegalArgumentException("Must be true or false.");
        });
        return this;
    }

    /// A filter on a closed set.
    public <E extends Enum<E>> Listing choice(String name, Class<E> type) {
        List<String> choices = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        filters.put(name, value -> {
            if (!choices.contains(value)) {
                throw new IllegalArgumentException(
                        "Select a valid choice. " + value + " is not one of: " + String.join(", ", choices) + ".");
            }
            return value;
        });
        return this;
    }

    /// @throws FieldErrors for an unknown value of a filter, an unknown ordering, or a page size that is no number
    /// @throws Detail 404 for a page that is no number from 1
    public ListRequest read(HttpRequest<?> request, String host) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        Map<String, String> chosen = new LinkedHashMap<>();
        filters.forEach((name, check) -> parameter(request, name).ifPresent(value -> {
            try {
                chosen.put(name, check.apply(value));
            } catch (IllegalArgumentException e) {
                errors.put(name, List.of(e.getMessage()));
            }
        }));
        List<Ordering> ordering = ordering(parameter(request, "ordering").orElse(defaultOrdering), errors);
        Optional<Cursor> cursor = cursor(request, ordering, errors);
        int size = size(request, errors);
        String search = parameter(request, "search").orElse("").strip();
        if (search.indexOf('\0') >= 0) {
            errors.put("search", List.of("Null characters are not allowed."));
        }
        if (!errors.isEmpty()) {
            throw new FieldErrors(errors);
        }
        URI self =
                UriBuilder.of(URI.create(host)).path(request.getUri().getPath()).build();
        return new ListRequest(
                self,
                request.getParameters().asMap(),
                page(request),
                size,
                search,
                ordering,
                idColumn,
                Map.copyOf(chosen),
                cursor);
    }

    private static Optional<String> parameter(HttpRequest<?> request, String name) {
        return request.getParameters().getFirst(name).filter(value -> !value.isBlank());
    }

    private List<Ordering> ordering(String text, Map<String, List<String>> errors) {
        Map<String, Ordering> terms = new LinkedHashMap<>();
        String whole = lastOrdering.isEmpty() ? text : text + "," + lastOrdering;
        for (String term : whole.split(",", -1)) {
            String name = term.strip();
            boolean descending = name.startsWith("-");
            Ordering known = orderings.get(descending ? name.substring(1) : name);
            if (known == null) {
                errors.put(
                        "ordering",
                        List.of("Cannot be ordered by \"" + name + "\". Choose from: "
                                + String.join(", ", orderings.keySet()) + "; with - in front for descending."));
                return List.of();
            }
            // a field that comes again orders nothing any more
            terms.putIfAbsent(known.field(), new Ordering(known.field(), known.column(), known.byTime(), descending));
        }
        return List.copyOf(terms.values());
    }

    private static Optional<Cursor> cursor(
            HttpRequest<?> request, List<Ordering> ordering, Map<String, List<String>> errors) {
        Optional<String> token = parameter(request, "cursor");
        if (token.isPresent() && parameter(request, "page").isPresent()) {
            errors.put("cursor", List.of("Give either a page or a cursor, not both."));
            return Optional.empty();
        }
        Optional<Cursor> cursor = token.flatMap(text -> Cursor.parse(text, ordering));
        if (token.isPresent() && cursor.isEmpty()) {
            errors.put(
                    "cursor",
                    List.of("Not a cursor of this list and ordering. Take next_cursor as the page before gave it."));
        }
        return cursor;
    }

    private static int size(HttpRequest<?> request, Map<String, List<String>> errors) {
        String text = parameter(request, "page_size").orElse(String.valueOf(DEFAULT_SIZE));
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1) {
            errors.put("page_size", List.of("Enter a whole number from 1 to " + LARGEST_SIZE + "."));
            return DEFAULT_SIZE;
        }
        return Math.min(Integer.parseInt(text), LARGEST_SIZE);
    }

    private static int page(HttpRequest<?> request) {
        String text = parameter(request, "page").orElse("1");
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1) {
            throw ListRequest.invalidPage();
        }
        return Integer.parseInt(text);
    }
}
