package org.voiceorchestrator.migration;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.voiceorchestrator.http.RuleViolation;

/// Migrations at once, from the command line.
@Singleton
public final class TelecardMigrations {
    private final TelecardRun run;
    private final MigrationLock lock;
    private final MigrationStore store;
    private final Migrations migrations;
    private final Clock clock;

    TelecardMigrations(TelecardRun run, MigrationLock lock, MigrationStore store, Migrations migrations, Clock clock) {
        this.run = run;
        this.lock = lock;
        this.store = store;
        this.migrations = migrations;
        this.clock = clock;
    }

    /// Does what is ordered, and waits for its end. A dry run writes nothing at all.
    ///
    /// @return how it ended, with its files
    /// @throws RuleViolation 409 when another migration is running
    public Migration run(MigrationOrder order, Onlooker onlooker) {
        if (order.options().dryRun()) {
            return dryRun(order, onlooker);
        }
        try (MigrationLock.Held _ = lock.take()) {
            long id = store.open(order, "");
            run.run(id, order, onlooker);
            return migrations.find(id).orElseThrow();
        }
    }

    private Migration dryRun(MigrationOrder order, Onlooker onlooker) {
        Instant begun = clock.instant();
        List<MigrationFile> files = dryFiles(order, onlooker);
        Ending ending = Ending.of(files, order.options());
        return new Migration(
                null,
                Migration.TELECARD,
                order.origin(),
                order.by().username(),
                true,
                order.options().activate(),
                order.options().skipBad(),
                order.options().durationDays(),
                ending.status(),
                ending.summary(),
                100,
                order.files().passedOver(),
                begun,
                clock.instant(),
                files.size(),
                0,
                files.stream().map(MigrationFile::counts).reduce(RowCounts.NONE, RowCounts::plus),
                files);
    }

    private List<MigrationFile> dryFiles(MigrationOrder order, Onlooker onlooker) {
        try {
            return run.dryRun(order, onlooker);
        } catch (MigrationStopped e) {
            throw RuleViolation.conflict("The dry run was stopped.");
        }
    }
}
