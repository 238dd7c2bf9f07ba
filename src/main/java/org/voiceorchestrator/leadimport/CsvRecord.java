package org.voiceorchestrator.leadimport;

import java.util.List;

/// A record of a CSV file: one row of a spreadsheet, however many lines its cells have.
sealed interface CsvRecord {
    /// As a spreadsheet shows it: the first one is 1.
    long row();

    record Cells(long row, List<String> cells) implements CsvRecord {}

    /// Nothing in it, or nothing but commas.
    record Blank(long row) implements CsvRecord {}

    /// Not to be read for certain; the cells are a best guess for the person who mends it.
    record Broken(long row, List<String> cells, RowProblem problem) implements CsvRecord {}
}
