package org.voiceorchestrator.migration;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down once a second how much has been read, beside telling another onlooker. From a thread of its own: the
/// one that reads is in the middle of a COPY.
final class StoredProgress implements Onlooker, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredProgress.class);

    private final long id;
    private final MigrationStore store;
    private final Onlooker other;
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread writer;

    StoredProgress(long id, MigrationStore store, Onlooker other) {
        this.id = id;
        this.store = store;
        this.other = other;
        this.writer = Thread.ofVirtual().name("migration-progress").start(this::write);
    }

    private void write() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) {
                writeOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeOnce() {
        try {
            store.progress(id, done.get(), total.get());
        } catch (RuntimeException e) {
            LOG.warn("the progress of migration {} cannot be written now", id, e);
        }
    }

    @Override
    public void toRead(long bytes) {
        total.set(bytes);
        other.toRead(bytes);
    }

    @Override
    public void read(long bytes) {
        done.addAndGet(bytes);
        other.read(bytes);
    }

    @Override
    public void checked(MigrationFile file) {
        other.checked(file);
    }

    @Override
    public void ended(MigrationFile file) {
        other.ended(file);
    }

    @Override
    public boolean stopped() {
        return other.stopped();
    }

    /// Nothing is written after it.
    @Override
    public void close() {
        closed.countDown();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writeOnce();
    }
}
