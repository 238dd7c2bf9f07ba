package org.voiceorchestrator.donotcall;

import com.opencsv.RFC4180Parser;
import com.opencsv.RFC4180ParserBuilder;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a list of numbers line by line, one of them in memory at a time: CSV in UTF-8, with commas, semicolons, tabs
/// or bars between the cells. A row is a line: lists have no texts of several lines, and so a quote that is never
/// closed spoils its own row only.
final class NumberFile {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String SEPARATORS = ",;\t|";

    private final BufferedInputStream in;
    private @Nullable String first;
    private RFC4180Parser parser = new RFC4180Parser();
    private Optional<String> refusal = Optional.empty();
    private long row;

    /// A row of the file.
    ///
    /// @param number as a spreadsheet shows it: the first line is 1
    /// @param problem why it can't be read; empty when it can
    record Row(long number, List<String> cells, String problem) {
        boolean isBlank() {
            return problem.isEmpty() && cells.stream().allMatch(String::isBlank);
        }
    }

    private NumberFile(InputStream in) {
        this.in = new BufferedInputStream(in, 64 * 1024);
    }

    /// The stream stays the caller's to close.
    static NumberFile open(InputStream in) throws IOException {
        NumberFile file = new NumberFile(in);
        file.in.mark(4);
        byte[] start = file.in.readNBytes(4);
        file.in.reset();
        file.refusal = refusalOf(start);
        if (file.refusal.isEmpty()) {
            file.begin();
        }
        return file;
    }

    /// Why the file is no list of numbers at all.
    Optional<String> refusal() {
        return refusal;
    }

    /// The next row, or null at the end.
    @Nullable
    Row next() throws IOException {
        String line = first;
        first = null;
        if (line == null) {
            byte[] bytes = line();
            if (bytes == null) {
                return null;
            }
            row++;
            if (bytes.length > LONGEST_LINE) {
                return unreadable("The row is longer than 16 KiB");
            }
            line = decoded(bytes);
        }
        if (line == null) {
            return unreadable("The row holds bytes that are not UTF-8; save the file as CSV UTF-8");
        }
        if (line.indexOf('\0') >= 0) {
            return unreadable("The row holds NUL characters; the file may be damaged");
        }
        return parsed(line);
    }

    private Row parsed(String line) throws IOException {
        if (line.chars().filter(c -> c == '"').count() % 2 != 0) {
            return unreadable("A quote in this row is opened and never closed");
        }
        return new Row(row, Arrays.asList(parser.parseLine(line)), "");
    }

    private Row unreadable(String problem) {
        return new Row(row, List.of(), problem);
    }

    /// The first line with anything in it tells what stands between the cells.
    private void begin() throws IOException {
        byte[] bytes = line();
        row++;
        String line = bytes == null ? "" : decoded(bytes);
        if (line == null || line.length() > LONGEST_LINE) {
            refusal = Optional.of("The first line is not text in UTF-8; save the file as CSV UTF-8");
            return;
        }
        first = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        char separator = separatorOf(first);
        if (separator != ',') {
            parser = new RFC4180ParserBuilder().withSeparator(separator).build();
        }
    }

    private static char separatorOf(String line) {
        return (char) SEPARATORS
                .chars()
                .filter(separator -> line.indexOf(separator) >= 0)
                .findFirst()
                .orElse(',');
    }

    /// A line without its end (LF, CRLF or CR), one byte too long when it is longer than a line may be; null at the
    /// end.
    private byte @Nullable [] line() throws IOException {
        int read = in.read();
        if (read < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        while (read >= 0 && read != '\n' && read != '\r') {
            if (line.size() <= LONGEST_LINE) {
                line.write(read);
            }
            read = in.read();
        }
        if (read == '\r') {
            in.mark(1);
            if (in.read() != '\n') {
                in.reset();
            }
        }
        return line.toByteArray();
    }

    private static @Nullable String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            // the answer to the question
            return null;
        }
    }

    private static Optional<String> refusalOf(byte[] start) {
        if (start.length == 0) {
            return Optional.of("The file is empty");
        }
        String hex = HexFormat.of().formatHex(start);
        boolean utf16 = hex.startsWith("fffe") || hex.startsWith("feff");
        boolean workbook = hex.startsWith("504b0304") || hex.startsWith("d0cf11e0");
        if (utf16 || workbook) {
            return Optional.of("The file is " + (utf16 ? "in UTF-16" : "an Excel workbook")
                    + "; save it as CSV UTF-8 (comma delimited) and upload that");
        }
        return Optional.empty();
    }
}
