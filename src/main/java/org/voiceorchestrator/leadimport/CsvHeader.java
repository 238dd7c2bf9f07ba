package org.voiceorchestrator.leadimport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The columns of a file: which cell of a row is what.
final class CsvHeader {
    static final String NUMBER = "number";
    static final String ATTEMPTS = "attempts";
    static final String NAME = "name";
    static final String CITY = "city";
    static final String CUSTOMER_SEGMENT = "customer_segment";
    static final String LAST_ORDER_DATE = "last_order_date";
    static final String FOLLOW_UP_DATE = "follow_up_date";

    /// What the download of rejected rows adds to a file's own columns; a mended file is uploaded with them.
    static final List<String> REJECT_COLUMNS = 
            List.of("import_row", "import_code", "import_error", "import_suggestion");

    private static final List<String> REQUIRED = List.of(NUMBER, ATTEMPTS);
    private static final Set<String> KNOWN =
            Set.of(NUMBER, ATTEMPTS, NAME, CITY, CUSTOMER_SEGMENT, LAST_ORDER_DATE, FOLLOW_UP_DATE);
    private static final Map<String, String> OTHER_SEPARATORS =
            Map.of(";", "semicolons (;)", "\t", "tabs", "|", "bars (|)");
    private static final int MOST_COLUMNS = 200;
    private static final int LONGEST_NAME = 100;

    /// A column: where it stands, its name as written, and in lower case to be found by.
    record Column(int index, String name, String key) {
        boolean isKnown() {
            return KNOWN.contains(key);
        }

        boolean isOurs() {
            return REJECT_COLUMNS.contains(key);
        }
    }

    private final List<String> written;
    private final List<Column> columns;

    private CsvHeader(List<String> written, List<Column> columns) {
        this.written = written;
        this.columns = columns;
    }

    static CsvHeader of(List<String> cells) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String written = CellText.line(cells.get(i));
            String name = written.isEmpty() ? "column_" + (i + 1) : written;
            columns.add(new Column(i, name, name.toLowerCase(Locale.ROOT)));
        }
        return new CsvHeader(cells, columns);
    }

    List<Column> columns() {
        return columns;
    }

    Optional<Column> column(String key) {
        return columns.stream().filter(column -> column.key.equals(key)).findFirst();
    }

    /// The file's own columns as written, without those that a download of rejected rows has added.
    List<String> ownNames() {
        return columns.stream()
                .filter(column -> !column.isOurs())
                .map(Column::name)
                .toList();
    }

    /// A row's cells in the file's own columns, and those behind the last column.
    List<String> ownCells(List<String> cells) {
        if (columns.stream().noneMatch(Column::isOurs)) {
            return cells;
        }
        List<String> own = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (i >= columns.size() || !columns.get(i).isOurs()) {
                own.add(cells.get(i));
            }
        }
        return own;
    }

    /// What makes the whole file unusable; empty when nothing does.
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        List<String> missing = REQUIRED.stream()
                .filter(key -> column(key).isEmpty())
                .map(key -> "'" + key + "'")
                .toList();
        if (!missing.isEmpty()) {
            problems.add("CSV missing required columns: {" + String.join(", ", missing) + "}");
            otherSeparator().ifPresent(problems::add);
        }
        Set<String> seen = new HashSet<>();
        columns.stream()
                .filter(column -> !seen.add(column.key))
                .forEach(column -> problems.add("CSV has the column '" + column.name + "' more than once"));
        if (columns.size() > MOST_COLUMNS) {
            problems.add("CSV has " + columns.size() + " columns; at most " + MOST_COLUMNS + " are read");
        }
        columns.stream()
                .filter(column -> column.name.length() > LONGEST_NAME)
                .findFirst()
                .ifPresent(column -> problems.add("CSV has a column name longer than " + LONGEST_NAME
                        + " characters in column " + (column.index + 1)));
        return problems;
    }

    private Optional<String> otherSeparator() {
        String line = String.join(",", written);
        if (written.size() > 2 || !line.toLowerCase(Locale.ROOT).contains(NUMBER)) {
            return Optional.empty();
        }
        String advice = "; save the file with commas between the columns (CSV UTF-8)";
        return OTHER_SEPARATORS.entrySet().stream()
                .filter(separator -> line.contains(separator.getKey()))
                .map(separator -> "The columns look separated by " + separator.getValue() + advice)
                .findFirst();
    }
}
