package org.voiceorchestrator.leadimport;

/// Where a line of CSV leaves off: between cells, or inside a quoted one that goes on in the next line. A quote opens
/// a quoted cell only as the cell's first character; elsewhere in a bare cell it is a character as any other.
enum QuoteState {
    CELL_START,
    BARE,
    QUOTED,
    /// A quote inside a quoted cell: the next character says whether it was the end of the cell or a doubled quote.
    QUOTE_IN_QUOTED,
    /// Something stood behind the closing quote of a cell: no reading of the line is right.
    MALFORMED;

    QuoteState after(String line, char delimiter) {
        QuoteState state = this;
        for (int i = 0; i < line.length() && state != MALFORMED; i++) {
            state = state.next(line.charAt(i), delimiter);
        }
        return state;
    }

    /// The record with those bare cells quoted that have quotes inside, `5" pipe` as `"5"" pipe"`: opencsv's parser
    /// drops some of them otherwise. The record must be whole.
    static String standardForm(String record, char delimiter) {
        StringBuilder standard = new StringBuilder(record.length() + 16);
        QuoteState state = CELL_START;
        int cellStart = 0;
        for (int i = 0; i <= record.length(); i++) {
            char c = i < record.length() ? record.charAt(i) : delimiter;
            if (c == delimiter && state != QUOTED) {
                String cell = record.substring(cellStart, i);
                boolean toQuote = state == BARE && cell.indexOf('"') >= 0;
                if (cellStart > 0) {
                    standard.append(delimiter);
                }
                standard.append(toQuote ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
                cellStart = i + 1;
            }
            state = state.next(c, delimiter);
        }
        return standard.toString();
    }

    private QuoteState next(char c, char delimiter) {
        return switch (this) {
            case CELL_START -> c == '"' ? QUOTED : c == delimiter ? CELL_START : BARE;
            case BARE -> c == delimiter ? CELL_START : BARE;
            case QUOTED -> c == '"' ? QUOTE_IN_QUOTED : QUOTED;
            case QUOTE_IN_QUOTED -> c == '"' ? QUOTED : c == delimiter ? CELL_START : MALFORMED;
            case MALFORMED -> MALFORMED;
        };
    }
}
