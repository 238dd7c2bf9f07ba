package org.voiceorchestrator.leadimport;

import java.util.regex.Pattern;

/// Keeps the spreadsheet that opens our file from making something else of a cell: from running it as a formula, and
/// from turning a phone number into 9.23E+11, 0300.. into 300.., or a date into one of another country's order. Such a
/// cell gets an apostrophe in front, which is also what people type to say "this is text". Reading takes it off again,
/// so a cell that was written out is read as it would have been before.
final class FormulaGuard {
    /// What a spreadsheet takes for the beginning of a formula (full-width forms too, which some turn into it), of a
    /// number or of a date.
    private static final Pattern RISKY =
            Pattern.compile("\\s*[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF200-9].*", Pattern.DOTALL);

    /// A whole number that every spreadsheet writes as we do: without a zero in front, and short enough for its
    /// column.
    private static final Pattern STAYS_WHAT_IT_IS = Pattern.compile("0|-?[1-9][0-9]{0,9}");

    private FormulaGuard() {}

    static String guarded(String cell) {
        return RISKY.matcher(cell).matches() && !STAYS_WHAT_IT_IS.matcher(cell).matches() ? "'" + cell : cell;
    }

    static String unguarded(String cell) {
        return !cell.isEmpty()
                        && cell.charAt(0) == '\''
                        && RISKY.matcher(cell.substring(1)).matches()
                ? cell.substring(1)
                : cell;
    }
}
