package org.voiceorchestrator.leadimport;

import org.voiceorchestrator.database.CopyText;

/// Rows that are merged together, as they go to the database.
///
/// @param rows with the columns of [StagedRows]
/// @param rejected how many of the rows are no leads
/// @param repeated how many are marked because an earlier row of the file has their number
/// @param repeatsMarked whether those are all such rows; else the database has to find the others
record RowChunk(CopyText rows, int rejected, int repeated, boolean repeatsMarked) {}
