package org.voiceorchestrator.leadimport;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.lead.CustomerSegment;

/// The cells of one row by the names of their columns, and what is wrong with them.
final class RowFields {
    private static final int LONGEST_METADATA = 2_000;

    /// Spreadsheets write whole numbers as 3.0 now and then.
    private static final Pattern ATTEMPTS = Pattern.compile("0*([0-9]{1,2})(?:\\.0+)?");

    private static final DateTimeFormatter ISO = strict("uuuu-M-d");
    private static final DateTimeFormatter DAY_FIRST = strict("d/M/uuuu");
    private static final Pattern ISO_SHAPE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}");
    private static final Pattern DAY_FIRST_SHAPE = Pattern.compile("[0-9]{1,2}([/-])[0-9]{1,2}\\1[0-9]{4}");

    private final CsvHeader header;
    private final List<String> cells;
    private final List<RowProblem> problems = new ArrayList<>();

    RowFields(CsvHeader header, List<String> cells) {
        this.header = header;
        this.cells = cells;
    }

    /// In the order of the questions asked.
    List<RowProblem> problems() {
        return problems;
    }

    void add(RowProblem problem) {
        problems.add(problem);
    }

    /// As written; cut where no number is that long any more, so that a log stays readable.
    String number() {
        String written = raw(CsvHeader.NUMBER).strip().replace('\0', '\uFFFD');
        return written.length() > 100 ? written.substring(0, 100) + "…" : written;
    }

    void refuseFurtherCells() {
        int columns = header.columns().size();
        if (cells.size() > columns
                && cells.subList(columns, cells.size()).stream().anyMatch(cell -> !cell.isBlank())) {
            add(RowProblem.TOO_MANY_CELLS);
        }
    }

    String text(String column, int longest) {
        String text = CellText.line(raw(column));
        if (text.length() > longest) {
            add(RowProblem.textTooLong(column, longest));
        }
        return text;
    }

    /// Empty and 0 mean once: that is what Telecard's files say of leads nobody has thought about.
    int attempts() {
        String written = CellText.line(raw(CsvHeader.ATTEMPTS));
        if (written.isEmpty()) {
            return 1;
        }
        var matcher = ATTEMPTS.matcher(written);
        if (!matcher.matches()) {
            add(RowProblem.INVALID_ATTEMPTS);
            return 1;
        }
        return Math.max(1, Integer.parseInt(matcher.group(1)));
    }

    @Nullable
    CustomerSegment customerSegment() {
        String written = CellText.line(raw(CsvHeader.CUSTOMER_SEGMENT)).toLowerCase(Locale.ROOT);
        for (CustomerSegment segment : CustomerSegment.values()) {
            if (Names.of(segment).equals(written)) {
                return segment;
            }
        }
        if (!written.isEmpty()) {
            add(RowProblem.INVALID_CUSTOMER_SEGMENT);
        }
        return null;
    }

    @Nullable
    LocalDate date(String column) {
        String written = CellText.line(raw(column));
        if (written.isEmpty()) {
            return null;
        }
        try {
            if (ISO_SHAPE.matcher(written).matches()) {
                return inOurTimes(LocalDate.parse(written, ISO));
            }
            if (DAY_FIRST_SHAPE.matcher(written).matches()) {
                return inOurTimes(LocalDate.parse(written.replace('-', '/'), DAY_FIRST));
            }
        } catch (DateTimeParseException e) {
            // a 31st of February: no date, as below
        }
        add(RowProblem.invalidDate(column));
        return null;
    }

    Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (CsvHeader.Column column : header.columns()) {
            if (!column.isKnown() && !column.isOurs() && column.index() < cells.size()) {
                String text = CellText.text(cells.get(column.index()));
                if (text.length() > LONGEST_METADATA) {
                    add(RowProblem.textTooLong(column.name(), LONGEST_METADATA));
                } else if (!text.isEmpty()) {
                    metadata.put(column.name(), text);
                }
            }
        }
        return metadata;
    }

    /// The cell of that column, empty where the row ends before it or the file has no such column.
    String raw(String column) {
        return header.column(column)
                .filter(found -> found.index() < cells.size())
                .map(found -> cells.get(found.index()))
                .orElse("");
    }

    /// A year like 0226 is a slip of the finger.
    private static LocalDate inOurTimes(LocalDate date) {
        if (date.getYear() < 1900 || date.getYear() > 2199) {
            throw new DateTimeParseException("not in our times", date.toString(), 0);
        }
        return date;
    }

    private static DateTimeFormatter strict(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }
}
