package org.voiceorchestrator.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A statement with `:names` turned into one with `?`, and the names in the order of their use. Text in quotes,
/// comments and `::casts` are left alone.
record NamedParameters(String positional, List<String> names) {
    private static final Map<String, NamedParameters> PARSED = new ConcurrentHashMap<>();

    static NamedParameters of(String text) {
        return PARSED.computeIfAbsent(text, NamedParameters::parse);
    }

    private static NamedParameters parse(String text) {
        StringBuilder positional = new StringBuilder(text.length());
        List<String> names = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            int end = endOfLiteral(text, i);
            if (end == i && startsName(text, i)) {
                end = endOfName(text, i + 1);
                names.add(text.substring(i + 1, end));
                positional.append('?');
            } else {
                end = Math.max(end, i + 1);
                positional.append(text, i, end);
            }
            i = end;
        }
        return new NamedParameters(positional.toString(), List.copyOf(names));
    }

    /// Where the quoted text, comment or cast that begins at `i` ends, or `i` when none begins there.
    private static int endOfLiteral(String text, int i) {
        if (text.startsWith("::", i)) {
            return i + 2;
        }
        if (text.startsWith("--", i)) {
            int end = text.indexOf('\n', i);
            return end < 0 ? text.length() : end;
        }
        if (text.charAt(i) == '\'') {
            return text.indexOf('\'', i + 1) + 1;
        }
        return i;
    }

    private static boolean startsName(String text, int i) {
        return text.charAt(i) == ':' && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1));
    }

    private static int endOfName(String text, int from) {
        int end = from;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end;
    }
}
