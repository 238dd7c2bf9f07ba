package org.voiceorchestrator.leadimport;

import io.micronaut.serde.annotation.Serdeable;

/// @param name as the header writes it
/// @param field of the lead that it becomes; `metadata` when there is none for it
@Serdeable
public record PreviewColumn(String name, String field) {
    static PreviewColumn of(CsvHeader.Column column) {
        return new PreviewColumn(column.name(), column.isKnown() ? column.key() : "metadata");
    }
}
