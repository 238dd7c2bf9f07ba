package org.voiceorchestrator.leadimport;

import io.micronaut.serde.annotation.Serdeable;

/// A column of a file.
///
/// @param name as the header writes it
/// @param field of the lead that it becomes; `metadata` when there is none for it, `ignore` when it is passed over
/// @param reason from what that is known
@Serdeable
public record PreviewColumn(String name, String field, ColumnMapping.Reason reason) {
    static PreviewColumn of(ColumnMapping.Column column) {
        return new PreviewColumn(column.name(), column.target().fieldName(), column.reason());
    }
}
