package org.voiceorchestrator.leadimport;

import com.opencsv.RFC4180Parser;
import com.opencsv.RFC4180ParserBuilder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.leadimport.PhysicalLines.Line;

/// Lines put together to records and split into cells. A record that can't be read costs itself and nothing after it:
/// where a quote is opened and never rightly closed only the line that opened it is given up, and reading goes on
/// with the next one. (opencsv's own reader would lose the rest of the file; it is given one record at a time, and
/// only those that have quotes.)
final class CsvRecords implements RecordSource {
    /// A cell with more line breaks is taken for a quote that was never closed. It bounds what is read twice.
    private static final int MOST_LINES = 100;

    private final PhysicalLines lines;
    private final CountedInput input;
    private final TextEncoding encoding;
    private final char delimiter;
    private final boolean wrapped;
    private final RFC4180Parser parser;
    /// Lines that were looked at in search of a closing quote and are still to be read as what they are.
    private final Deque<Line> pending = new ArrayDeque<>();
    private long row;

    /// @param input what the lines are made of
    /// @param wrapped whether each line is a quoted cell that holds a line of CSV
    CsvRecords(PhysicalLines lines, CountedInput input, TextEncoding encoding, char delimiter, boolean wrapped) {
        this.lines = lines;
        this.input = input;
        this.encoding = encoding;
        this.delimiter = delimiter;
        this.wrapped = wrapped;
        this.parser = new RFC4180ParserBuilder().withSeparator(delimiter).build();
    }

    @Override
    public @Nullable FileRecord next() throws IOException {
        Line first = takeLine();
        if (first == null) {
            return null;
        }
        row++;
        if (first.tooLong()) {
            return new FileRecord.Broken(row, List.of(), RowProblem.LINE_TOO_LONG);
        }
        if (first.text().indexOf('"') < 0) {
            return record(plainCells(first.text(), delimiter), first.text(), first.badEncoding());
        }
        QuoteState state = QuoteState.CELL_START.after(first.text(), delimiter);
        return switch (state) {
            case MALFORMED -> broken(first, RowProblem.MALFORMED_QUOTE);
            case QUOTED -> overSeveralLines(first);
            case CELL_START, BARE, QUOTE_IN_QUOTED -> quotedRecord(first.text(), first.badEncoding());
        };
    }

    @Override
    public long bytesRead() {
        return input.count();
    }

    @Override
    public long bytesTotal() {
        return input.total();
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /// Cells of a line without quotes.
    static List<String> plainCells(String line, char delimiter) {
        int count = 1;
        for (int at = line.indexOf(delimiter); at >= 0; at = line.indexOf(delimiter, at + 1)) {
            count++;
        }
        String[] cells = new String[count];
        int start = 0;
        for (int i = 0; i < count - 1; i++) {
            int end = line.indexOf(delimiter, start);
            cells[i] = line.substring(start, end);
            start = end + 1;
        }
        cells[count - 1] = line.substring(start);
        return Arrays.asList(cells);
    }

    private FileRecord overSeveralLines(Line first) throws IOException {
        List<Line> more = new ArrayList<>();
        QuoteState state = QuoteState.QUOTED;
        int length = first.text().length();
        while (state == QuoteState.QUOTED && more.size() < MOST_LINES && length <= PhysicalLines.LONGEST) {
            Line line = takeLine();
            if (line == null) {
                break;
            }
            more.add(line);
            length += line.text().length();
            state = line.tooLong() ? QuoteState.MALFORMED : state.after(line.text(), delimiter);
        }
        if (state == QuoteState.QUOTED || state == QuoteState.MALFORMED) {
            more.reversed().forEach(pending::addFirst);
            return broken(first, RowProblem.UNCLOSED_QUOTE);
        }
        StringBuilder text = new StringBuilder(first.text());
        more.forEach(line -> text.append('\n').append(line.text()));
        return quotedRecord(
                text.toString(), first.badEncoding() || more.stream().anyMatch(Line::badEncoding));
    }

    private FileRecord quotedRecord(String text, boolean badEncoding) throws IOException {
        List<String> cells = Arrays.asList(parser.parseLine(QuoteState.standardForm(text, delimiter)));
        if (wrapped && cells.size() == 1) {
            String inner = cells.getFirst();
            return switch (QuoteState.CELL_START.after(inner, delimiter)) {
                case MALFORMED -> broken(new Line(inner, false, badEncoding), RowProblem.MALFORMED_QUOTE);
                case QUOTED -> broken(new Line(inner, false, badEncoding), RowProblem.UNCLOSED_QUOTE);
                case CELL_START, BARE, QUOTE_IN_QUOTED ->
                    record(
                            Arrays.asList(parser.parseLine(QuoteState.standardForm(inner, delimiter))),
                            inner,
                            badEncoding);
            };
        }
        return record(cells, text, badEncoding);
    }

    private FileRecord record(List<String> cells, String text, boolean badEncoding) {
        if (areBlank(cells)) {
            return new FileRecord.Blank(row);
        }
        if (text.indexOf('\0') >= 0) {
            return new FileRecord.Broken(row, storable(cells), RowProblem.NUL_CHARACTER);
        }
        return badEncoding
                ? new FileRecord.Broken(row, cells, RowProblem.badEncoding(encoding))
                : new FileRecord.Cells(row, cells);
    }

    private static boolean areBlank(List<String> cells) {
        for (String cell : cells) {
            if (!cell.isBlank()) {
                return false;
            }
        }
        return true;
    }

    private static List<String> storable(List<String> cells) {
        return cells.stream().map(cell -> cell.replace('\0', '\uFFFD')).toList();
    }

    private FileRecord broken(Line line, RowProblem problem) {
        List<String> cells = plainCells(line.text().replace("\"", ""), delimiter);
        return new FileRecord.Broken(row, storable(cells), problem);
    }

    private @Nullable Line takeLine() throws IOException {
        Line seen = pending.poll();
        return seen != null ? seen : lines.next();
    }
}
