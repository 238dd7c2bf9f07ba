package org.voiceorchestrator.leadimport;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// A row of the file, and what would become of it.
///
/// @param row as a spreadsheet shows it: the header is 1
/// @param number as it was written
/// @param lead as it would be stored; null where the row is no good
/// @param error for people, where the row is no good
/// @param code the same for programs; stable
/// @param suggestion what may have been meant; empty where nothing can be told
@Serdeable
public record PreviewRow(
        long row,
        String number,
        PreviewVerdict verdict,
        @Nullable PreviewLead lead,
        @Nullable String error,
        @Nullable String code,
        @Nullable String suggestion) {}
