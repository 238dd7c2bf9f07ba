package org.voiceorchestrator.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file as it is when somebody asks for it: what tells it from an older or newer one, and its bytes.
///
/// @param modified in whole seconds, as HTTP has it
record RecordingFile(Path path, long size, Instant modified, String tag) {
    static RecordingFile of(Path path) throws IOException {
        long size = Files.size(path);
        Instant modified = Files.getLastModifiedTime(path).toInstant();
        String tag = '"' + Long.toHexString(size) + "-" + Long.toHexString(modified.toEpochMilli()) + '"';
        return new RecordingFile(path, size, modified.truncatedTo(ChronoUnit.SECONDS), tag);
    }

    String lastModified() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(modified.atZone(ZoneOffset.UTC));
    }

    /// `If-None-Match`: a tag that a cache made weak is the same file.
    boolean isKnownBy(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }

    /// `If-Range`: a part is of use to who has another part of this very file only.
    boolean isStill(@Nullable String ifRange) {
        if (ifRange == null) {
            return true;
        }
        String said = ifRange.strip();
        return said.startsWith("\"") ? said.equals(tag) : isDate(said);
    }

    private boolean isDate(String said) {
        try {
            return ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .equals(modified);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /// To be closed by the reader.
    InputStream open(long first, long length) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(path);
        try {
            return new Section(Channels.newInputStream(channel.position(first)), length);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// The first bytes of a stream.
    private static final class Section extends InputStream {
        private final InputStream in;
        private long left;

        Section(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
