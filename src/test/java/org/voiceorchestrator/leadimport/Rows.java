package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.voiceorchestrator.leadimport.RowResult.Accepted;
import org.voiceorchestrator.leadimport.RowResult.Rejected;
import org.voiceorchestrator.phone.PhoneNumberNormalizer;

/// A whole file read, for tests.
record Rows(List<String> refusals, List<String> columns, List<RowResult> all) {
    static final PhoneNumberNormalizer PHONES = new PhoneNumberNormalizer();

    static Rows of(String file) {
        return of(file.getBytes(StandardCharsets.UTF_8));
    }

    static Rows of(byte[] file) {
        return of(new ByteArrayInputStream(file));
    }

    static Rows of(InputStream file) {
        try {
            return switch (CsvLeadReader.open(file, PHONES, Set.of())) {
                case CsvLeadReader.Opening.Refused(var messages) -> new Rows(messages, List.of(), List.of());
                case CsvLeadReader.Opening.Opened(var reader) -> {
                    List<RowResult> all = new ArrayList<>();
                    reader.forEachRemaining(all::add);
                    yield new Rows(List.of(), reader.columns(), all);
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
