package org.voiceorchestrator.freeswitch;

/// Shows a piece of foreign text in a message: short, on one line, no control characters.
final class Excerpt {
    private static final int LONGEST = 80;

    private Excerpt() {}

    static String of(String text) {
        var shown = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (Character.isISOControl(c)) {
                shown.append("\\x").append(Integer.toHexString(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.append(text.codePointCount(0, text.length()) > LONGEST ? "\"..." : "\"")
                .toString();
    }
}
