package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.voiceorchestrator.leadimport.RowResult.Accepted;

/// The reader, said for every file.
class LeadFileReaderPropertiesTest {
    private static final String HEADER = "number,attempts,name,note";

    record Written(String name, String note) {}

    @Property
    void whatIsWrittenIsReadBack(
            @ForAll @Size(min = 1, max = 12) List<@From("leads") Written> leads,
            @ForAll("lineEnds") String lineEnd,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 50) int chunk) {
        Random random = new Random(seed);
        StringBuilder file = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "").append(HEADER);
        for (int i = 0; i < leads.size(); i++) {
            Written lead = leads.get(i);
            file.append(lineEnd)
                    .append(number(i))
                    .append(",1,")
                    .append(quoted(lead.name, random))
                    .append(',')
                    .append(quoted(lead.note, random));
        }
        Rows rows = Rows.of(inChunks(file.toString().getBytes(StandardCharsets.UTF_8), chunk));
        assertThat(rows.rejected()).isEmpty();
        assertThat(rows.accepted()).hasSameSizeAs(leads);
        for (int i = 0; i < leads.size(); i++) {
            Accepted row = rows.accepted().get(i);
            assertThat(row.row()).isEqualTo(i + 2);
            assertThat(row.lead().phone().digits()).isEqualTo("92" + number(i).substring(1));
            assertThat(row.lead().name()).isEqualTo(CellText.line(leads.get(i).name));
            assertThat(row.lead().metadata().getOrDefault("note", ""))
                    .isEqualTo(CellText.text(
                            leads.get(i).note.replace("\r\n", "\n").replace('\r', '\n')));
        }
    }

    /// Whatever the file is written in, the same comes out; and how it was written is found out.
    @Property
    void anyEncodingDelimiterQuotingAndLineEndReadsTheSame(
            @ForAll @Size(min = 1, max = 8) List<@From("plainLeads") Written> leads,
            @ForAll TextEncoding encoding,
            @ForAll Delimiter delimiter,
            @ForAll("lineEnds") String lineEnd,
            @ForAll boolean marked,
            @ForAll boolean told,
            @ForAll long seed) {
        Random random = new Random(seed);
        char between = delimiter.character();
        boolean unicode = encoding.isUtf16() || encoding == TextEncoding.UTF_8;
        StringBuilder file = new StringBuilder(unicode && marked ? "\uFEFF" : "").append(HEADER.replace(',', between));
        // without a letter that tells, a code page is UTF-8
        String letters =
                encoding == TextEncoding.WINDOWS_1256 ? " کراچي" : encoding == TextEncoding.UTF_8 ? " کراچی" : " Zoë";
        for (int i = 0; i < leads.size(); i++) {
            file.append(lineEnd)
                    .append(number(i))
                    .append(between)
                    .append('1')
                    .append(between)
                    .append(quoted(leads.get(i).name, between, random))
                    .append(between)
                    .append(quoted(leads.get(i).note + letters, between, random));
        }
        ReadingChoices choices = told ? new ReadingChoices(encoding, delimiter, null, Map.of()) : ReadingChoices.none();
        Rows rows = Rows.of(file.toString().getBytes(encoding.charset()), choices);
        assertThat(rows.rejected()).isEmpty();
        assertThat(rows.format().encoding()).isEqualTo(encoding);
        assertThat(rows.format().delimiter()).isEqualTo(delimiter);
        assertThat(rows.accepted())
                .extracting(row -> row.lead().name())
                .containsExactlyElementsOf(
                        leads.stream().map(lead -> CellText.line(lead.name)).toList());
        assertThat(rows.accepted())
                .extracting(row -> row.lead().metadata().get("note"))
                .containsExactlyElementsOf(leads.stream()
                        .map(lead -> CellText.text(lead.note + letters))
                        .toList());
    }

    /// A workbook as a library writes it reads back as it was written.
    @Property(tries = 200)
    void aWorkbookIsReadBack(
            @ForAll @Size(min = 1, max = 12) List<@From("leads") Written> leads, @ForAll boolean numbersAsNumbers)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Leads");
            List<String> header = List.of("number", "attempts", "name", "note", "follow_up_date");
            for (int i = 0; i < header.size(); i++) {
                sheet.value(0, i, header.get(i));
            }
            for (int i = 0; i < leads.size(); i++) {
                if (numbersAsNumbers) {
                    sheet.value(i + 1, 0, Long.parseLong("92" + number(i).substring(1)));
                } else {
                    sheet.value(i + 1, 0, number(i));
                }
                sheet.value(i + 1, 1, i % 99 + 1);
                sheet.value(i + 1, 2, storable(leads.get(i).name));
                sheet.value(i + 1, 3, storable(leads.get(i).note));
                sheet.value(i + 1, 4, LocalDate.of(2026, 2, 9).plusDays(i));
                sheet.style(i + 1, 4).format("yyyy-mm-dd").set();
            }
        }
        Rows rows = Rows.of(bytes.toByteArray());
        assertThat(rows.rejected()).isEmpty();
        assertThat(rows.accepted()).hasSameSizeAs(leads);
        for (int i = 0; i < leads.size(); i++) {
            LeadRow lead = rows.accepted().get(i).lead();
            assertThat(lead.phone().digits()).isEqualTo("92" + number(i).substring(1));
            assertThat(lead.maxAttempts()).isEqualTo(i % 99 + 1);
            assertThat(lead.name()).isEqualTo(CellText.line(storable(leads.get(i).name)));
            assertThat(lead.metadata().getOrDefault("note", "")).isEqualTo(CellText.text(storable(leads.get(i).note)));
            assertThat(lead.followUpDate()).isEqualTo(LocalDate.of(2026, 2, 9).plusDays(i));
        }
    }

    @Property(tries = 300)
    void noBytesInAWorkbookThrow(@ForAll @IntRange(max = 5000) int at, @ForAll byte instead, @ForAll byte[] inside) {
        byte[] workbook = new TestWorkbook()
                .sheet("Leads", TestWorkbook.row(1, "number", "attempts") + TestWorkbook.row(2, "03001234567", "1"))
                .part("xl/sharedStrings.xml", inside)
                .bytes();
        workbook[at % workbook.length] = instead;
        Rows rows = Rows.of(workbook);
        assertThat(rows.refusals().isEmpty() != rows.all().isEmpty()).isTrue();
    }

    @Property
    void metadataIsWrittenAsJson(@ForAll("leads") Written lead) throws IOException {
        Map<String, String> metadata = Map.of("a\"b\\", lead.name, "note", lead.note + "\u0001\t\n");
        try (JsonParser json = new JsonFactory().createParser(MetadataJson.of(metadata))) {
            Map<String, String> read = new HashMap<>();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                read.put(key, json.getText());
            }
            assertThat(read).isEqualTo(metadata);
        }
    }

    /// XML has no place for most control characters.
    private static String storable(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\n\t]]|[\uFFFE\uFFFF]", "").replace("\r", "");
    }

    @Property
    void noBytesThrow(@ForAll byte[] rubbish, @ForAll("likelyFiles") String likely, @ForAll boolean headed)
            throws IOException {
        assertSound(Rows.of(rubbish));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write((headed ? HEADER + "\n" + likely + "\n" : likely).getBytes(StandardCharsets.UTF_8));
        file.write(rubbish);
        assertSound(Rows.of(file.toByteArray()));
    }

    /// Whatever stands above it, a good row that begins on a line of its own is never lost: at most a quoted cell that
    /// is rightly closed can hold it.
    @Property
    void rowsAfterABrokenOneAreRead(@ForAll("brokenLines") String broken) {
        String good = "03001234567,1,\"Ali\",fine\n".repeat(3);
        Rows rows = Rows.of(HEADER + "\n" + broken + "\n" + good);
        assertThat(rows.accepted()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Property
    void guardedCellsAreReadBackAsTheyWere(@ForAll("cells") String cell) {
        String clean = CellText.line(cell);
        assertThat(FormulaGuard.unguarded(FormulaGuard.guarded(clean)))
                .satisfiesAnyOf(
                        back -> assertThat(back).isEqualTo(clean),
                        // a plain number is left as it is both ways
                        back -> assertThat(FormulaGuard.guarded(clean)).isEqualTo(clean));
    }

    private static void assertSound(Rows rows) {
        assertThat(rows.refusals().isEmpty() != rows.all().isEmpty()).isTrue();
        assertThat(rows.all()).allSatisfy(row -> {
            assertThat(row.row()).isGreaterThan(1);
            assertThat(row.cells()).noneMatch(cell -> cell.contains("\0"));
            assertThat(row.number()).doesNotContain("\0");
        });
        assertThat(rows.all())
                .extracting(RowResult::row)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    private static String number(int i) {
        return "0300%07d".formatted(i);
    }

    /// Quotes where it must, and at random where it need not.
    private static String quoted(String cell, Random random) {
        return quoted(cell, ',', random);
    }

    private static String quoted(String cell, char delimiter, Random random) {
        boolean must = cell.startsWith("\"") || cell.chars().anyMatch(c -> c == delimiter || c == '\n' || c == '\r');
        return must || random.nextBoolean() ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }

    /// A stream gives what it has, not what is asked for.
    private static InputStream inChunks(byte[] bytes, int most) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, most));
            }
        };
    }

    @Provide
    Arbitrary<String> cells() {
        Arbitrary<String> tricky =
                Arbitraries.strings().withChars("\",'\n\r=+-@ab \t;|").ofMaxLength(12);
        Arbitrary<String> any =
                Arbitraries.strings().withCharRange(' ', '\uD7FF').ofMaxLength(20);
        return Arbitraries.oneOf(
                tricky, any, Arbitraries.of("کراچی", "😀 Ali", "O'Brien", "\"", "\"\"", "a\"b", "+92 300 1"));
    }

    @Provide
    Arbitrary<Written> leads() {
        return Combinators.combine(cells(), cells()).as(Written::new);
    }

    /// Of characters that every encoding has.
    @Provide
    Arbitrary<Written> plainLeads() {
        Arbitrary<String> cells =
                Arbitraries.strings().withChars("ab ,;|\t\"'=-0").ofMaxLength(10);
        return Combinators.combine(cells, cells).as(Written::new);
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    @Provide
    Arbitrary<String> likelyFiles() {
        return Arbitraries.of(
                        "number",
                        "attempts",
                        ",",
                        ",",
                        "\"",
                        "\"",
                        "\n",
                        "\r",
                        "\r\n",
                        "03001234567",
                        "1",
                        "name",
                        "\0",
                        "9.23E+11",
                        "=",
                        "'",
                        " ",
                        "é",
                        "\uFFFD",
                        ";")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> brokenLines() {
        return Arbitraries.of("a", ",", "\"", "\"\"", " ", "03001234568", "b\"")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
