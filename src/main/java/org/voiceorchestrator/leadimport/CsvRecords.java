package org.voiceorchestrator.leadimport;

import com.opencsv.RFC4180Parser;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.leadimport.PhysicalLines.Line;

/// Lines put together to records and split into cells. A record that can't be read costs itself and nothing after it:
/// where a quote is opened and never rightly closed only the line that opened it is given up, and reading goes on with
/// the next one. (opencsv's own reader would lose the rest of the file; it is given one record at a time.)
final class CsvRecords {
    /// A cell with more line breaks is taken for a quote that was never closed. It bounds what is read twice.
    private static final int MOST_LINES = 100;

    private final PhysicalLines lines;
    private final RFC4180Parser parser = new RFC4180Parser();
    /// Lines that were looked at in search of a closing quote and are still to be read as what they are.
    private final Deque<Line> pending = new ArrayDeque<>();
    private long row;

    CsvRecords(PhysicalLines lines) {
        this.lines = lines;
    }

    /// The next record, or null at the end of the file.
    @Nullable
    CsvRecord next() throws IOException {
        Line first = takeLine();
        if (first == null) {
            return null;
        }
        row++;
        if (first.tooLong()) {
            return new CsvRecord.Broken(row, List.of(), RowProblem.LINE_TOO_LONG);
        }
        QuoteState state = QuoteState.CELL_START.after(first.text());
        return switch (state) {
            case MALFORMED -> broken(first, RowProblem.MALFORMED_QUOTE);
            case QUOTED -> overSeveralLines(first);
            case CELL_START, BARE, QUOTE_IN_QUOTED -> record(first.text(), first.badEncoding());
        };
    }

    private CsvRecord overSeveralLines(Line first) throws IOException {
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
            state = line.tooLong() ? QuoteState.MALFORMED : state.after("\n").after(line.text());
        }
        if (state == QuoteState.QUOTED || state == QuoteState.MALFORMED) {
            more.reversed().forEach(pending::addFirst);
            return broken(first, RowProblem.UNCLOSED_QUOTE);
        }
        StringBuilder text = new StringBuilder(first.text());
        more.forEach(line -> text.append('\n').append(line.text()));
        return record(text.toString(), first.badEncoding() || more.stream().anyMatch(Line::badEncoding));
    }

    private CsvRecord record(String text, boolean badEncoding) throws IOException {
        List<String> cells = Arrays.asList(parser.parseLine(QuoteState.standardForm(text)));
        if (cells.stream().allMatch(String::isBlank)) {
            return new CsvRecord.Blank(row);
        }
        if (text.indexOf('\0') >= 0) {
            List<String> storable =
                    cells.stream().map(cell -> cell.replace('\0', '\uFFFD')).toList();
            return new CsvRecord.Broken(row, storable, RowProblem.NUL_CHARACTER);
        }
        return badEncoding
                ? new CsvRecord.Broken(row, cells, RowProblem.BAD_ENCODING)
                : new CsvRecord.Cells(row, cells);
    }

    private CsvRecord broken(Line line, RowProblem problem) {
        List<String> cells = Arrays.stream(line.text().split(",", -1))
                .map(cell -> cell.replace("\"", "").replace('\0', '\uFFFD'))
                .toList();
        return new CsvRecord.Broken(row, cells, problem);
    }

    private @Nullable Line takeLine() throws IOException {
        Line seen = pending.poll();
        if (seen != null) {
            return seen;
        }
        return lines.next();
    }
}
