package org.voiceorchestrator.migration;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Caller;

/// Migrations in the background of a server, and the taking up of those that its last run has left.
@Singleton
final class MigrationRuns {
    private static final Logger LOG = LoggerFactory.getLogger(MigrationRuns.class);
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final TelecardRun run;
    private final MigrationLock lock;
    private final MigrationStore store;
    private final Migrations migrations;
    private final TelecardUploads uploads;
    private final Background background = new Background();
    private volatile @Nullable Thread worker;

    MigrationRuns(
            TelecardRun run, MigrationLock lock, MigrationStore store, Migrations migrations, TelecardUploads uploads) {
        this.run = run;
        this.lock = lock;
        this.store = store;
        this.migrations = migrations;
        this.uploads = uploads;
    }

    /// Nobody looks on: who wants to know asks for the migration.
    private static final class Background implements Onlooker {
        private volatile boolean stopped;

        @Override
        public void toRead(long bytes) {
            // the store has it
        }

        @Override
        public void read(long bytes) {
            // the store has it
        }

        @Override
        public void checked(MigrationFile file) {
            // the store has it
        }

        @Override
        public void ended(MigrationFile file) {
            // the store has it
        }

        @Override
        public boolean stopped() {
            return stopped;
        }
    }

    /// Begins, and does not wait for the end. The files are deleted then.
    ///
    /// @throws RuleViolation 409 when another migration is running; the files stay
    Migration start(TelecardUploads.Received received, String origin, Caller by) {
        MigrationOrder order = new MigrationOrder(origin, received.files(), received.options(), by);
        MigrationLock.Held held = lock.take();
        boolean started = false;
        try {
            long id = store.open(order, received.folder());
            Migration begun = migrations.find(id).orElseThrow();
            work("migration-" + id, held, () -> run(id, order, received.folder()));
            started = true;
            return begun;
        } finally {
            if (!started) {
                held.close();
            }
        }
    }

    /// What was being done when the server ended is done to its end.
    @EventListener
    void resume(ServerStartupEvent ignored) {
        if (uploads.isEmpty()) {
            return;
        }
        lock.tryTake().ifPresent(held -> work("migrations-resumed", held, this::resumeAll));
    }

    private void resumeAll() {
        store.interruptUnfinished();
        List<Migrations.Resumable> left = migrations.resumable();
        for (Migrations.Resumable one : left) {
            Optional<Path> folder = uploads.find(one.folder());
            if (folder.isPresent() && !background.stopped) {
                TelecardFolder files = new TelecardFolder(
                        TelecardFolder.read(folder.get(), List.of()).files(), one.passedOver());
                store.reopen(one.id());
                run(one.id(), new MigrationOrder(one.origin(), files, one.options(), one.by()), one.folder());
            }
        }
        Set<String> needed = left.stream().map(Migrations.Resumable::folder).collect(Collectors.toSet());
        uploads.deleteForgotten(needed);
    }

    private void run(long id, MigrationOrder order, String folder) {
        run.run(id, order, background);
        LOG.info("migration {} has ended", id);
        if (!background.stopped) {
            uploads.delete(folder);
        }
    }

    private void work(String name, MigrationLock.Held held, Runnable work) {
        worker = Thread.ofVirtual().name(name).start(() -> {
            try (held) {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("{} broke off", name, e);
            }
        });
    }

    /// The file that is being imported is given up; the next start continues with it.
    @PreDestroy
    void stop() throws InterruptedException {
        background.stopped = true;
        Thread running = worker;
        if (running != null && !running.join(PATIENCE)) {
            LOG.warn("stopping while a migration is still at work; the next start continues it");
        }
    }
}
