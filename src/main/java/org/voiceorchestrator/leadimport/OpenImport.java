package org.voiceorchestrator.leadimport;

/// An order that was accepted: its log is open, its file is still to be read.
///
/// @param log the id of the log
record OpenImport(long log, ImportOrder order, ImportCampaigns.Target campaign, ImportProgress progress) {}
