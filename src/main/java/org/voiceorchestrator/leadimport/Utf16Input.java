package org.voiceorchestrator.leadimport;

import java.io.IOException;
import java.io.InputStream;

/// UTF-16 as UTF-8, so that lines can be cut at bytes. What is no text (half a surrogate pair, half a character at the
/// end) becomes a byte that UTF-8 does not have, and spoils its own line as it would there.
final class Utf16Input extends InputStream {
    private static final byte NO_TEXT = (byte) 0xFF;

    private final InputStream in;
    private final int highByte;
    private final byte[] raw = new byte[16 * 1024];
    private int rawLength;
    private int rawPosition;
    private final byte[] text = new byte[3 * raw.length];
    private int textLength;
    private int textPosition;
    private int highSurrogate = -1;
    private boolean ended;

    /// @param in without its byte order mark
    Utf16Input(InputStream in, TextEncoding encoding) {
        this.in = in;
        this.highByte = encoding == TextEncoding.UTF_16BE ? 0 : 1;
    }

    @Override
    public int read() throws IOException {
        return textPosition < textLength || fill() ? text[textPosition++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (textPosition == textLength && !fill()) {
            return -1;
        }
        int count = Math.min(length, textLength - textPosition);
        System.arraycopy(text, textPosition, buffer, offset, count);
        textPosition += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        textPosition = 0;
        textLength = 0;
        while (textLength == 0 && !ended) {
            System.arraycopy(raw, rawPosition, raw, 0, rawLength - rawPosition);
            rawLength -= rawPosition;
            rawPosition = 0;
            int count = in.read(raw, rawLength, raw.length - rawLength);
            ended = count < 0;
            rawLength += Math.max(count, 0);
            transcode();
        }
        return textLength > 0;
    }

    private void transcode() {
        while (rawLength - rawPosition >= 2) {
            int unit = ((raw[rawPosition + highByte] & 0xFF) << 8) | (raw[rawPosition + 1 - highByte] & 0xFF);
            rawPosition += 2;
            put(unit);
        }
        if (ended) {
            if (highSurrogate >= 0 || rawPosition < rawLength) {
                text[textLength++] = NO_TEXT;
            }
            highSurrogate = -1;
            rawPosition = rawLength;
        }
    }

    private void put(int unit) {
        if (Character.isLowSurrogate((char) unit) && highSurrogate >= 0) {
            putUtf8(Character.toCodePoint((char) highSurrogate, (char) unit));
            highSurrogate = -1;
            return;
        }
        if (highSurrogate >= 0) {
            text[textLength++] = NO_TEXT;
            highSurrogate = -1;
        }
        if (Character.isHighSurrogate((char) unit)) {
            highSurrogate = unit;
        } else if (Character.isLowSurrogate((char) unit)) {
            text[textLength++] = NO_TEXT;
        } else {
            putUtf8(unit);
        }
    }

    private void putUtf8(int c) {
        if (c < 0x80) {
            text[textLength++] = (byte) c;
        } else if (c < 0x800) {
            text[textLength++] = (byte) (0xC0 | (c >> 6));
            text[textLength++] = (byte) (0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            text[textLength++] = (byte) (0xE0 | (c >> 12));
            text[textLength++] = (byte) (0x80 | ((c >> 6) & 0x3F));
            text[textLength++] = (byte) (0x80 | (c & 0x3F));
        } else {
            text[textLength++] = (byte) (0xF0 | (c >> 18));
            text[textLength++] = (byte) (0x80 | ((c >> 12) & 0x3F));
            text[textLength++] = (byte) (0x80 | ((c >> 6) & 0x3F));
            text[textLength++] = (byte) (0x80 | (c & 0x3F));
        }
    }
}
