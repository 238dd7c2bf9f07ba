package org.voiceorchestrator.leadimport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.voiceorchestrator.database.Names;

/// What stands between the cells of a line.
@Serdeable
public enum Delimiter {
    /// What CSV means.
    @JsonProperty("comma")
    COMMA(','),
    /// Excel, where the comma is the decimal sign.
    @JsonProperty("semicolon")
    SEMICOLON(';'),
    /// Excel's "Unicode Text", and what is copied out of a spreadsheet.
    @JsonProperty("tab")
    TAB('\t'),
    /// Exports of databases.
    @JsonProperty("pipe")
    PIPE('|');

    static final String NAMES = Arrays.stream(values()).map(Names::of).collect(Collectors.joining(", "));

    private final char character;

    Delimiter(char character) {
        this.character = character;
    }

    public char character() {
        return character;
    }

    /// By its name, or as the character itself.
    static Optional<Delimiter> named(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(delimiter -> Names.of(delimiter).equals(name)
                        || text.equals(String.valueOf(delimiter.character))
                        || name.equals(String.valueOf(delimiter.character)))
                .findFirst();
    }
}
