package org.voiceorchestrator.leadimport;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;

/// What became of the leads of an import that was taken back.
///
/// @param message the same, for people
/// @param alreadyUndone whether this was done before; then nothing was changed now
/// @param removedLeads how many leads are gone by the undo
/// @param keptLeads how many leads of the import are there now
/// @param kept why they were kept
@Serdeable
public record UndoReport(
        String message,
        boolean alreadyUndone,
        long id,
        UUID importId,
        long removedLeads,
        long keptLeads,
        KeptLeads kept,
        Instant undoneAt,
        String undoneBy) {
    static UndoReport of(
            ImportLog log, KeptLeads kept, boolean before, Instant undoneAt, String undoneBy, long removed) {
        String done = before
                ? "This import was undone before by %s: %d leads were removed then. Nothing was changed now."
                        .formatted(undoneBy, removed)
                : "Import undone: %d leads removed, %d kept (%s).".formatted(removed, kept.all(), kept.reasons());
        return new UndoReport(done, before, log.id(), log.importId(), removed, kept.all(), kept, undoneAt, undoneBy);
    }
}
