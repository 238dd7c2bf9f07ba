package org.voiceorchestrator.freeswitch;

/// One header line of a frame, as it stands on the wire (not URL-decoded).
///
/// A line break in a name or value would forge further headers, so it can't be held.
public record EslHeader(String name, String value) {
    public EslHeader {
        if (name.isEmpty() || name.indexOf(':') >= 0 || hasControl(name)) {
            throw new IllegalArgumentException("not a header name: " + Excerpt.of(name));
        }
        if (hasControl(value)) {
            throw new IllegalArgumentException("control character in header " + name);
        }
    }

    private static boolean hasControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 0x20 && c != '\t') || c == 0x7F) {
                return true;
            }
        }
        return false;
    }
}
