package org.voiceorchestrator.leadimport;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Rows in the order of the file, read and parsed on other threads while the caller does something with earlier ones:
/// one thread cuts the file into batches of records, each batch is parsed on a thread of its own. A batch and the
/// number of batches are bounded, so memory is. What goes wrong on another thread is thrown at the row where it did.
/// Closing stops the threads, waits for the one that reads, and closes the rows.
public final class ReadAhead implements Iterator<RowResult>, Closeable {
    private static final int MOST_BATCHES = 6;
    private static final int MOST_ROWS = 500;
    private static final int MOST_CHARACTERS = 128 * 1024;

    private final LeadRows rows;
    private final BlockingQueue<FutureTask<List<RowResult>>> batches = new ArrayBlockingQueue<>(MOST_BATCHES);
    private final Thread cutter;
    private Iterator<RowResult> batch = List.<RowResult>of().iterator();
    private volatile boolean closed;
    private boolean ended;

    private ReadAhead(LeadRows rows) {
        this.rows = rows;
        this.cutter = Thread.ofVirtual().name("lead-file-reader").unstarted(this::cut);
    }

    /// Takes the rows over: they are read and closed through this one only.
    public static ReadAhead of(LeadRows rows) {
        ReadAhead ahead = new ReadAhead(rows);
        ahead.cutter.start();
        return ahead;
    }

    @Override
    public boolean hasNext() {
        while (!batch.hasNext() && !ended) {
            List<RowResult> parsed = takeBatch();
            ended = parsed.isEmpty();
            batch = parsed.iterator();
        }
        return batch.hasNext();
    }

    @Override
    public RowResult next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.next();
    }

    public LeadRows.Progress progress() {
        return rows.progress();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        cutter.interrupt();
        boolean interrupted = false;
        while (cutter.isAlive()) {
            try {
                cutter.join();
            } catch (InterruptedException e) {
                // the file is closed behind its reader's back by nobody
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        rows.close();
    }

    private List<RowResult> takeBatch() {
        if (closed) {
            throw new IllegalStateException("the rows are closed");
        }
        try {
            return batches.take().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading a lead file", e);
        } catch (ExecutionException e) {
            ended = true;
            throw asItWas(e.getCause());
        }
    }

    private static RuntimeException asItWas(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException("reading a lead file failed", cause);
        };
    }

    /// The last batch is empty, or fails.
    private void cut() {
        try {
            while (!closed && rows.hasNext()) {
                List<FileRecord> records = new ArrayList<>(MOST_ROWS);
                Throwable failure = fill(records);
                put(() -> records.stream().map(rows.parser()::parse).toList());
                if (failure != null) {
                    put(() -> {
                        throw asItWas(failure);
                    });
                    return;
                }
            }
            put(List::of);
        } catch (InterruptedException e) {
            // closed: nobody waits for more
            Thread.currentThread().interrupt();
        }
    }

    /// @return what went wrong behind the last record, if something did
    private @Nullable Throwable fill(List<FileRecord> records) {
        int characters = 0;
        try {
            while (rows.hasNext() && records.size() < MOST_ROWS && characters < MOST_CHARACTERS) {
                FileRecord record = rows.nextRecord();
                records.add(record);
                characters += charactersOf(record);
            }
            return null;
        } catch (RuntimeException | Error e) {
            // the caller waits for it
            return e;
        }
    }

    private void put(Callable<List<RowResult>> work) throws InterruptedException {
        FutureTask<List<RowResult>> task = new FutureTask<>(work);
        batches.put(task);
        Thread.startVirtualThread(task);
    }

    private static int charactersOf(FileRecord record) {
        List<String> cells = switch (record) {
            case FileRecord.Cells whole -> whole.cells();
            case FileRecord.Broken broken -> broken.cells();
            case FileRecord.Blank _ -> List.of();
        };
        int characters = 0;
        for (String cell : cells) {
            characters += cell.length() + 8;
        }
        return characters;
    }
}
