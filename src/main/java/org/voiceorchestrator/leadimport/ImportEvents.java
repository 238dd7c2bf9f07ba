package org.voiceorchestrator.leadimport;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.JsonMapper;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.database.Row;
import org.voiceorchestrator.http.Detail;

/// What listeners are told of an import while it runs. Each stream looks at the log once a second, so it does not
/// matter which process runs the import, and between two looks a listener holds nothing but a virtual thread.
@Singleton
final class ImportEvents implements GracefulShutdownCapable {
    private static final int MOST_LISTENERS = 200;

    private static final String LOOK = """
            SELECT id, import_id, status, stage, rows_read, rows_imported, bytes_read, file_size_bytes, total_rows,
                   successful_imports, failed_imports, skipped_rows, summary, cancelled_by
            FROM import_logs
            WHERE id = :id
            """;

    private final Semaphore places = new Semaphore(MOST_LISTENERS);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Database database;
    private final JsonMapper json;

    ImportEvents(Database database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /// `text/event-stream`: an event `progress` now and after every change, a comment when nothing has changed for a
    /// while, and an event `done` with the end of the import, or the end of the stream when the server stops.
    ///
    /// @throws Detail 429 when too many are listening
    InputStream stream(long log) {
        if (!places.tryAcquire()) {
            throw new Detail(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many are watching imports. Ask for the import log every few seconds instead.");
        }
        Supplier<Optional<ImportEvent>> look =
                () -> database.sql(LOOK).with("id", log).first(ImportEvents::event);
        return new EventStream(look, this::written, stopping, places::release);
    }

    /// The graceful shutdown waits for open answers: these end by themselves.
    @Override
    public CompletionStage<?> shutdownGracefully() {
        stop();
        return CompletableFuture.completedFuture(null);
    }

    @PreDestroy
    void stop() {
        stopping.countDown();
    }

    private byte[] written(ImportEvent event) {
        try {
            String name = event.isLast() ? "done" : "progress";
            String data = new String(json.writeValueAsBytes(event), StandardCharsets.UTF_8);
            return ("event: " + name + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
