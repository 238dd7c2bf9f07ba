package org.voiceorchestrator.leadimport;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a sheet, cell by cell as a person sees them: numbers without an exponent, dates as dates, of formulas
/// the value that was there when the workbook was saved.
final class SheetRows implements Closeable {
    private static final int MOST_COLUMNS = 16_384;
    private static final long MOST_ROWS = 10_000_000;
    private static final int LONGEST_ROW = PhysicalLines.LONGEST;

    private final XmlPart xml;
    private final SharedTexts texts;
    private final CellValues values;
    private final StringBuilder text = new StringBuilder();
    private long row;

    SheetRows(XmlPart xml, SharedTexts texts, CellFormats formats, boolean from1904) {
        this.xml = xml;
        this.texts = texts;
        this.values = new CellValues(formats, from1904);
    }

    /// The next row that the sheet has, or null at its end; rows that it does not have are blank.
    @Nullable
    FileRecord next() throws IOException {
        while (xml.toNextTag()) {
            if (xml.isStart("row")) {
                row = rowNumber();
                return readRow();
            }
            if (xml.isEnd("sheetData")) {
                return null;
            }
        }
        return null;
    }

    long bytesRead() {
        return xml.bytesRead();
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }

    private long rowNumber() throws IOException {
        String written = xml.attribute("r");
        long number = written == null ? row + 1 : wholeNumber(written);
        if (number <= row || number > MOST_ROWS) {
            throw DamagedFile.workbook("row " + number + " stands behind row " + row);
        }
        return number;
    }

    private FileRecord readRow() throws IOException {
        List<String> cells = new ArrayList<>();
        int length = 0;
        int filled = 0;
        while (xml.toNextTag() && !xml.isEnd("row")) {
            if (xml.isStart("c")) {
                int column = column(xml.attribute("r"), cells.size());
                String cell = readCell();
                length += cell.length();
                if (length <= LONGEST_ROW) {
                    put(cells, column, cell);
                    filled = cell.isBlank() ? filled : Math.max(filled, column + 1);
                }
            }
        }
        if (length > LONGEST_ROW) {
            return new FileRecord.Broken(row, List.of(), RowProblem.LINE_TOO_LONG);
        }
        List<String> shown = cells.subList(0, filled);
        return shown.isEmpty() ? new FileRecord.Blank(row) : new FileRecord.Cells(row, List.copyOf(shown));
    }

    private static void put(List<String> cells, int column, String cell) {
        while (cells.size() <= column) {
            cells.add("");
        }
        cells.set(column, cell);
    }

    private String readCell() throws IOException {
        String type = xml.attribute("t");
        String style = xml.attribute("s");
        text.setLength(0);
        while (xml.toNextTag() && !xml.isEnd("c")) {
            if (xml.isStart("v")) {
                text.setLength(0);
                xml.text(text, LONGEST_ROW + 1);
            } else if (xml.isStart("is")) {
                SharedTexts.readText(xml, "is", text, LONGEST_ROW + 1);
            } else if (xml.isStart("f")) {
                xml.skip();
            }
        }
        String value = text.toString();
        return switch (type) {
            case "s" -> value.isBlank() ? "" : texts.at(wholeNumber(value.strip()));
            case "inlineStr", "str" -> CellValues.unescaped(value);
            case "b" -> value.strip().equals("1") ? "TRUE" : value.isBlank() ? "" : "FALSE";
            case "e", "d" -> value.strip();
            case null, default -> values.number(value.strip(), style);
        };
    }

    /// Of `BC12` the column; the next one where the cell does not say it.
    private static int column(@Nullable String reference, int next) throws DamagedFile {
        if (reference == null) {
            return bounded(next);
        }
        int column = 0;
        int i = 0;
        while (i < reference.length() && i < 4 && Character.isLetter(reference.charAt(i))) {
            column = column * 26 + Character.toUpperCase(reference.charAt(i)) - 'A' + 1;
            i++;
        }
        return bounded(column - 1);
    }

    private static int bounded(int column) throws DamagedFile {
        if (column < 0 || column >= MOST_COLUMNS) {
            throw DamagedFile.workbook("a cell stands beyond the last column");
        }
        return column;
    }

    private static int wholeNumber(String text) throws DamagedFile {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw DamagedFile.workbook(e);
        }
    }
}
