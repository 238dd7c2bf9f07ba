package org.voiceorchestrator.recording;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a `Range` header asks of a file (RFC 9110, section 14).
sealed interface ByteRange {
    /// All of it: nothing was asked, or what the header says is not understood, or asks for several parts at once.
    /// A server may always answer so.
    record Whole() implements ByteRange {}

    /// @param first of the first byte, from 0
    /// @param last of the last one, which belongs to it
    record Part(long first, long last) implements ByteRange {
        long length() {
            return last - first + 1;
        }
    }

    /// None of the file's bytes: 416.
    record Unsatisfiable() implements ByteRange {}

    Pattern ONE = Pattern.compile("bytes\\s*=\\s*([0-9]{0,18})\\s*-\\s*([0-9]{0,18})", Pattern.CASE_INSENSITIVE);

    static ByteRange of(@Nullable String header, long size) {
        Matcher range = ONE.matcher(header == null ? "" : header.strip());
        if (!range.matches()) {
            return new Whole();
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : lastBytes(Long.parseLong(last), size);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (to < from) {
            return new Whole();
        }
        return from >= size ? new Unsatisfiable() : new Part(from, Math.min(to, size - 1));
    }

    private static ByteRange lastBytes(long count, long size) {
        return count == 0 || size == 0 ? new Unsatisfiable() : new Part(Math.max(0, size - count), size - 1);
    }
}
