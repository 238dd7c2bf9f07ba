package org.voiceorchestrator.leadimport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.leadimport.ColumnMapper.Mapped;
import org.voiceorchestrator.leadimport.DelimiterSniffer.Sniffed;
import org.voiceorchestrator.leadimport.FileFormat.Found;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;

/// Opens a lead file, whatever a spreadsheet or a program has made of it: a CSV in any of the encodings, delimiters
/// and line ends that are in use, or an Excel workbook. Knows no database.
///
/// What is not chosen is found out and told in the [FileFormat] and the [ColumnMapping]. The header is the first row
/// that has the required columns, within the first ten that are not blank: titles above it are passed over.
public final class LeadFileReader {
    private static final int HEAD = 64 * 1024;
    private static final int HEADER_WITHIN = 10;

    /// A file that can be read, or why it can't.
    public sealed interface Opening {
        /// The rows are the caller's to close.
        record Opened(LeadRows rows, FileFormat format, ColumnMapping mapping) implements Opening {}

        /// At least one message, each a sentence for the person who uploaded the file.
        record Refused(List<String> messages) implements Opening {}
    }

    private record Header(ColumnMapping mapping, long row) {}

    private final LeadFile.Content content;
    private final ReadingChoices choices;
    private final Map<String, String> remembered;
    private final PhoneNumberNormalizer phones;
    private final Set<String> allowedRegions;
    private final List<String> problems = new ArrayList<>();

    private LeadFileReader(
            LeadFile.Content content,
            ReadingChoices choices,
            Map<String, String> remembered,
            PhoneNumberNormalizer phones,
            Set<String> allowedRegions) {
        this.content = content;
        this.choices = choices;
        this.remembered = remembered;
        this.phones = phones;
        this.allowedRegions = allowedRegions;
    }

    /// Reads the header and the first row.
    ///
    /// @param remembered columns to targets of the uploader's earlier files, see [ColumnMapping#toRemember()]
    /// @param allowedRegions of what countries numbers are taken; none named means the normalizer's own
    public static Opening open(
            LeadFile.Content content,
            ReadingChoices choices,
            Map<String, String> remembered,
            PhoneNumberNormalizer phones,
            Set<String> allowedRegions)
            throws IOException {
        return new LeadFileReader(content, choices, remembered, phones, allowedRegions).open();
    }

    private Opening open() throws IOException {
        InputStream file = content.open();
        Opening opening = null;
        try {
            opening = open(file);
            return opening;
        } catch (DamagedFile e) {
            return refused(e.getMessage());
        } finally {
            if (!(opening instanceof Opening.Opened)) {
                file.close();
            }
        }
    }

    private Opening open(InputStream file) throws IOException {
        byte[] head = file.readNBytes(HEAD);
        Optional<String> refusal = FileSignature.refusal(head);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        if (FileSignature.isZip(head)) {
            file.close();
            return workbook();
        }
        if (choices.sheet() != null) {
            return refused("sheet: the file is a CSV and has no sheets");
        }
        return csv(head, file);
    }

    private Opening csv(byte[] head, InputStream file) throws IOException {
        EncodingSniffer sniffer = new EncodingSniffer(head, head.length < HEAD);
        TextEncoding chosen = choices.encoding();
        Optional<String> objection = chosen == null ? Optional.empty() : sniffer.objection(chosen);
        if (objection.isPresent()) {
            return refused(objection.get());
        }
        if (chosen == null && head.length == HEAD && sniffer.isUndecided()) {
            readFarther(sniffer);
        }
        CsvEncoding encoding = sniffer.encoding(chosen);
        int mark = encoding.markLength();
        String text =
                new String(head, mark, head.length - mark, encoding.encoding().charset());
        Sniffed delimiter = DelimiterSniffer.sniff(text, choices.delimiter());
        CountedInput counted = new CountedInput(
                new SequenceInputStream(new ByteArrayInputStream(head, mark, head.length - mark), file), size());
        PhysicalLines lines = lines(counted, encoding.encoding());
        if (delimiter.separatorLine()) {
            lines.next();
        }
        RecordSource records = new CsvRecords(
                lines, counted, encoding.encoding(), delimiter.delimiter().character(), delimiter.wrapped());
        Header header = header(records);
        if (header == null) {
            return missingDelimiter(delimiter, text);
        }
        LeadRows rows = rows(records, header);
        FileFormat format = FileFormat.csv(
                encoding, delimiter.delimiter(), delimiter.found(), DelimiterSniffer.lineEnd(text), header.row);
        return rows.hasNext() ? new Opening.Opened(rows, format, header.mapping) : noRows();
    }

    private Opening workbook() throws IOException {
        Workbook workbook = Workbook.open(content);
        Opening opening = null;
        try {
            opening = sheet(workbook);
            return opening;
        } finally {
            if (!(opening instanceof Opening.Opened)) {
                workbook.close();
            }
        }
    }

    private Opening sheet(Workbook workbook) throws IOException {
        String chosen = choices.sheet();
        Optional<String> sheet = chosen == null ? workbook.firstWithContent() : workbook.find(chosen);
        if (sheet.isEmpty()) {
            return refused(
                    chosen == null
                            ? "The file is empty"
                            : "sheet: the workbook has no sheet '" + chosen + "'; it has: "
                                    + String.join(", ", workbook.sheets()));
        }
        RecordSource records = workbook.open(sheet.get());
        Header header = header(records);
        if (header == null) {
            return new Opening.Refused(problems);
        }
        LeadRows rows = rows(records, header);
        Found found = chosen != null ? Found.CHOSEN : workbook.sheets().size() == 1 ? Found.DECLARED : Found.SNIFFED;
        FileFormat format = FileFormat.xlsx(sheet.get(), found, workbook.sheets(), header.row);
        return rows.hasNext() ? new Opening.Opened(rows, format, header.mapping) : noRows();
    }

    /// Null when there is none that will do; then there are problems.
    private @Nullable Header header(RecordSource records) throws IOException {
        List<String> ofFirst = List.of();
        int looked = 0;
        for (FileRecord record = records.next(); record != null && looked < HEADER_WITHIN; record = records.next()) {
            if (record instanceof FileRecord.Cells whole) {
                Mapped mapped = ColumnMapper.map(whole.cells(), choices.mapping(), remembered);
                List<String> wrong = new ArrayList<>(mapped.mapping().problems());
                wrong.addAll(mapped.choiceProblems());
                if (mapped.mapping().isComplete()) {
                    problems.addAll(wrong);
                    return wrong.isEmpty() ? new Header(mapped.mapping(), whole.row()) : null;
                }
                ofFirst = looked == 0 ? wrong : ofFirst;
                looked++;
            } else if (record instanceof FileRecord.Broken broken && looked == 0) {
                problems.add("The header can't be read: " + broken.problem().message());
                return null;
            }
        }
        problems.addAll(looked == 0 ? List.of("The file is empty") : ofFirst);
        return null;
    }

    private LeadRows rows(RecordSource records, Header header) throws IOException {
        return new LeadRows(records, new RowParser(header.mapping, phones, allowedRegions), header.mapping.ownNames());
    }

    private Opening missingDelimiter(Sniffed delimiter, String text) {
        boolean cuts = text.indexOf(delimiter.delimiter().character()) >= 0;
        if (delimiter.found() == Found.CHOSEN && !cuts) {
            problems.add("delimiter: there is no " + Names.of(delimiter.delimiter()) + " in the file");
        }
        return new Opening.Refused(List.copyOf(problems));
    }

    /// Of a file on disk all is looked at: a list may begin with thousands of names in ASCII.
    private void readFarther(EncodingSniffer sniffer) throws IOException {
        if (content.path().isPresent()) {
            try (InputStream again = content.open()) {
                sniffer.readOn(again);
            }
        }
    }

    private long size() throws IOException {
        return content.path().isPresent() ? Files.size(content.path().get()) : -1;
    }

    private static PhysicalLines lines(InputStream bytes, TextEncoding encoding) {
        return encoding.isUtf16()
                ? new PhysicalLines(new Utf16Input(bytes, encoding), StandardCharsets.UTF_8)
                : new PhysicalLines(bytes, encoding.charset());
    }

    private static Opening noRows() {
        return refused("CSV has no rows below its header");
    }

    private static Opening refused(String message) {
        return new Opening.Refused(List.of(message));
    }
}
