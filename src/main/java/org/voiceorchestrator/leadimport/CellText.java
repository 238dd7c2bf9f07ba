package org.voiceorchestrator.leadimport;

import java.util.regex.Pattern;

/// Cells as people meant them: trimmed, and without characters that can't be seen and that no screen, file or database
/// is glad of.
final class CellText {
    private static final Pattern LINE_BREAKS_AND_TABS = Pattern.compile("[\\r\\n\\t\u0085\u2028\u2029]+");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\uFEFF]");
    private static final Pattern CONTROLS_BUT_LINE_BREAKS = Pattern.compile("[\\p{Cc}\uFEFF&&[^\\n\\t]]");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Zs}\\s]+");
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}+");

    private CellText() {}

    /// One line: line breaks and tabs become a space.
    static String line(String cell) {
        if (isPlain(cell)) {
            return FormulaGuard.unguarded(cell.strip());
        }
        String oneLine = LINE_BREAKS_AND_TABS.matcher(cell).replaceAll(" ");
        return FormulaGuard.unguarded(CONTROLS.matcher(oneLine).replaceAll("").strip());
    }

    /// Text that may have line breaks.
    static String text(String cell) {
        if (isPlain(cell)) {
            return FormulaGuard.unguarded(cell.strip());
        }
        String readable = CONTROLS_BUT_LINE_BREAKS.matcher(cell).replaceAll("");
        return FormulaGuard.unguarded(readable.strip());
    }

    /// The name of a column: one line, with plain spaces, and without the marks that come along from web pages.
    static String name(String cell) {
        if (isPlain(cell)) {
            return FormulaGuard.unguarded(cell.strip());
        }
        String seen = UNSEEN.matcher(line(cell)).replaceAll("");
        return FormulaGuard.unguarded(INVISIBLE.matcher(seen).replaceAll(" ").strip());
    }

    private static boolean isPlain(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c < ' ' || c >= 0x7F) {
                return false;
            }
        }
        return true;
    }
}
