package org.voiceorchestrator.freeswitch;

import java.time.Duration;
import java.util.regex.Pattern;

/// What may stand in a command. A line break would end the command and begin another one, a space another argument, a
/// comma another variable: the switch can run shell commands, so each of them is a way into its machine.
final class CommandText {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final Pattern SOUND = Pattern.compile("[A-Za-z0-9_/][A-Za-z0-9_./-]{0,199}");

    private CommandText() {}

    static String id(String what, String value) {
        return matching(ID, what, value);
    }

    /// The path of a sound: within the switch's sounds or absolute.
    static String sound(String path) {
        if (path.contains("..")) {
            throw new IllegalArgumentException("sound can't stand in a command: " + Excerpt.of(path));
        }
        return matching(SOUND, "sound", path);
    }

    static String soundAndPause(String path, Duration pause) {
        return "file_string://" + sound(path) + "!silence_stream://" + pause.toMillis();
    }

    static String matching(Pattern allowed, String what, String value) {
        if (!allowed.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " can't stand in a command: " + Excerpt.of(value));
        }
        return value;
    }

    /// The last check before any write, whatever made the text. The value is not shown: it may be a password.
    static String oneLine(String what, String value) {
        if (value.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
            throw new IllegalArgumentException(what + " has a control character in it");
        }
        return value;
    }
}
