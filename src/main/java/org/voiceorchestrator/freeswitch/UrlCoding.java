package org.voiceorchestrator.freeswitch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// The switch's own kind of URL coding for the header values of plain events.
///
/// It is not `application/x-www-form-urlencoded`: a plus sign is a plus sign. And it can't be undone without loss: a
/// value that holds a literal `%2C` passes as it is, so decoding makes a comma of it (json events have the true one).
final class UrlCoding {
    private static final String UNSAFE = "\r\n #%&+:;<=>?@[\\]^`{|}\"";
    private static final String HEX = "0123456789ABCDEF";
    private static final boolean[] PLAIN = plainCharacters();

    private UrlCoding() {}

    static String decode(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        var bytes = value.getBytes(UTF_8);
        var out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(UTF_8);
    }

    static String encode(String value) {
        if (needsNothing(value)) {
            return value;
        }
        var bytes = value.getBytes(UTF_8);
        var out = new StringBuilder(bytes.length + 16);
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xFF;
            if (plain(c) || escapedAlready(bytes, i)) {
                out.append((char) c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }

    /// Whether all of it stands for itself, as most values do.
    private static boolean needsNothing(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!plain(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean plain(int c) {
        return c < 128 && PLAIN[c];
    }

    private static boolean[] plainCharacters() {
        var plain = new boolean[128];
        for (int c = ' '; c <= '~'; c++) {
            plain[c] = UNSAFE.indexOf(c) < 0;
        }
        return plain;
    }

    private static boolean escapedAlready(byte[] bytes, int i) {
        return bytes[i] == '%'
                && i + 2 < bytes.length
                && HEX.indexOf(bytes[i + 1]) >= 0
                && HEX.indexOf(bytes[i + 2]) >= 0;
    }
}
