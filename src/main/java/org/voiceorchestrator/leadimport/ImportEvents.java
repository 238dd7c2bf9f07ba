package org.voiceorchestrator.leadimport;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.sse.Event;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.Detail;

/// What listeners are told of an import while it runs. Each looks at the log once a second, so it does not matter
/// which process runs the import, and between two looks a listener holds nothing but a virtual thread.
@Singleton
final class ImportEvents implements GracefulShutdownCapable {
    static final int MOST_LISTENERS = 200;

    private static final String LOOK = """
            SELECT id, import_id, status, stage, rows_read, rows_imported, bytes_read, file_size_bytes, total_rows,
                   successful_imports, failed_imports, skipped_rows, summary, cancelled_by
            FROM import_logs
            WHERE id = :id
            """;

    private final Semaphore places = new Semaphore(MOST_LISTENERS);
    private final Set<ImportListener> listeners = ConcurrentHashMap.newKeySet();
    private final Database database;
    private volatile boolean stopping;

    ImportEvents(Database database) {
        this.database = database;
    }

    /// An event `progress` now, after every change, and now and then when nothing changes; `done` with the end of the
    /// import. The stream ends with that, when the listener leaves, or when the server stops.
    ///
    /// @throws Detail 429 when too many are listening
    Publisher<Event<ImportEvent>> of(long log) {
        if (places.availablePermits() == 0) {
            throw new Detail(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many are watching imports. Ask for the import log every few seconds instead.");
        }
        Supplier<Optional<ImportEvent>> look =
                () -> database.sql(LOOK).with("id", log).first(ImportEvents::event);
        return subscriber -> listen(new ImportListener(look, subscriber), subscriber);
    }

    /// The graceful shutdown waits for open answers, so these have to end.
    @Override
    public CompletionStage<?> shutdownGracefully() {
        stop();
        return GracefulShutdownCapable.shutdownAll(Stream.empty());
    }

    @PreDestroy
    void stop() {
        stopping = true;
        listeners.forEach(ImportListener::end);
    }

    private void listen(ImportListener listener, Subscriber<?> subscriber) {
        listeners.add(listener);
        subscriber.onSubscribe(listener);
        if (stopping || !places.tryAcquire()) {
            listeners.remove(listener);
            subscriber.onComplete();
            return;
        }
        Thread.ofVirtual().name("import-listener").start(() -> {
            try {
                listener.tell();
            } finally {
                places.release();
                listeners.remove(listener);
            }
        });
    }

    private static ImportEvent event(Row row) {
        ImportStage stage = row.constant("stage", ImportStage.class);
        long bytesRead = row.bigint("bytes_read");
        long size = row.bigint("file_size_bytes");
        return new ImportEvent(
                row.bigint("id"),
                row.uuid("import_id"),
                row.constant("status", ImportStatus.class),
                stage,
                row.bigint("rows_read"),
                row.bigint("rows_imported"),
                bytesRead,
                size,
                ImportLogRow.percentage(stage, bytesRead, size),
                row.bigint("total_rows"),
                row.bigint("successful_imports"),
                row.bigint("failed_imports"),
                row.bigint("skipped_rows"),
                row.text("summary"),
                row.textOrNull("cancelled_by"));
    }
}
