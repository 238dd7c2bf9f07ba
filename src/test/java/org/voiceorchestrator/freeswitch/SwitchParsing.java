package org.voiceorchestrator.freeswitch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a switch takes a command apart, written down on its own: arguments at spaces, a block of variables in braces,
/// pairs at commas; single quotes and backslashes hold things together.
final class SwitchParsing {
    private SwitchParsing() {}

    /// Splits as the switch does: a quote counts only while another one follows, a backslash keeps what stands after
    /// it.
    static List<String> split(String text, char at, int most) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
            } else if (c == '\'' && (quoted || closes(text, i))) {
                quoted = !quoted;
                part.append(c);
            } else if (c == at && !quoted && parts.size() < most - 1) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /// As [#split] where quotes protect nothing: B4 of what was seen says so of commas in a block of variables.
    static List<String> splitUnprotected(String text, char at) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
            } else if (c == at) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static boolean closes(String text, int quote) {
        return text.indexOf('\'', quote + 1) >= 0;
    }

    /// What stands behind the block of variables, if there is one: braces are counted, quotes or not.
    static int endOfBlock(String dialString) {
        if (!dialString.startsWith("{")) {
            return 0;
        }
        int depth = 0;
        for (int i = 0; i < dialString.length(); i++) {
            char c = dialString.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        throw new AssertionError("the block of variables never ends: " + dialString);
    }

    static Map<String, String> variables(String dialString) {
        var variables = new LinkedHashMap<String, String>();
        int end = endOfBlock(dialString);
        if (end == 0) {
            return variables;
        }
        for (var pair : splitUnprotected(dialString.substring(1, end - 1), ',')) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new AssertionError("no pair: " + pair);
            }
            variables.put(pair.substring(0, equals), unquoted(pair.substring(equals + 1)));
        }
        return variables;
    }

    private static String unquoted(String value) {
        var out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                out.append(escaped(value.charAt(++i)));
            } else if (c != '\'') {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 's' -> " ";
            default -> Character.toString(c);
        };
    }
}
