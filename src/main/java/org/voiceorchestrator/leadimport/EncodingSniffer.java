package org.voiceorchestrator.leadimport;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.leadimport.FileFormat.Found;

/// Tells the encoding of a text by its bytes. A byte order mark says it; UTF-16 without one shows in the zero byte
/// that every ASCII character has there; UTF-8 in sequences that no other encoding makes by chance. What remains is a
/// code page: windows-1256 when letters beyond ASCII form words of their own, as in Urdu, windows-1252 when they
/// stand among ASCII letters, as the accents of Western names do.
final class EncodingSniffer {
    /// So much is asked of a text that is only ASCII at its beginning.
    private static final long FARTHEST = 1L << 30;

    private static final int EVIDENCE = 20_000;

    private final byte[] head;
    private final ByteStatistics statistics = new ByteStatistics();

    /// @param head the beginning of the file
    /// @param whole whether that is all of it
    EncodingSniffer(byte[] head, boolean whole) {
        this.head = head;
        statistics.add(head, head.length);
        if (whole) {
            statistics.end();
        }
    }

    /// Whether it is worth while to look at [#readOn] too.
    boolean isUndecided() {
        return markOf(head) == null && utf16(head) == null && statistics.evidence() == 0;
    }

    /// The whole file, from its beginning, until enough is known.
    void readOn(InputStream file) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long total = 0;
        int count = file.read(buffer);
        while (count >= 0 && total < FARTHEST && statistics.evidence() < EVIDENCE) {
            statistics.add(buffer, count);
            total += count;
            count = file.read(buffer);
        }
        if (count < 0) {
            statistics.end();
        }
    }

    CsvEncoding encoding(@Nullable TextEncoding chosen) {
        CsvEncoding marked = markOf(head);
        if (chosen != null) {
            int mark = marked != null && marked.encoding() == markedAs(chosen, marked) ? marked.markLength() : 0;
            return new CsvEncoding(markedAs(chosen, marked), mark, Found.CHOSEN);
        }
        if (marked != null) {
            return marked;
        }
        TextEncoding utf16 = utf16(head);
        return new CsvEncoding(utf16 == null ? statistics.likeliest() : utf16, 0, Found.SNIFFED);
    }

    /// Why the file cannot be in the encoding that was chosen for it.
    Optional<String> objection(TextEncoding chosen) {
        CsvEncoding marked = markOf(head);
        TextEncoding utf16 = utf16(head);
        TextEncoding seen = marked != null ? marked.encoding() : utf16;
        boolean wrong =
                chosen.isUtf16() ? seen == null || !seen.isUtf16() : seen != null && (seen.isUtf16() || seen != chosen);
        if (!wrong || head.length == 0) {
            return Optional.empty();
        }
        TextEncoding better = seen == null ? statistics.likeliest() : seen;
        return Optional.of("encoding: the file is not " + chosen.family() + "; it looks like " + better.label());
    }

    /// Who says UTF-16 means either byte order: the file knows which.
    private TextEncoding markedAs(TextEncoding chosen, @Nullable CsvEncoding marked) {
        if (!chosen.isUtf16()) {
            return chosen;
        }
        if (marked != null && marked.encoding().isUtf16()) {
            return marked.encoding();
        }
        TextEncoding seen = utf16(head);
        return seen == null ? chosen : seen;
    }

    private static @Nullable CsvEncoding markOf(byte[] head) {
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return new CsvEncoding(TextEncoding.UTF_8, 3, Found.DECLARED);
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return new CsvEncoding(TextEncoding.UTF_16LE, 2, Found.DECLARED);
        }
        return startsWith(head, 0xFE, 0xFF) ? new CsvEncoding(TextEncoding.UTF_16BE, 2, Found.DECLARED) : null;
    }

    /// Delimiters, digits and line ends are ASCII in every language.
    private static @Nullable TextEncoding utf16(byte[] head) {
        int low = 0;
        int high = 0;
        int pairs = head.length / 2;
        for (int i = 0; i < pairs; i++) {
            int first = head[2 * i];
            int second = head[2 * i + 1];
            low += second == 0 && isText(first) ? 1 : 0;
            high += first == 0 && isText(second) ? 1 : 0;
        }
        if (pairs < 2 || Math.max(low, high) * 5 < pairs) {
            return null;
        }
        if (low > 4 * high) {
            return TextEncoding.UTF_16LE;
        }
        return high > 4 * low ? TextEncoding.UTF_16BE : null;
    }

    private static boolean isText(int b) {
        return b >= ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static boolean startsWith(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (head.length <= i || (head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
