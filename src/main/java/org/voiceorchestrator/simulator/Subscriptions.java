package org.voiceorchestrator.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// What one connection wants to hear, and in which format.
///
/// Filters: with any positive one an event must match at least one of those; a negative one takes away from that. A
/// negative one alone lets nothing through.
final class Subscriptions {
    enum Format {
        PLAIN,
        JSON
    }

    private record Filter(String header, String value, boolean negative) {
        boolean matches(Map<String, String> headers) {
            var exact = headers.get(header);
            if (exact != null) {
                return fits(exact);
            }
            for (var entry : headers.entrySet()) {
                if (entry.getKey().equalsIgnoreCase(header)) {
                    return fits(entry.getValue());
                }
            }
            return false;
        }

        private boolean fits(String actual) {
            if (value.length() > 1 && value.startsWith("/") && value.endsWith("/")) {
                try {
                    return Pattern.compile(value.substring(1, value.length() - 1))
                            .matcher(actual)
                            .find();
                } catch (PatternSyntaxException _) {
                    return false;
                }
            }
            return actual.equalsIgnoreCase(value);
        }
    }

    private final Set<String> names = new HashSet<>();
    private final Set<String> subclasses = new HashSet<>();
    private final List<Filter> filters = new ArrayList<>();
    private Format format = Format.PLAIN;
    private boolean listening;
    private boolean everything;

    Format format() {
        return format;
    }

    void format(Format newFormat) {
        format = newFormat;
    }

    /// False when not a single one of the words is an event's name.
    boolean subscribe(List<String> words) {
        boolean any = false;
        boolean custom = false;
        for (var word : words) {
            if (custom) {
                subclasses.add(word);
            } else if (EventNames.isKnown(word)) {
                custom = add(word.toUpperCase(Locale.ROOT));
                any = true;
            }
        }
        listening |= any;
        return any;
    }

    /// True when the words behind this one are subclasses.
    private boolean add(String name) {
        everything |= name.equals("ALL");
        names.add(name);
        return name.equals("CUSTOM");
    }

    boolean unsubscribe(List<String> words) {
        boolean any = false;
        for (var word : words) {
            if (EventNames.isKnown(word)) {
                names.remove(word.toUpperCase(Locale.ROOT));
                everything &= !word.equalsIgnoreCase("ALL");
                any = true;
            } else {
                subclasses.remove(word);
            }
        }
        return any;
    }

    /// False when there was nothing to stop.
    boolean unsubscribeAll() {
        boolean was = listening;
        listening = false;
        everything = false;
        names.clear();
        subclasses.clear();
        return was;
    }

    void addFilter(String header, String value) {
        boolean negative = value.startsWith("-");
        filters.add(new Filter(header, negative ? value.substring(1) : value, negative));
    }

    void deleteFilter(String header, String value) {
        filters.removeIf(filter -> header.equals("all")
                || (filter.header.equals(header) && (value.isEmpty() || filter.value.equals(value))));
    }

    boolean mayWant(String name) {
        return everything || names.contains(name);
    }

    boolean wants(String name, Map<String, String> headers) {
        return mayWant(name) && wantsSubclass(name, headers) && passesFilters(headers);
    }

    private boolean wantsSubclass(String name, Map<String, String> headers) {
        if (everything || !name.equals("CUSTOM")) {
            return true;
        }
        return subclasses.isEmpty() || subclasses.contains(headers.getOrDefault("Event-Subclass", ""));
    }

    private boolean passesFilters(Map<String, String> headers) {
        if (filters.isEmpty()) {
            return true;
        }
        boolean wanted = false;
        for (var filter : filters) {
            if (filter.matches(headers)) {
                if (filter.negative) {
                    return false;
                }
                wanted = true;
            }
        }
        return wanted;
    }
}
