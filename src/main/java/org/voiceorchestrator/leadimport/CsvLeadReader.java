package org.voiceorchestrator.leadimport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;
import org.voiceorchestrator.phone.PhoneResult;

/// Reads a lead file row by row: an iterator that holds one row, whatever the size of the file. Knows no database.
///
/// The format, which `sample-csv/` shows: UTF-8 (a byte order mark is fine), commas, a header in any order and letter
/// case with at least `number` and `attempts`. Blank rows count as rows, as in a spreadsheet, and are passed over.
/// Missing cells at the end of a row are empty. When reading itself fails, [#next()] throws [UncheckedIOException];
/// nothing else is ever thrown for what is in a file.
public final class CsvLeadReader implements Iterator<RowResult> {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_CITY = 100;

    /// A file that can be read, or why it can't.
    public sealed interface Opening {
        record Opened(CsvLeadReader rows) implements Opening {}

        /// At least one message, each a sentence for the person who uploaded the file.
        record Refused(List<String> messages) implements Opening {}
    }

    private final CsvRecords records;
    private final CsvHeader header;
    private final PhoneNumberNormalizer phones;
    private final Set<String> allowedRegions;
    private @Nullable RowResult next;

    private CsvLeadReader(
            CsvRecords records, CsvHeader header, PhoneNumberNormalizer phones, Set<String> allowedRegions) {
        this.records = records;
        this.header = header;
        this.phones = phones;
        this.allowedRegions = allowedRegions;
    }

    /// Reads the header and the first row. The stream stays the caller's to close.
    ///
    /// @param allowedRegions of what countries numbers are taken; none named means the normalizer's own
    public static Opening open(InputStream file, PhoneNumberNormalizer phones, Set<String> allowedRegions)
            throws IOException {
        PhysicalLines lines = new PhysicalLines(file);
        byte[] start = lines.peek(FileSignature.LENGTH);
        Optional<String> notCsv = FileSignature.refusal(start);
        if (notCsv.isPresent()) {
            return new Opening.Refused(List.of(notCsv.get()));
        }
        lines.skip(FileSignature.markLength(start));
        CsvRecords records = new CsvRecords(lines);
        return switch (firstWithContent(records)) {
            case null -> refused("The file is empty");
            case CsvRecord.Blank _ -> refused("The file is empty");
            case CsvRecord.Broken broken ->
                refused("The header can't be read: " + broken.problem().message());
            case CsvRecord.Cells header -> withHeader(records, CsvHeader.of(header.cells()), phones, allowedRegions);
        };
    }

    private static Opening withHeader(
            CsvRecords records, CsvHeader header, PhoneNumberNormalizer phones, Set<String> allowedRegions)
            throws IOException {
        List<String> problems = header.problems();
        if (!problems.isEmpty()) {
            return new Opening.Refused(problems);
        }
        CsvLeadReader reader = new CsvLeadReader(records, header, phones, allowedRegions);
        reader.advance();
        return reader.hasNext() ? new Opening.Opened(reader) : refused("CSV has no rows below its header");
    }

    /// The file's columns as its header writes them.
    public List<String> columns() {
        return header.ownNames();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public RowResult next() {
        RowResult current = next;
        if (current == null) {
            throw new NoSuchElementException();
        }
        try {
            advance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return current;
    }

    private void advance() throws IOException {
        CsvRecord record = firstWithContent(records);
        next = record == null ? null : read(record);
    }

    private static @Nullable CsvRecord firstWithContent(CsvRecords records) throws IOException {
        CsvRecord record = records.next();
        while (record instanceof CsvRecord.Blank) {
            record = records.next();
        }
        return record;
    }

    private RowResult read(CsvRecord record) {
        return switch (record) {
            case CsvRecord.Cells(var row, var cells) -> read(row, cells);
            case CsvRecord.Blank(var row) -> throw new IllegalStateException("row " + row + " is blank");
            case CsvRecord.Broken(var row, var cells, var problem) ->
                rejected(row, new RowFields(header, cells).number(), cells, List.of(problem));
        };
    }

    private RowResult read(long row, List<String> cells) {
        RowFields fields = new RowFields(header, cells);
        PhoneResult phone = phones.normalize(FormulaGuard.unguarded(fields.raw(CsvHeader.NUMBER)), allowedRegions);
        if (phone instanceof PhoneResult.Refused refused) {
            fields.add(RowProblem.of(refused));
        }
        fields.refuseFurtherCells();
        int attempts = fields.attempts();
        String name = fields.text(CsvHeader.NAME, LONGEST_NAME);
        String city = fields.text(CsvHeader.CITY, LONGEST_CITY);
        var customerSegment = fields.customerSegment();
        var lastOrder = fields.date(CsvHeader.LAST_ORDER_DATE);
        var followUp = fields.date(CsvHeader.FOLLOW_UP_DATE);
        var metadata = fields.metadata();
        if (phone instanceof PhoneResult.Normalized(var number)
                && fields.problems().isEmpty()) {
            LeadRow lead = new LeadRow(number, name, city, attempts, customerSegment, lastOrder, followUp, metadata);
            return new RowResult.Accepted(row, fields.number(), header.ownCells(cells), lead);
        }
        return rejected(row, fields.number(), cells, fields.problems());
    }

    /// Everything that is wrong is said at once, so that a row need not be mended twice; the code is the first one's.
    private RowResult rejected(long row, String number, List<String> cells, List<RowProblem> problems) {
        String error = problems.stream().map(RowProblem::message).collect(Collectors.joining("; "));
        return new RowResult.Rejected(
                row, number, header.ownCells(cells), problems.getFirst().code(), error);
    }

    private static Opening refused(String message) {
        return new Opening.Refused(List.of(message));
    }
}
