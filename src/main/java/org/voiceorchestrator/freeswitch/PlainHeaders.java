package org.voiceorchestrator.freeswitch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The header lines of a plain event as they came. An event has up to three hundred of them, of which hardly anybody
/// wants more than five: a value is decoded when it is asked for.
final class PlainHeaders implements EslEvent.Headers {
    /// The switch writes this for an empty value.
    static final String UNDEFINED = "_undef_";

    private static final int USUAL_LINES = 128;

    private final byte[] bytes;
    /// Of line i: where it begins at 2i, and where its colon is at 2i + 1.
    private final int[] marks;
    private final int lines;
    /// Where the empty line is that ends them.
    private final int end;

    private PlainHeaders(byte[] bytes, int[] marks, int lines, int end) {
        this.bytes = bytes;
        this.marks = marks;
        this.lines = lines;
        this.end = end;
    }

    static PlainHeaders of(byte[] bytes) throws EslProtocolException {
        int[] marks = new int[2 * USUAL_LINES];
        int lines = 0;
        int at = 0;
        while (at < bytes.length && bytes[at] != '\n') {
            if (2 * lines == marks.length) {
                marks = Arrays.copyOf(marks, 2 * marks.length);
            }
            marks[2 * lines] = at;
            marks[2 * lines + 1] = colon(bytes, at);
            at = Math.min(lineEnd(bytes, marks[2 * lines + 1]) + 1, bytes.length);
            lines++;
        }
        return new PlainHeaders(bytes, marks, lines, at);
    }

    private static int colon(byte[] bytes, int from) throws EslProtocolException {
        int at = from;
        while (at < bytes.length && bytes[at] != ':' && bytes[at] != '\n') {
            at++;
        }
        if (at == from || at == bytes.length || bytes[at] != ':') {
            throw new EslProtocolException("event header without a name: "
                    + Excerpt.of(new String(bytes, from, lineEnd(bytes, from) - from, UTF_8)));
        }
        return at;
    }

    private static int lineEnd(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    @Override
    public Optional<String> first(String name) {
        for (int line = 0; line < lines; line++) {
            if (hasName(line, name)) {
                return Optional.of(value(line));
            }
        }
        return Optional.empty();
    }

    /// What is said last of a header that is said more than once.
    Optional<String> last(String name) {
        for (int line = lines - 1; line >= 0; line--) {
            if (hasName(line, name)) {
                return Optional.of(value(line));
            }
        }
        return Optional.empty();
    }

    @Override
    public Map<String, String> all() {
        var all = new LinkedHashMap<String, String>();
        for (int line = 0; line < lines; line++) {
            if (!hasName(line, EslFrame.CONTENT_LENGTH)) {
                int start = marks[2 * line];
                all.putIfAbsent(new String(bytes, start, marks[2 * line + 1] - start, UTF_8), value(line));
            }
        }
        return all;
    }

    /// Where what follows the headers begins.
    int end() {
        return end;
    }

    /// In any letter case, as the switch itself looks headers up.
    private boolean hasName(int line, String name) {
        int start = marks[2 * line];
        if (marks[2 * line + 1] - start != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            int said = bytes[start + i];
            int asked = name.charAt(i);
            if (said != asked && Character.toLowerCase(said) != Character.toLowerCase(asked)) {
                return false;
            }
        }
        return true;
    }

    private String value(int line) {
        int from = marks[2 * line + 1] + 1;
        if (from < bytes.length && bytes[from] == ' ') {
            from++;
        }
        var value = new String(bytes, from, lineEnd(bytes, from) - from, UTF_8);
        return value.equals(UNDEFINED) ? "" : UrlCoding.decode(value);
    }
}
