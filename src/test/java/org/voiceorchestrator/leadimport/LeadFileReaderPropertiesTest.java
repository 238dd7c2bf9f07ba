package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.voiceorchestrator.leadimport.RowResult.Accepted;

/// The reader, said for every file.
class LeadFileReaderPropertiesTest {
    private static final String HEADER = "number,attempts,name,note";

    record Written(String name, String note) {}

    @Property
    void whatIsWrittenIsReadBack(
            @ForAll @Size(min = 1, max = 12) List<@net.jqwik.api.From("leads") Written> leads,
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
        boolean must = cell.startsWith("\"") || cell.chars().anyMatch(c -> c == ',' || c == '\n' || c == '\r');
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
