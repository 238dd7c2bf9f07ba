package org.voiceorchestrator.leadimport;

import io.micronaut.http.HttpStatus;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.http.Detail;

/// The imports of this process: a few at a time, as each has a connection to the database for as long as it takes.
@Singleton
final class ImportRuns {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRuns.class);
    private static final int PLACES = 6;
    private static final int SECONDS_TO_FINISH = 8;

    private final Semaphore places = new Semaphore(PLACES, true);
    private final LeadImporter importer;

    ImportRuns(LeadImporter importer) {
        this.importer = importer;
    }

    /// Waits for its turn and to its end. The log is opened when the turn has come, so an open log is always worked
    /// at.
    ImportReport now(ImportOrder order) {
        return inTurn(() -> importer.importFile(order));
    }

    /// Reads a file when its turn has come: previews cost as much as imports.
    <T> T inTurn(Supplier<T> work) {
        places.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    /// Accepts the order and works at it in the background.
    ///
    /// @param afterwards what is to be done when the file is not needed any more, whatever becomes of it
    /// @return the id of the log
    /// @throws Detail 429 when too many imports are running; then, and when the order is refused, `afterwards` is
    ///     not run
    long inBackground(ImportOrder order, Runnable afterwards) {
        if (!places.tryAcquire()) {
            throw new Detail(
                    HttpStatus.TOO_MANY_REQUESTS, "Too many imports are running. Send the file again in a minute.");
        }
        boolean started = false;
        try {
            OpenImport open = importer.open(order);
            Thread.ofVirtual().name("import-" + open.log()).start(() -> work(open, afterwards));
            started = true;
            return open.log();
        } finally {
            if (!started) {
                places.release();
            }
        }
    }

    private void work(OpenImport open, Runnable afterwards) {
        try {
            importer.run(open);
        } catch (RuntimeException e) {
            // its log says so to whoever waits for it
            LOG.error("import {} failed", open.log(), e);
        } finally {
            places.release();
            afterwards.run();
        }
    }

    /// Lets running imports end before the database goes; one that takes longer is rolled back and its log closed by
    /// the sweeper of whoever is there next.
    @PreDestroy
    void stop() throws InterruptedException {
        if (!places.tryAcquire(PLACES, SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
            LOG.warn("stopping with imports still running; nothing of them will be stored");
        }
    }
}
