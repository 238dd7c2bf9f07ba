package org.voiceorchestrator.database;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/// Rows in the text format of PostgreSQL's COPY: fields parted by tabs, `\N` for null, backslash escapes, in UTF-8.
/// [Source](https://www.postgresql.org/docs/current/sql-copy.html), "Text Format".
public final class CopyText {
    private byte[] bytes;
    private int size;
    private boolean rowStarted;

    /// @param expected how many bytes there will be, roughly
    public CopyText(int expected) {
        bytes = new byte[Math.max(expected, 256)];
    }

    public CopyText add(@Nullable String value) {
        separate();
        if (value == null) {
            addNull();
        } else {
            escape(value);
        }
        return this;
    }

    public CopyText add(long value) {
        separate();
        plain(Long.toString(value));
        return this;
    }

    public CopyText add(boolean value) {
        separate();
        put(value ? 't' : 'f');
        return this;
    }

    public void endRow() {
        put('\n');
        rowStarted = false;
    }

    /// In bytes.
    public int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void sendTo(CopyIn copy) throws SQLException {
        copy.writeToCopy(bytes, 0, size);
    }

    private void separate() {
        if (rowStarted) {
            put('\t');
        }
        rowStarted = true;
    }

    private void addNull() {
        put('\\');
        put('N');
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> escaped('\\');
                case '\t' -> escaped('t');
                case '\n' -> escaped('n');
                case '\r' -> escaped('r');
                default -> {
                    if (c >= 0x80) {
                        escapeEncoded(value.substring(i));
                        return;
                    }
                    put(c);
                }
            }
        }
    }

    /// No byte of a character beyond ASCII looks like one that is to be escaped.
    private void escapeEncoded(String rest) {
        for (byte b : rest.getBytes(StandardCharsets.UTF_8)) {
            switch (b) {
                case '\\' -> escaped('\\');
                case '\t' -> escaped('t');
                case '\n' -> escaped('n');
                case '\r' -> escaped('r');
                default -> put(b);
            }
        }
    }

    private void escaped(int letter) {
        put('\\');
        put(letter);
    }

    private void plain(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
    }

    private void put(int b) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) b;
    }
}
