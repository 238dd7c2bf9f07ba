package org.voiceorchestrator.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `originate {variables}endpoint &application(arguments)`.
record OriginateCommand(DialString dial, Application application) {
    static final String USAGE = "-USAGE: <call url> <exten>|&<application_name>(<app_args>) [<dialplan>] [<context>]"
            + " [<cid_name>] [<cid_num>] [<timeout_sec>]\n";

    /// What an answered leg does. A bare extension has no name: there is no dialplan to find it in.
    record Application(String name, String arguments) {
        /// `name arguments` or `name::arguments`, as `execute_on_answer` and `uuid_broadcast` have it.
        static Application ofLine(String line) {
            var text = line.strip();
            int colons = text.indexOf("::");
            int space = text.indexOf(' ');
            if (colons > 0 && (space < 0 || colons < space)) {
                return new Application(text.substring(0, colons), text.substring(colons + 2));
            }
            return space < 0
                    ? new Application(text, "")
                    : new Application(
                            text.substring(0, space), text.substring(space + 1).strip());
        }

        /// The inline dialplan: `playback:file,hangup:CAUSE`. With `m:^:` in front the `^` stands between two.
        static List<Application> inline(String text) {
            boolean ownSeparator = text.startsWith("m:") && text.length() > 4 && text.charAt(3) == ':';
            var separator = ownSeparator ? text.substring(2, 3) : ",";
            var applications = new ArrayList<Application>();
            for (var part : outsideOfBraces(ownSeparator ? text.substring(4) : text, separator.charAt(0))) {
                int colon = part.indexOf(':');
                applications.add(
                        colon < 0
                                ? new Application(part.strip(), "")
                                : new Application(part.substring(0, colon).strip(), part.substring(colon + 1)));
            }
            return applications;
        }

        /// The variables of a dial string have commas of their own.
        private static List<String> outsideOfBraces(String text, char separator) {
            var parts = new ArrayList<String>();
            int depth = 0;
            int from = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                depth += c == '{' || c == '[' ? 1 : 0;
                depth -= c == '}' || c == ']' ? 1 : 0;
                if (c == separator && depth == 0) {
                    parts.add(text.substring(from, i));
                    from = i + 1;
                }
            }
            parts.add(text.substring(from));
            return parts;
        }
    }

    /// Empty when the command deserves nothing but [#USAGE].
    static Optional<OriginateCommand> parse(String arguments) {
        var words = words(arguments);
        if (words.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(new OriginateCommand(DialString.parse(words.get(0)), application(words.get(1))));
    }

    private static Application application(String word) {
        if (!word.startsWith("&")) {
            return new Application("", word);
        }
        int open = word.indexOf('(');
        if (open < 0) {
            return new Application(word.substring(1), "");
        }
        int close = word.lastIndexOf(')');
        return new Application(word.substring(1, open), word.substring(open + 1, Math.max(open + 1, close)));
    }

    /// Splits at spaces outside of single quotes. An open quote leaves no words at all, as with the real one.
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                word.append(c).append(text.charAt(++i));
            } else if (c == ' ' && !quoted) {
                addWord(words, word);
            } else {
                quoted ^= c == '\'';
                word.append(c);
            }
        }
        addWord(words, word);
        return quoted ? List.of() : words;
    }

    private static void addWord(List<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(unquoted(word.toString()));
            word.setLength(0);
        }
    }

    /// `'&bridge(user/101)'`
    private static String unquoted(String word) {
        boolean whole = word.length() > 1 && word.startsWith("'") && word.indexOf('\'', 1) == word.length() - 1;
        return whole ? word.substring(1, word.length() - 1) : word;
    }

    /// `{a=b,c='d e'}[more]sofia/gateway/carrier/123`
    record DialString(Map<String, String> variables, String address) {
        static DialString parse(String text) {
            var variables = new LinkedHashMap<String, String>();
            var rest = text;
            while (rest.startsWith("{") || rest.startsWith("[")) {
                int end = blockEnd(rest);
                if (end < 0) {
                    return new DialString(variables, "");
                }
                readVariables(rest.substring(1, end), variables);
                rest = rest.substring(end + 1);
            }
            return new DialString(variables, rest);
        }

        private static int blockEnd(String text) {
            char open = text.charAt(0);
            char close = open == '{' ? '}' : ']';
            int depth = 0;
            for (int i = 0; i < text.length(); i++) {
                depth += text.charAt(i) == open ? 1 : 0;
                depth -= text.charAt(i) == close ? 1 : 0;
                if (depth == 0) {
                    return i;
                }
            }
            return -1;
        }

        /// Quotes do not protect a comma, a backslash does; the last of two equal names wins. `^^:` in front makes
        /// the colon the separator.
        private static void readVariables(String block, Map<String, String> variables) {
            char separator = block.startsWith("^^") && block.length() > 2 ? block.charAt(2) : ',';
            var text = separator == ',' ? block : block.substring(3);
            int from = 0;
            for (int i = 0; i <= text.length(); i++) {
                if (i == text.length() || text.charAt(i) == separator) {
                    readVariable(text.substring(from, i), variables);
                    from = i + 1;
                } else if (text.charAt(i) == '\\' && i + 1 < text.length()) {
                    i++;
                }
            }
        }

        private static void readVariable(String assignment, Map<String, String> variables) {
            int equals = assignment.indexOf('=');
            if (equals > 0) {
                var value = assignment.substring(equals + 1).strip();
                variables.put(assignment.substring(0, equals).strip(), unescaped(value));
            }
        }

        private static String unescaped(String value) {
            boolean quoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
            var inner = quoted ? value.substring(1, value.length() - 1) : value;
            var plain = new StringBuilder(inner.length());
            for (int i = 0; i < inner.length(); i++) {
                char c = inner.charAt(i);
                if (c == '\\' && i + 1 < inner.length()) {
                    char next = inner.charAt(++i);
                    plain.append(next == 'n' ? '\n' : next);
                } else {
                    plain.append(c);
                }
            }
            return plain.toString();
        }
    }
}
