package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.leadimport.RowResult.Accepted;
import org.voiceorchestrator.leadimport.RowResult.Rejected;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;

/// A whole file read, for tests. Format and mapping are there when the file was not refused.
record Rows(
        List<String> refusals,
        @Nullable FileFormat readAs,
        @Nullable ColumnMapping mappedAs,
        List<RowResult> all) {
    static final PhoneNumberNormalizer PHONES = new PhoneNumberNormalizer();

    static Rows of(String file) {
        return of(file.getBytes(StandardCharsets.UTF_8));
    }

    static Rows of(byte[] file) {
        return of(() -> new ByteArrayInputStream(file), ReadingChoices.none(), Map.of());
    }

    static Rows of(byte[] file, ReadingChoices choices) {
        return of(() -> new ByteArrayInputStream(file), choices, Map.of());
    }

    static Rows of(InputStream file) {
        return of(() -> file, ReadingChoices.none(), Map.of());
    }

    static Rows of(LeadFile.Content file, ReadingChoices choices, Map<String, String> remembered) {
        try {
            return switch (LeadFileReader.open(file, choices, remembered, PHONES, Set.of())) {
                case LeadFileReader.Opening.Refused(var messages) -> new Rows(messages, null, null, List.of());
                case LeadFileReader.Opening.Opened opened -> {
                    try (LeadRows rows = opened.rows()) {
                        List<RowResult> all = new ArrayList<>();
                        rows.forEachRemaining(all::add);
                        yield new Rows(List.of(), opened.format(), opened.mapping(), all);
                    }
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FileFormat format() {
        return Objects.requireNonNull(readAs, () -> "refused: " + refusals);
    }

    ColumnMapping mapping() {
        return Objects.requireNonNull(mappedAs, () -> "refused: " + refusals);
    }

    List<String> columns() {
        return mapping().ownNames();
    }

    List<Accepted> accepted() {
        return all.stream()
                .filter(Accepted.class::isInstance)
                .map(Accepted.class::cast)
                .toList();
    }

    List<Rejected> rejected() {
        return all.stream()
                .filter(Rejected.class::isInstance)
                .map(Rejected.class::cast)
                .toList();
    }

    /// `row:number` of the good, `row:code` of the bad, in the order of the file.
    List<String> inShort() {
        assertThat(refusals).isEmpty();
        return all.stream()
                .map(row -> switch (row) {
                    case Accepted good -> good.row() + ":" + good.lead().phone();
                    case Rejected bad -> bad.row() + ":" + bad.code();
                })
                .toList();
    }

    LeadRow onlyLead() {
        assertThat(refusals).isEmpty();
        assertThat(all).singleElement().isInstanceOf(Accepted.class);
        return accepted().getFirst().lead();
    }
}
