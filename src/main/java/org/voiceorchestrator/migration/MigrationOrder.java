package org.voiceorchestrator.migration;

import org.voiceorchestrator.security.Caller;

/// That files of Telecard become campaigns with leads.
///
/// @param origin where they come from, for people
public record MigrationOrder(String origin, TelecardFolder files, MigrationOptions options, Caller by) {}
