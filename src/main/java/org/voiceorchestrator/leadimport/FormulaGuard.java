package org.voiceorchestrator.leadimport;

import java.util.regex.Pattern;

/// Keeps a cell that somebody else wrote from being run as a formula by the spreadsheet that opens our file: such a
/// cell
/// gets an apostrophe in front. Reading takes it off again, so what was written out comes back as it was.
final class FormulaGuard {
    /// What a spreadsheet takes for the beginning of a formula; full-width forms too, which some turn into it.
    private static final Pattern RISKY = Pattern.compile("'*[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);

    /// Numbers and phone numbers are harmless, and must stay what they are.
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?[0-9][0-9 ().\\-]*");

    private FormulaGuard() {}

    static String guarded(String cell) {
        return RISKY.matcher(cell).matches() && !PLAIN_NUMBER.matcher(cell).matches() ? "'" + cell : cell;
    }

    static String unguarded(String cell) {
        return cell.length() > 1
                        && cell.charAt(0) == '\''
                        && RISKY.matcher(cell).matches()
                ? cell.substring(1)
                : cell;
    }
}
