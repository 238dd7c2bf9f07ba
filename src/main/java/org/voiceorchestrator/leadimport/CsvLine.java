package org.voiceorchestrator.leadimport;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Cells as a line of CSV that is safe to open in a spreadsheet.
public final class CsvLine {
    private static final Pattern TO_QUOTE = Pattern.compile("[\",\r\n]|^\\s|\\s$");

    private CsvLine() {}

    public static String of(List<String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String written) {
        String cell = FormulaGuard.guarded(written);
        return TO_QUOTE.matcher(cell).find() ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }
}
