package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cells on their way into a spreadsheet and back.
class FormulaGuardTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://x\")",
                "+1+1",
                "-cmd|' /C calc'!A0",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                " =1",
                "\uFF1D1",
                "923001234567",
                "03001234567",
                "0300-1234567",
                "+92 300 1234567",
                "9.23001234567E+11",
                "2026-02-09",
                "9/2/2026",
                "3 March",
                "1-2",
                "007",
                "1.50"
            })
    void whatASpreadsheetWouldRunOrTurnIsGuarded(String cell) {
        assertThat(FormulaGuard.guarded(cell)).isEqualTo("'" + cell);
        assertThat(FormulaGuard.unguarded("'" + cell)).isEqualTo(cell);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Ali", "0", "3", "-5", "9223372036", "O'Neil", "'quoted'", "'", "Plot 5, Lahore", "علی"})
    void whatStaysWhatItIsIsLeftAlone(String cell) {
        assertThat(FormulaGuard.guarded(cell)).isEqualTo(cell);
        assertThat(FormulaGuard.unguarded(cell)).isEqualTo(cell);
    }

    @Property
    void aGuardedCellIsReadAsItWouldHaveBeenWithoutTheGuard(
            @ForAll
                    @Chars({'\'', '=', '+', '-', '@', '\t', ' ', 'x', '.', 'E'})
                    @CharRange(from = '0', to = '9')
                    @StringLength(max = 14)
                    String cell) {
        assertThat(FormulaGuard.unguarded(FormulaGuard.guarded(cell))).isEqualTo(FormulaGuard.unguarded(cell));
    }

    @Property
    void nothingGuardedBeginsAFormula(@ForAll String cell) {
        assertThat(FormulaGuard.guarded(cell))
                .doesNotMatch("(?s)\\s*([=+@\uFF1D\uFF0B\uFF0D\uFF20]|-(?![1-9][0-9]{0,9}$)).*");
    }
}
