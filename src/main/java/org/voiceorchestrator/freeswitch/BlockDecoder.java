package org.voiceorchestrator.freeswitch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Both directions of the wire have one shape: lines up to an empty one, then as many bytes as Content-Length says.
/// Bytes may come in any pieces. What is kept never exceeds one header block and one body, and a body's memory is
/// taken as its bytes arrive, not when they are announced.
///
/// Use: `offer` a piece, then `next()` until it is null. After an [EslProtocolException] every call throws it again.
abstract sealed class BlockDecoder<T> permits EslDecoder, EslRequestDecoder {
    static final int MAX_HEADER_BYTES = 64 * 1024;
    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private byte[] piece = new byte[0];
    private int at;
    private int end;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> lines = new ArrayList<>();
    private int headerBytes;
    /// Below zero while header lines are read.
    private int bodyBytes = -1;
    private ByteArrayOutputStream body = new ByteArrayOutputStream();
    private @Nullable EslProtocolException broken;

    /// The piece is read in place: it may be overwritten once `next()` has returned null.
    public final void offer(byte[] bytes, int offset, int length) {
        if (at < end) {
            throw new IllegalStateException("the last piece has not been read to its end");
        }
        piece = bytes;
        at = offset;
        end = offset + length;
    }

    /// The next whole frame, or null when more bytes are needed.
    public final @Nullable T next() throws EslProtocolException {
        if (broken != null) {
            throw broken;
        }
        try {
            return parse();
        } catch (EslProtocolException e) {
            broken = e;
            throw e;
        }
    }

    /// True when the connection may end here: no frame has been begun.
    public final boolean atFrameBoundary() {
        return at >= end && bodyBytes < 0 && lines.isEmpty() && line.size() == 0;
    }

    abstract T make(List<String> lines, byte[] body) throws EslProtocolException;

    /// The Content-Length among these lines, if any.
    abstract Optional<String> contentLength(List<String> lines) throws EslProtocolException;

    private @Nullable T parse() throws EslProtocolException {
        while (bodyBytes < 0 && at < end) {
            readLine();
        }
        if (bodyBytes < 0) {
            return null;
        }
        int taken = Math.min(end - at, bodyBytes - body.size());
        body.write(piece, at, taken);
        at += taken;
        if (body.size() < bodyBytes) {
            return null;
        }
        var made = make(List.copyOf(lines), body.toByteArray());
        lines.clear();
        headerBytes = 0;
        bodyBytes = -1;
        body = new ByteArrayOutputStream();
        return made;
    }

    private void readLine() throws EslProtocolException {
        int from = at;
        while (at < end && piece[at] != '\n') {
            at++;
        }
        headerBytes += at - from;
        if (headerBytes > MAX_HEADER_BYTES) {
            throw new EslProtocolException("header block longer than " + MAX_HEADER_BYTES + " bytes, begins "
                    + Excerpt.of(lines.isEmpty() ? line.toString(UTF_8) : lines.getFirst()));
        }
        line.write(piece, from, at - from);
        if (at == end) {
            return;
        }
        at++;
        headerBytes++;
        endLine(line.toString(UTF_8));
        line.reset();
    }

    private void endLine(String raw) throws EslProtocolException {
        var text = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
        if (!text.isEmpty()) {
            lines.add(text);
        } else if (lines.isEmpty()) {
            // blank lines between two blocks mean nothing
            headerBytes = 0;
        } else {
            bodyBytes = length(contentLength(lines).orElse("0"));
        }
    }

    private static int length(String said) throws EslProtocolException {
        if (!said.matches("[0-9]{1,9}")) {
            throw new EslProtocolException("Content-Length is not a number: " + Excerpt.of(said));
        }
        int length = Integer.parseInt(said);
        if (length > MAX_BODY_BYTES) {
            throw new EslProtocolException("body of " + length + " bytes, longer than " + MAX_BODY_BYTES);
        }
        return length;
    }

    static EslHeader header(String line) throws EslProtocolException {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new EslProtocolException("header line without a colon: " + Excerpt.of(line));
        }
        try {
            return new EslHeader(
                    line.substring(0, colon), line.substring(colon + 1).strip());
        } catch (IllegalArgumentException e) {
            throw new EslProtocolException("bad header line: " + Excerpt.of(line), e);
        }
    }
}
