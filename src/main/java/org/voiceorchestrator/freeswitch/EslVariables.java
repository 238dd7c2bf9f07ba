package org.voiceorchestrator.freeswitch;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The channel variables in front of a dial string, `{name=value,..}`, in the order they were given; a name given
/// again has its last value.
public final class EslVariables {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");
    private static final Pattern SOUND_FILE = Pattern.compile("(/[A-Za-z0-9_.-]{1,64}){1,16}\\.wav");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.+-]{1,128}");
    /// The switch runs the values of these.
    private static final Pattern RUN = Pattern.compile(".*(execute|api_|exec_|hook|_on_|fs_path).*");
    private static final int LONGEST_TEXT = 256;

    private final Map<String, String> values = new LinkedHashMap<>();
    private boolean freeText;

    /// Ids, UUIDs, names of things, phone numbers: letters, digits and `_.+-`.
    public EslVariables id(String name, String value) {
        return put(name, CommandText.matching(ID, "value of " + Excerpt.of(name), value));
    }

    public EslVariables number(String name, long value) {
        return put(name, Long.toString(value));
    }

    public EslVariables flag(String name, boolean value) {
        return put(name, Boolean.toString(value));
    }

    /// Text that people wrote. What the switch can't carry is dropped, and it is cut at 256 characters; where nothing
    /// is left there is no variable.
    public EslVariables text(String name, String value) {
        if (RUN.matcher(name.toLowerCase(Locale.ROOT)).matches()) {
            throw new IllegalArgumentException("the switch would run what stands in " + Excerpt.of(name));
        }
        var carried = carried(value);
        if (carried.isEmpty()) {
            CommandText.matching(NAME, "variable name", name);
            return this;
        }
        freeText = true;
        return put(name, "'" + carried.replace("'", "\\'").replace(",", "\\,") + "'");
    }

    /// The leg is recorded from its answer on, its two sides on a channel each.
    ///
    /// @param path absolute, of letters, digits and `_.-` between the slashes, ending in `.wav`
    public EslVariables recordedTo(String path) {
        CommandText.matching(SOUND_FILE, "path of a recording", path);
        return flag("RECORD_STEREO", true).put("execute_on_answer", "'record_session " + path + "'");
    }

    /// What is left of a text on its way through the switch: no control or invisible characters, no braces and
    /// backslashes, no quotes or spaces around it.
    static String carried(String value) {
        var kept = value.codePoints()
                .filter(c -> !dropped(c))
                .limit(LONGEST_TEXT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        // ":_:" separates calls of their own, wherever it stands
        var single = kept.replaceAll(":+(?=_)", "");
        var bare = single.replaceAll("^[\\s\\p{Z}'\"]+|[\\s\\p{Z}'\"]+$", "");
        // would be read as an array
        return bare.startsWith("ARRAY::") ? "ARRAY " + carried(bare.substring("ARRAY::".length())) : bare;
    }

    private static boolean dropped(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> c == '{' || c == '}' || c == '\\';
        };
    }

    private EslVariables put(String name, String value) {
        CommandText.matching(NAME, "variable name", name);
        values.remove(name);
        values.put(name, value);
        return this;
    }

    boolean hasFreeText() {
        return freeText;
    }

    EslVariables copy() {
        var copy = new EslVariables();
        copy.values.putAll(values);
        copy.freeText = freeText;
        return copy;
    }

    /// With the braces; nothing when there is no variable.
    String text() {
        return values.isEmpty()
                ? ""
                : values.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .collect(Collectors.joining(",", "{", "}"));
    }
}
