package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceorchestrator.phone.PhoneRefusal;

/// The sample files and their README say the same.
class SampleFilesTest {
    private static final Path FOLDER = Path.of("sample-csv");
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d+) \\| .* \\| `?([a-z_0-9]+)`? \\|$", Pattern.MULTILINE);
    private static final Pattern REASON = Pattern.compile("^\\| `([a-z_]+)` \\| (.*) \\|$", Pattern.MULTILINE);

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv") || name.endsWith(".xlsx"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatComesOutIsWhatTheReadmeSays(String file) throws IOException {
        List<String> promised = ROW.matcher(section(file))
                .results()
                .map(row -> row.group(1) + ":" + row.group(2))
                .toList();
        assertThat(promised).isNotEmpty();
        assertThat(read(file).inShort()).isEqualTo(promised);
    }

    @Test
    void theTelecardFileIsFourteenGoodLeads() {
        Rows rows = read("telecard.csv");
        assertThat(rows.columns()).containsExactly("name", "number", "city", "attempts");
        assertThat(rows.accepted()).hasSize(14);
        assertThat(rows.accepted().getFirst().lead().name()).isEqualTo("Ahmed Raza");
        assertThat(rows.accepted().getFirst().lead().maxAttempts()).isEqualTo(3);
    }

    @Test
    void theFilesOfOtherProgramsAreReadAsWhatTheyAre() {
        Rows semicolon = read("semicolon.csv");
        assertThat(semicolon.format().delimiter()).isEqualTo(Delimiter.SEMICOLON);
        assertThat(semicolon.accepted().getFirst().lead().metadata()).containsEntry("Shop", "Raza & Sons, Anarkali");
        Rows urdu = read("urdu-windows-1256.csv");
        assertThat(urdu.format().encoding()).isEqualTo(TextEncoding.WINDOWS_1256);
        assertThat(urdu.accepted().getLast().lead().name()).isEqualTo("چوہدري ڈاکٹر ٹيپو");
        assertThat(urdu.accepted().getLast().lead().city()).isEqualTo("پشاور");
        Rows workbook = read("workbook.xlsx");
        assertThat(workbook.format().sheet()).isEqualTo("Leads");
        assertThat(workbook.format().headerRow()).isEqualTo(3);
        assertThat(workbook.accepted().getFirst().lead().followUpDate()).isEqualTo(LocalDate.of(2026, 2, 9));
    }

    @Test
    void everyReasonHasItsSentenceInTheReadme() {
        Map<String, String> sentences = REASON.matcher(section("Reasons"))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
        assertThat(sentences).hasSize(PhoneRefusal.values().length + 13);
        for (PhoneRefusal refusal : PhoneRefusal.values()) {
            assertThat(sentences).containsEntry(refusal.code(), refusal.message());
        }
        assertThat(read("errors.csv").rejected()).allSatisfy(rejected -> {
            String error = rejected.error()
                    .replaceFirst("^(name|last_order_date|follow_up_date): ", "COLUMN: ")
                    .replaceFirst("^COLUMN: must be at most \\d+", "COLUMN: must be at most N");
            assertThat(sentences).containsEntry(rejected.code(), error);
        });
    }

    @Test
    void theErrorFileShowsEveryReasonThatAFileCanShow() {
        assertThat(read("errors.csv").rejected().stream().map(RowResult.Rejected::code))
                .contains(
                        Stream.of(PhoneRefusal.values()).map(PhoneRefusal::code).toArray(String[]::new));
    }

    private static Rows read(String file) {
        try {
            return Rows.of(Files.readAllBytes(FOLDER.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String section(String heading) {
        try {
            String readme = Files.readString(FOLDER.resolve("README.md"));
            int start = readme.indexOf("## " + heading + "\n");
            assertThat(start).as("a section about " + heading).isPositive();
            int end = readme.indexOf("\n## ", start);
            return readme.substring(start, end < 0 ? readme.length() : end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
