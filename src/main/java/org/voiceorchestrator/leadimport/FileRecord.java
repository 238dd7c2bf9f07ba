package org.voiceorchestrator.leadimport;

import java.util.List;

/// One row of a file as a spreadsheet shows it, however many lines its cells have.
sealed interface FileRecord {
    /// The first one is 1.
    long row();

    record Cells(long row, List<String> cells) implements FileRecord {}

    /// Nothing in it, or nothing but delimiters.
    record Blank(long row) implements FileRecord {}

    /// Not to be read for certain; the cells are a best guess for the person who mends it.
    record Broken(long row, List<String> cells, RowProblem problem) implements FileRecord {}
}
