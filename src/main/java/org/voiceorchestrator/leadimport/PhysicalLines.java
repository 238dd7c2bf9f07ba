package org.voiceorchestrator.leadimport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes cut at line ends (LF, CRLF or CR), one line in memory at a time and none longer than the bound. Cutting comes
/// before decoding, so that bytes that are no UTF-8 spoil their own line only.
final class PhysicalLines {
    static final int LONGEST = 1024 * 1024;
    private static final int BUFFER = 64 * 1024;

    /// A line without its end; nothing of one that is too long.
    record Line(String text, boolean tooLong, boolean badEncoding) {
        private static final Line TOO_LONG = new Line("", true, false);

        static Line of(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return new Line(text, false, text.indexOf('\uFFFD') >= 0 && !isUtf8(bytes));
        }

        /// A replacement character may also have been written into the file by whatever made it.
        private static boolean isUtf8(byte[] bytes) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                return true;
            } catch (CharacterCodingException e) {
                // the answer to the question
                return false;
            }
        }
    }

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean ended;

    PhysicalLines(InputStream in) {
        this.in = in;
    }

    /// The first bytes, fewer when there are no more; they stay to be read.
    byte[] peek(int count) throws IOException {
        while (limit - position < count && fill()) {
            // until there are enough
        }
        return Arrays.copyOfRange(buffer, position, Math.min(limit, position + count));
    }

    void skip(int count) {
        position += count;
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
                byte[] line = Arrays.copyOfRange(buffer, position, position + kept);
                endLine(end);
                return tooLong ? Line.TOO_LONG : Line.of(line);
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
                return tooLong ? Line.TOO_LONG : Line.of(earlier.toByteArray());
            }
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
