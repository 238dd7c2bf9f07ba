package org.voiceorchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// All sources have the one format. `mvn test -Dtest=FormatTest -Dformat.apply=true` gives it to them. (A test and no
/// Maven plugin, because the formatter must run on the JDK that knows the language, and Maven may run on an older
/// one.)
class FormatTest {
    private static final int LONGEST_COMMENT = 119;

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    @Test
    void everySourceHasTheOneFormat() throws IOException {
        List<Path> different = new ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            String formatted = format(source, text);
            if (!text.equals(formatted)) {
                different.add(source);
                if (Boolean.getBoolean("format.apply")) {
                    Files.writeString(source, formatted);
                }
            }
        }
        if (!Boolean.getBoolean("format.apply")) {
            assertThat(different).isEmpty();
        }
    }

    private static String format(Path source, String text) {
        refuseLongComments(source, text);
        try {
            String tidied = RemoveUnusedImports.removeUnusedImports(text);
            return FORMATTER.formatSource(ImportOrderer.reorderImports(tidied, JavaFormatterOptions.Style.PALANTIR));
        } catch (FormatterException e) {
            throw new AssertionError(source + " cannot be formatted: " + e.getMessage(), e);
        }
    }

    /// The formatter breaks a `///` that is too long, and what comes after the break is no comment any more.
    private static void refuseLongComments(Path source, String text) {
        text.lines()
                .filter(line -> line.strip().startsWith("///") && line.length() > LONGEST_COMMENT)
                .forEach(line -> {
                    throw new AssertionError(
                            source + " has a comment of more than " + LONGEST_COMMENT + " columns: " + line);
                });
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String root : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }
}
