package org.voiceorchestrator.leadimport;

import io.micronaut.serde.annotation.Serdeable;

/// A row that did not become a lead.
///
/// @param row as a spreadsheet shows it: the header is 1
/// @param number as it was written
/// @param error for people
/// @param code for programs; stable
@Serdeable
public record RowError(long row, String number, String error, String code) {}
