package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs an import's transaction, and beside it, on a thread and a connection of its own, writes down once a second how
/// far it has come and looks whether somebody has cancelled it: in the same process or in another.
@Singleton
final class WatchedImport {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedImport.class);
    private static final int SECONDS_BETWEEN_NOTES = 1;

    private final ImportTransaction transaction;
    private final ImportLogs logs;

    WatchedImport(ImportTransaction transaction, ImportLogs logs) {
        this.transaction = transaction;
        this.logs = logs;
    }

    /// @throws ImportCancelled when somebody has cancelled it; then nothing was stored
    void run(OpenImport open, ReadAhead rows, Clock clock) {
        CountDownLatch over = new CountDownLatch(1);
        Thread watcher =
                Thread.ofVirtual().name("import-" + open.log() + "-watcher").start(() -> watch(open, over));
        try {
            transaction.run(open, open.progress().watching(rows), clock);
        } finally {
            over.countDown();
            join(watcher);
        }
    }

    private void watch(OpenImport open, CountDownLatch over) {
        ImportProgress.State noted = open.progress().state();
        try {
            while (!over.await(SECONDS_BETWEEN_NOTES, TimeUnit.SECONDS)) {
                noted = note(open, noted);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ImportProgress.State note(OpenImport open, ImportProgress.State noted) {
        ImportProgress progress = open.progress();
        ImportProgress.State state = progress.state();
        try {
            if (!state.equals(noted)) {
                logs.note(open.log(), state);
            }
            logs.cancelledBy(open.log()).ifPresent(progress::cancel);
            return state;
        } catch (RuntimeException e) {
            // the import itself goes on or breaks off by itself; the next second says it again
            LOG.warn("the progress of import {} could not be noted", open.log(), e);
            return noted;
        }
    }

    /// So that nothing is noted any more when the import is over.
    private static void join(Thread watcher) {
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
