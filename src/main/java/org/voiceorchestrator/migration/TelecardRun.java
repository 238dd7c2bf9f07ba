package org.voiceorchestrator.migration;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.voiceorchestrator.migration.TelecardPlanner.Planned;

/// Works at a migration from its beginning to its end. Belongs to who holds the lock.
@Singleton
final class TelecardRun {
    private final TelecardPlanner planner;
    private final MigrationStore store;
    private final FileMigration files;
    private final Activation activation;

    TelecardRun(TelecardPlanner planner, MigrationStore store, FileMigration files, Activation activation) {
        this.planner = planner;
        this.store = store;
        this.files = files;
        this.activation = activation;
    }

    /// What would become of the files. Writes nothing, and needs no lock.
    List<MigrationFile> dryRun(MigrationOrder order, Onlooker onlooker) {
        return planner.plan(order, onlooker).stream().map(Planned::state).toList();
    }

    /// Whatever happens, how it ended is written down.
    void run(long id, MigrationOrder order, Onlooker onlooker) {
        Ending ending;
        try (StoredProgress progress = new StoredProgress(id, store, onlooker)) {
            ending = work(id, order, progress);
        } catch (MigrationStopped e) {
            ending = new Ending(
                    MigrationStatus.INTERRUPTED, "It was stopped. What is in stays in; run it again to continue.");
        } catch (RuntimeException e) {
            store.finish(id, MigrationStatus.FAILED, "It broke off. What is in stays in; run it again to continue.");
            throw e;
        }
        store.finish(id, ending.status(), ending.summary());
    }

    private Ending work(long id, MigrationOrder order, Onlooker onlooker) {
        List<Planned> plan = planner.plan(order, onlooker);
        List<MigrationFile> planned = plan.stream().map(Planned::state).toList();
        store.save(id, planned);
        if (order.options().dryRun() || Ending.refused(planned, order.options())) {
            return Ending.of(planned, order.options());
        }
        store.importing(id);
        List<MigrationFile> done = new ArrayList<>();
        for (Planned one : plan) {
            done.add(one.usable() ? migrate(id, one, order, onlooker) : one.state());
        }
        if (order.options().activate() && Ending.allVerified(done)) {
            done.replaceAll(file -> file.verified() ? activate(id, file, order) : file);
        }
        return Ending.of(done, order.options());
    }

    private MigrationFile migrate(long id, Planned planned, MigrationOrder order, Onlooker onlooker) {
        if (onlooker.stopped()) {
            throw new MigrationStopped();
        }
        MigrationFile file = files.migrate(id, planned, order, onlooker);
        store.save(id, file);
        onlooker.ended(file);
        return file;
    }

    private MigrationFile activate(long id, MigrationFile file, MigrationOrder order) {
        MigrationFile activated = activation.activate(file, order.by());
        store.save(id, activated);
        return activated;
    }
}
