package org.voiceorchestrator.leadimport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a file was read, to be shown: what of it was found out can be overridden with [ReadingChoices].
///
/// @param encoding of a CSV; null in a workbook
/// @param byteOrderMark whether the file begins with one
/// @param delimiter of a CSV; null in a workbook
/// @param lineEnd of a CSV, as far as its beginning shows; null in a workbook
/// @param sheet of a workbook: the one that is read
/// @param sheets of a workbook: all, hidden ones too
/// @param headerRow where the header stands, as a spreadsheet shows it; what stands above it is not read
@Serdeable
public record FileFormat(
        Kind kind,
        @Nullable TextEncoding encoding,
        boolean byteOrderMark,
        Found encodingFound,
        @Nullable Delimiter delimiter,
        Found delimiterFound,
        @Nullable LineEnd lineEnd,
        @Nullable String sheet,
        Found sheetFound,
        List<String> sheets,
        long headerRow) {
    /// What sort of file it is.
    @Serdeable
    public enum Kind {
        /// Lines of text.
        @JsonProperty("csv")
        CSV,
        /// An Excel workbook.
        @JsonProperty("xlsx")
        XLSX
    }

    /// Where a property of the file is known from.
    @Serdeable
    public enum Found {
        /// Concluded from what is in the file.
        @JsonProperty("sniffed")
        SNIFFED,
        /// The file says so itself: a byte order mark, Excel's `sep=` line, the only sheet.
        @JsonProperty("declared")
        DECLARED,
        /// By the uploader.
        @JsonProperty("chosen")
        CHOSEN
    }

    /// What ends the lines.
    @Serdeable
    public enum LineEnd {
        /// Unix, macOS.
        @JsonProperty("lf")
        LF,
        /// Windows.
        @JsonProperty("crlf")
        CRLF,
        /// Old Macs.
        @JsonProperty("cr")
        CR,
        /// Several kinds.
        @JsonProperty("mixed")
        MIXED,
        /// There is but one line.
        @JsonProperty("none")
        NONE
    }

    /// For people: `utf-8 with byte order mark`, or `xlsx`.
    public String encodingName() {
        if (encoding == null) {
            return "xlsx";
        }
        return byteOrderMark ? encoding.label() + " with byte order mark" : encoding.label();
    }

    static FileFormat csv(
            CsvEncoding encoding, Delimiter delimiter, Found delimiterFound, LineEnd lineEnd, long headerRow) {
        return new FileFormat(
                Kind.CSV,
                encoding.encoding(),
                encoding.markLength() > 0,
                encoding.found(),
                delimiter,
                delimiterFound,
                lineEnd,
                null,
                Found.DECLARED,
                List.of(),
                headerRow);
    }

    static FileFormat xlsx(String sheet, Found sheetFound, List<String> sheets, long headerRow) {
        return new FileFormat(
                Kind.XLSX,
                null,
                false,
                Found.DECLARED,
                null,
                Found.DECLARED,
                null,
                sheet,
                sheetFound,
                List.copyOf(sheets),
                headerRow);
    }
}
