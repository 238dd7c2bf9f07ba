package org.voiceorchestrator.migration;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.leadimport.CsvLine;

/// What became of a migration, file by file: as JSON, as CSV for a spreadsheet, and as text. CSV and text say nothing
/// of when and in how many runs it was done: a migration that was broken off and continued has the report of one that
/// was not.
@Singleton
public final class MigrationReports {
    private static final List<String> HEADER = List.of(
            "file",
            "campaign_id",
            "agent_id",
            "extension",
            "agent_created",
            "campaign_created",
            "status",
            "rows",
            "imported",
            "duplicates",
            "rejected",
            "reasons",
            "size_bytes",
            "sha256",
            "verified",
            "campaign_status",
            "problem");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final JsonMapper json;

    MigrationReports(JsonMapper json) {
        this.json = json;
    }

    /// Whether a report can be written to a file of that name: it ends in `.json` or `.csv`.
    public static boolean isWritable(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".json") || name.endsWith(".csv");
    }

    /// Writes it whole or not at all.
    ///
    /// @param file its ending says in which form
    public void write(Migration migration, Path file) {
        boolean asJson = file.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, asJson ? json.writeValueAsBytes(migration) : csv(migration));
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] csv(Migration migration) {
        StringBuilder csv = new StringBuilder(BYTE_ORDER_MARK).append(CsvLine.of(HEADER));
        files(migration).forEach(file -> csv.append(CsvLine.of(cells(file))));
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// A line a file, and what is wrong with it below; the summary last.
    public static String text(Migration migration) {
        int width = files(migration).stream()
                .mapToInt(file -> file.fileName().length())
                .max()
                .orElse(0);
        String line = "%-" + Math.max(4, width) + "s %9s %9s %10s %9s  %s%n";
        StringBuilder text =
                new StringBuilder(line.formatted("file", "rows", "imported", "duplicates", "rejected", "verified"));
        for (MigrationFile file : files(migration)) {
            RowCounts counts = file.counts();
            text.append(line.formatted(
                    file.fileName(),
                    counts.rows(),
                    counts.imported(),
                    counts.duplicates(),
                    counts.rejected(),
                    verdict(file, migration.dryRun())));
            if (!counts.reasons().isEmpty()) {
                text.append("    ").append(reasons(counts)).append(System.lineSeparator());
            }
            if (!file.problem().isEmpty()) {
                text.append("    ").append(file.problem()).append(System.lineSeparator());
            }
        }
        if (!migration.passedOver().isEmpty()) {
            text.append("Passed over: ")
                    .append(String.join(", ", migration.passedOver()))
                    .append(System.lineSeparator());
        }
        return text.append(migration.summary()).append(System.lineSeparator()).toString();
    }

    private static String verdict(MigrationFile file, boolean dryRun) {
        return switch (file.status()) {
            case WAITING -> dryRun ? (file.alreadyIn() ? "is in already" : "would be sent") : "not begun";
            case IMPORTING -> "broken off";
            case IMPORTED -> file.verified() ? "yes" : "NO";
            case BROKEN -> "NO: broken off";
            case UNUSABLE -> "NO: unusable";
        };
    }

    private static List<String> cells(MigrationFile file) {
        RowCounts counts = file.counts();
        return List.of(
                file.fileName(),
                file.campaignId(),
                file.agentId(),
                file.extension(),
                yesOrNo(file.agentCreated()),
                yesOrNo(file.campaignCreated()),
                Names.of(file.status()),
                Long.toString(counts.rows()),
                Long.toString(counts.imported()),
                Long.toString(counts.duplicates()),
                Long.toString(counts.rejected()),
                reasons(counts),
                Long.toString(file.sizeBytes()),
                file.sha256(),
                yesOrNo(file.verified()),
                file.campaignStatus(),
                file.problem());
    }

    private static String reasons(RowCounts counts) {
        return counts.reasons().entrySet().stream()
                .map((Map.Entry<String, Long> reason) -> reason.getKey() + ": " + reason.getValue())
                .collect(Collectors.joining("; "));
    }

    private static String yesOrNo(boolean value) {
        return value ? "yes" : "no";
    }

    private static List<MigrationFile> files(Migration migration) {
        return Objects.requireNonNull(migration.files(), "a report needs the files");
    }
}
