package org.voiceorchestrator.leadimport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/// Bytes cut at line ends (LF, CRLF or CR), one line in memory at a time and none longer than the bound. Cutting comes
/// before decoding, so that bytes that are no text spoil their own line only.
final class PhysicalLines {
    static final int LONGEST = 1024 * 1024;
    private static final int BUFFER = 64 * 1024;

    /// A line without its end; nothing of one that is too long.
    record Line(String text, boolean tooLong, boolean badEncoding) {
        private static final Line TOO_LONG = new Line("", true, false);
    }

    private final InputStream in;
    private final Charset charset;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean ended;

    /// @param charset one in which no character but a line end has the byte of a line end
    PhysicalLines(InputStream in, Charset charset) {
        this.in = in;
        this.charset = charset;
    }

    @Nullable
    Line next() throws IOException {
        if (position == limit && !fill()) {
            return null;
        }
        ByteArrayOutputStream earlier = null;
        boolean tooLong = false;
        while (true) {
            int end = lineEnd();
            int length = end - position;
            int soFar = earlier == null ? 0 : earlier.size();
            tooLong |= soFar + length > LONGEST;
            int kept = Math.min(length, LONGEST - soFar);
            boolean whole = end < limit;
            if (whole && earlier == null) {
                Line line = tooLong ? Line.TOO_LONG : line(buffer, position, kept);
                endLine(end);
                return line;
            }
            if (earlier == null) {
                earlier = new ByteArrayOutputStream(length + BUFFER);
            }
            earlier.write(buffer, position, kept);
            position = end;
            if (whole) {
                endLine(end);
            }
            if (whole || !fill()) {
                byte[] line = earlier.toByteArray();
                return tooLong ? Line.TOO_LONG : line(line, 0, line.length);
            }
        }
    }

    private Line line(byte[] bytes, int start, int length) {
        String text = new String(bytes, start, length, charset);
        return new Line(text, false, text.indexOf('\uFFFD') >= 0 && !isWellFormed(bytes, start, length));
    }

    /// A replacement character may also have been written into the file by whatever made it.
    private boolean isWellFormed(byte[] bytes, int start, int length) {
        try {
            charset.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
            return true;
        } catch (CharacterCodingException e) {
            // the answer to the question
            return false;
        }
    }

    private int lineEnd() {
        int i = position;
        while (i < limit && buffer[i] != '\n' && buffer[i] != '\r') {
            i++;
        }
        return i;
    }

    private void endLine(int end) throws IOException {
        boolean carriageReturn = buffer[end] == '\r';
        position = end + 1;
        if (carriageReturn && (position < limit || fill()) && buffer[position] == '\n') {
            position++;
        }
    }

    /// More bytes behind those not yet read; false at the end.
    private boolean fill() throws IOException {
        if (ended) {
            return false;
        }
        System.arraycopy(buffer, position, buffer, 0, limit - position);
        limit -= position;
        position = 0;
        int count = in.read(buffer, limit, buffer.length - limit);
        ended = count < 0;
        limit += Math.max(count, 0);
        return !ended;
    }
}
