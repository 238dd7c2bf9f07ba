package org.voiceorchestrator.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.uri.UriBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What can be asked of a list: its filters and the fields it can be ordered by. Reads a request into a [ListRequest]
/// or refuses it.
public final class Listing {
    private static final int DEFAULT_SIZE = 50;
    private static final int LARGEST_SIZE = 1000;

    private final Map<String, UnaryOperator<String>> filters = new LinkedHashMap<>();
    private final Map<String, String> columns = new LinkedHashMap<>();
    private final String defaultOrdering;

    private Listing(String defaultOrdering) {
        this.defaultOrdering = defaultOrdering;
    }

    public static Listing orderedBy(String defaultOrdering) {
        return new Listing(defaultOrdering);
    }

    /// A field that the list can be ordered by, and its column in SQL.
    public Listing ordering(String field, String column) {
        columns.put(field, column);
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
        String orderBy = orderBy(parameter(request, "ordering").orElse(defaultOrdering), errors);
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
        return new ListRequest(self, request.getParameters().asMap(), page(request), size, search, orderBy, chosen);
    }

    private static java.util.Optional<String> parameter(HttpRequest<?> request, String name) {
        return request.getParameters().getFirst(name).filter(value -> !value.isBlank());
    }

    private String orderBy(String ordering, Map<String, List<String>> errors) {
        List<String> terms = new ArrayList<>();
        for (String term : ordering.split(",", -1)) {
            String name = term.strip();
            boolean descending = name.startsWith("-");
            String column = columns.get(descending ? name.substring(1) : name);
            if (column == null) {
                errors.put(
                        "ordering",
                        List.of("Cannot be ordered by \"" + name + "\". Choose from: "
                                + String.join(", ", columns.keySet()) + "; with - in front for descending."));
                return "";
            }
            terms.add(column + (descending ? " DESC" : " ASC"));
        }
        boolean lastDescends = terms.getLast().endsWith(" DESC");
        return String.join(", ", terms) + (lastDescends ? ", id DESC" : ", id ASC");
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
