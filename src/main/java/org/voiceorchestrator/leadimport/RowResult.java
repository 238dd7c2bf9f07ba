package org.voiceorchestrator.leadimport;

import java.util.List;

/// What a row of the file is: a lead, or the reason why not. That a number is there already only the database knows;
/// such rows are told apart by the merge.
public sealed interface RowResult {
    /// As a spreadsheet shows it: the header is 1.
    long row();

    /// As it was written.
    String number();

    /// The row as it was in the file, cell for cell.
    List<String> cells();

    record Accepted(long row, String number, List<String> cells, LeadRow lead) implements RowResult {}

    /// Code and error: see README of `sample-csv/` for all of them. The suggestion says what may have been meant, as
    /// `number: 03001234567`, several parted by `; `; it is empty where nothing can be told.
    record Rejected(long row, String number, List<String> cells, String code, String error, String suggestion)
            implements RowResult {}
}
