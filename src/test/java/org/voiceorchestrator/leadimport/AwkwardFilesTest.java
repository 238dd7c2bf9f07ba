package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.voiceorchestrator.leadimport.AwkwardFiles.Awkward;
import org.voiceorchestrator.leadimport.RowResult.Accepted;
import org.voiceorchestrator.leadimport.RowResult.Rejected;

/// Of every awkward file comes out what must: how it was read, what its columns hold, each of its rows.
class AwkwardFilesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<Awkward> files() {
        return AwkwardFiles.all().stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatComesOut(Awkward awkward) throws IOException {
        Path file = Files.write(folder.resolve("file"), awkward.file());
        assertThat(read(LeadFile.Content.of(file), awkward.choices())).isEqualTo(expected(awkward));
    }

    /// Of a file on disk all is looked at, of a stream its beginning.
    static Stream<Awkward> filesKnownByTheirBeginning() {
        return files().filter(awkward -> !awkward.name().contains("64 KiB"));
    }

    @ParameterizedTest
    @MethodSource("filesKnownByTheirBeginning")
    void itIsTheSameFromMemory(Awkward awkward) {
        assertThat(read(() -> new ByteArrayInputStream(awkward.file()), awkward.choices()))
                .isEqualTo(expected(awkward));
    }

    /// @return what is written of the rows, or of why reading them broke off
    private static List<String> read(LeadFile.Content file, ReadingChoices choices) {
        try {
            return written(Rows.of(file, choices, Map.of()));
        } catch (UncheckedIOException e) {
            return List.of(
                    "",
                    "",
                    "breaks off: " + Objects.requireNonNull(e.getCause()).getMessage());
        }
    }

    private static List<String> expected(Awkward awkward) {
        List<String> expected = new ArrayList<>(List.of(awkward.format(), awkward.mapping()));
        expected.addAll(awkward.rows());
        return expected;
    }

    private static List<String> written(Rows rows) {
        List<String> lines = new ArrayList<>();
        if (rows.readAs() == null) {
            lines.addAll(List.of("", ""));
            lines.addAll(rows.refusals());
            return lines;
        }
        lines.add(format(rows.format()));
        lines.add(mapping(rows.mapping()));
        // a long file: its last rows tell
        rows.all().stream()
                .skip(Math.max(0, rows.all().size() - 20))
                .map(AwkwardFilesTest::row)
                .forEach(lines::add);
        return lines;
    }

    private static String format(FileFormat format) {
        String header = format.headerRow() == 1 ? "" : ", header in row " + format.headerRow();
        if (format.kind() == FileFormat.Kind.XLSX) {
            return ("xlsx, sheet " + format.sheet() + " " + format.sheetFound() + " of " + format.sheets() + header)
                    .toLowerCase(Locale.ROOT);
        }
        return (format.encodingName() + " " + format.encodingFound() + ", " + format.delimiter() + " "
                        + format.delimiterFound() + ", " + format.lineEnd() + header)
                .toLowerCase(Locale.ROOT);
    }

    private static String mapping(ColumnMapping mapping) {
        String columns = mapping.columns().stream()
                .map(column -> column.name()
                        + switch (column.reason()) {
                            case OWN_NAME -> "=";
                            case SYNONYM -> "~";
                            case CHOSEN -> "!";
                            case REMEMBERED -> "^";
                            case UNKNOWN -> "-";
                            case ADDED_BY_DOWNLOAD -> "+";
                        }
                        + column.target().fieldName())
                .collect(Collectors.joining(" | "));
        return mapping.notes().isEmpty() ? columns : columns + " " + mapping.notes();
    }

    private static String row(RowResult row) {
        return switch (row) {
            case Accepted good -> {
                LeadRow lead = good.lead();
                String all = good.row() + ":" + lead.phone() + " x" + lead.maxAttempts()
                        + (lead.name().isEmpty() ? "" : " " + lead.name())
                        + (lead.city().isEmpty() ? "" : " of " + lead.city())
                        + (lead.lastOrderDate() == null ? "" : " ordered " + lead.lastOrderDate())
                        + (lead.followUpDate() == null ? "" : " again " + lead.followUpDate())
                        + (lead.metadata().isEmpty() ? "" : " " + lead.metadata());
                yield all.length() > 300 ? all.substring(0, 300) : all;
            }
            case Rejected bad ->
                bad.row() + ":" + bad.code() + (bad.suggestion().isEmpty() ? "" : " -> " + bad.suggestion());
        };
    }
}
