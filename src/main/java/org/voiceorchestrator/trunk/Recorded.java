package org.voiceorchestrator.trunk;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.DatabaseException.StillReferenced;
import org.voiceorchestrator.database.DatabaseException.UniqueViolation;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.FieldErrors;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Audit;
import org.voiceorchestrator.security.Caller;

/// The things of this room come, change and go, each in one transaction with its line in the record of who did it.
@Singleton
final class Recorded {
    private final Database database;
    private final Audit audit;

    Recorded(Database database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /// What is changed, for the record and for messages.
    record Thing(String entity, String name) {}

    /// @param add gives the id
    <T> T create(Caller by, Thing thing, LongSupplier add, LongFunction<Optional<T>> find) {
        return refusingTaken(
                thing,
                () -> database.inTransaction(() -> {
                    long id = add.getAsLong();
                    audit.record(by.username(), "create", thing.entity, id, Map.of("name", thing.name));
                    return find.apply(id).orElseThrow(Detail::notFound);
                }));
    }

    <T> T change(Caller by, Thing thing, long id, Runnable change, LongFunction<Optional<T>> find) {
        return refusingTaken(
                thing,
                () -> database.inTransaction(() -> {
                    change.run();
                    audit.record(by.username(), "update", thing.entity, id, Map.of("name", thing.name));
                    return find.apply(id).orElseThrow(Detail::notFound);
                }));
    }

    /// @param inUse what to say when others name it
    void delete(Caller by, Thing thing, long id, Runnable delete, String inUse) {
        try {
            database.inTransaction(() -> {
                delete.run();
                audit.record(by.username(), "delete", thing.entity, id, Map.of("name", thing.name));
            });
        } catch (StillReferenced e) {
            throw RuleViolation.conflict(inUse);
        }
    }

    private static <T> T refusingTaken(Thing thing, Supplier<T> work) {
        try {
            return work.get();
        } catch (UniqueViolation e) {
            throw new FieldErrors("name", thing.entity.replace('_', ' ') + " with this name already exists.");
        } catch (StillReferenced e) {
            throw new FieldErrors("node", "The node has just been deleted.");
        }
    }
}
