package org.voiceorchestrator.leadimport;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.lead.CustomerSegment;

/// The cells of one row by where their columns stand (-1 for a column that the file does not have), and what is wrong
/// with them.
final class RowFields {
    private static final int LONGEST_METADATA = 2_000;
    private static final int LONGEST_NUMBER = 100;

    /// Spreadsheets write whole numbers as 3.0 now and then.
    private static final Pattern ATTEMPTS = Pattern.compile("0*([0-9]{1,2})(?:\\.0+)?");

    private static final Pattern PRIORITY = Pattern.compile("([+-]?[0-9]{1,2})(?:\\.0+)?");

    /// What Excel shows where a formula failed, in a workbook and in a CSV made of one.
    private static final Pattern ERROR_VALUE =
            Pattern.compile("#(?:N/A|REF!|VALUE!|NAME\\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)");

    private final List<String> cells;
    private List<RowProblem> problems = List.of();

    RowFields(List<String> cells) {
        this.cells = cells;
    }

    List<String> cells() {
        return cells;
    }

    /// In the order of the questions asked.
    List<RowProblem> problems() {
        return problems;
    }

    void add(RowProblem problem) {
        if (problems.isEmpty()) {
            problems = new ArrayList<>();
        }
        problems.add(problem);
    }

    /// As written; cut where no number is that long any more, so that a log stays readable.
    String number(int column) {
        String written = raw(column).strip().replace('\0', '\uFFFD');
        return written.length() > LONGEST_NUMBER ? written.substring(0, LONGEST_NUMBER) + "…" : written;
    }

    void refuseFurtherCells(int columns) {
        for (int i = columns; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                add(RowProblem.TOO_MANY_CELLS);
                return;
            }
        }
    }

    String text(int column, String name, int longest) {
        String text = CellText.line(raw(column));
        if (text.length() > longest) {
            add(RowProblem.textTooLong(name, longest));
        }
        return withoutErrorValue(text, name);
    }

    /// Empty and 0 mean once: that is what Telecard's files say of leads nobody has thought about.
    int attempts(int column) {
        String raw = raw(column);
        if (raw.length() == 1 && raw.charAt(0) >= '1' && raw.charAt(0) <= '9') {
            return raw.charAt(0) - '0';
        }
        String written = CellText.line(raw);
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

    /// As a number, or in words.
    int priority(int column) {
        String written = CellText.line(raw(column)).toLowerCase(Locale.ROOT);
        var matcher = PRIORITY.matcher(written);
        if (matcher.matches()) {
            return Integer.parseInt(matcher.group(1));
        }
        return switch (written) {
            case "", "normal", "medium" -> 0;
            case "urgent" -> 20;
            case "high" -> 10;
            case "low" -> -10;
            default -> {
                add(RowProblem.INVALID_PRIORITY);
                yield 0;
            }
        };
    }

    @Nullable
    CustomerSegment customerSegment(int column) {
        String written = CellText.line(raw(column)).toLowerCase(Locale.ROOT);
        if (written.isEmpty()) {
            return null;
        }
        for (CustomerSegment segment : CustomerSegment.values()) {
            if (Names.of(segment).equals(written)) {
                return segment;
            }
        }
        add(RowProblem.INVALID_CUSTOMER_SEGMENT);
        return null;
    }

    @Nullable
    LocalDate date(int column, String name) {
        String written = CellText.line(raw(column));
        if (written.isEmpty()) {
            return null;
        }
        LocalDate date = WrittenDates.read(written);
        if (date == null) {
            add(RowProblem.invalidDate(name));
        }
        return date;
    }

    String metadata(int column, String name) {
        String text = CellText.text(raw(column));
        if (text.length() > LONGEST_METADATA) {
            add(RowProblem.textTooLong(name, LONGEST_METADATA));
            return "";
        }
        return withoutErrorValue(text, name);
    }

    /// The cell of that column, empty where the row ends before it or the file has no such column.
    String raw(int column) {
        return column >= 0 && column < cells.size() ? cells.get(column) : "";
    }

    private String withoutErrorValue(String text, String name) {
        if (!text.isEmpty()
                && text.charAt(0) == '#'
                && ERROR_VALUE.matcher(text).matches()) {
            add(RowProblem.errorValue(name, text));
        }
        return text;
    }
}
