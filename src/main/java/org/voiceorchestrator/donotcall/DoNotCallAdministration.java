package org.voiceorchestrator.donotcall;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.DatabaseException.StillReferenced;
import org.voiceorchestrator.donotcall.EntryWriter.Merged;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.security.Caller;

/// Entries come, change and go by hand. The ledger says who did it.
@Singleton
final class DoNotCallAdministration {
    private final ListChanges changes;
    private final EntryWriter writer;
    private final DoNotCallEntries entries;
    private final WishForm form;

    DoNotCallAdministration(ListChanges changes, EntryWriter writer, DoNotCallEntries entries, WishForm form) {
        this.changes = changes;
        this.writer = writer;
        this.entries = entries;
        this.form = form;
    }

    /// What became of a wish.
    ///
    /// @param added false when the number stood on that list already
    /// @param entry as it now is
    @Serdeable
    record Heard(String message, boolean added, DoNotCallEntry entry) {
        static Heard of(Merged merged, DoNotCallEntry entry) {
            String message;
            if (merged.added() > 0) {
                message = "Added to the do-not-call list";
            } else if (merged.changed() > 0) {
                message = "Already on the do-not-call list; it now stays there longer";
            } else {
                message = "Already on the do-not-call list; nothing was changed";
            }
            return new Heard(message, merged.added() > 0, entry);
        }
    }

    Heard add(@Nullable Map<String, ?> body, Caller by, Instant now) {
        Wish wish = form.read(body, by, now);
        try {
            return changes.carryOut(by.username(), now, change -> {
                Merged merged = writer.add(wish, change);
                return Heard.of(
                        merged, entries.find(wish.phone(), wish.campaign(), now).orElseThrow());
            });
        } catch (StillReferenced e) {
            throw new FieldErrors("campaign", "The campaign has just been deleted.");
        }
    }

    DoNotCallEntry change(long id, @Nullable Map<String, ?> body, boolean whole, Caller by, Instant now) {
        return changes.carryOut(by.username(), now, change -> {
            DoNotCallEntry entry = entries.find(id, now).orElseThrow(Detail::notFound);
            writer.change(entry, form.change(body, entry, whole, by, now), change);
            return entries.find(id, now).orElseThrow();
        });
    }

    /// @param reason why it may be called again
    /// @throws FieldErrors without a reason
    void remove(long id, @Nullable String reason, Caller by, Instant now) {
        String why = Optional.ofNullable(reason).map(String::strip).orElse("");
        if (why.isEmpty() || why.length() > WishForm.LONGEST_REASON || why.indexOf('\0') >= 0) {
            throw new FieldErrors(
                    "reason",
                    "Say why the number may be called again, in at most " + WishForm.LONGEST_REASON + " characters.");
        }
        boolean removed = changes.carryOut(by.username(), now, change -> {
            Optional<DoNotCallEntry> entry = entries.find(id, now);
            entry.ifPresent(known -> writer.remove(known, why, change));
            return entry.isPresent();
        });
        if (!removed) {
            throw Detail.notFound();
        }
    }
}
