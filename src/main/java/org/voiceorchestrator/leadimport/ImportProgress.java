package org.voiceorchestrator.leadimport;

import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How far an import has come, counted by the threads that work at it and read by the one that writes it down; and the
/// way in which a cancellation reaches the work.
final class ImportProgress {
    /// @param rowsImported not to be seen by others before the import is committed
    record State(ImportStage stage, long rowsRead, long rowsImported, long bytesRead) {}

    private final AtomicLong rowsRead = new AtomicLong();
    private final AtomicLong rowsImported = new AtomicLong();
    private final long fileSize;
    private volatile Supplier<LeadRows.Progress> source = () -> new LeadRows.Progress(0, 0, -1);
    private volatile ImportStage stage = ImportStage.READING;
    private volatile @Nullable String cancelledBy;

    /// @param fileSize in bytes
    ImportProgress(long fileSize) {
        this.fileSize = fileSize;
    }

    State state() {
        return new State(stage, rowsRead.get(), rowsImported.get(), bytesRead());
    }

    /// From 0 to 1.
    double fractionRead() {
        return fileSize <= 0 ? 0 : (double) bytesRead() / fileSize;
    }

    /// These rows have become leads.
    void imported(long rows) {
        rowsImported.addAndGet(rows);
    }

    /// From here on the work ends with [ImportCancelled] at its next row.
    void cancel(String by) {
        cancelledBy = by;
    }

    /// @throws ImportCancelled when it has been cancelled
    void refuseWhenCancelled() {
        String by = cancelledBy;
        if (by != null) {
            throw new ImportCancelled(by);
        }
    }

    /// The same rows, counted as they are taken.
    Iterator<RowResult> watching(ReadAhead rows) {
        source = rows::progress;
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                boolean more = rows.hasNext();
                if (!more) {
                    stage = ImportStage.STORING;
                }
                return more;
            }

            @Override
            public RowResult next() {
                refuseWhenCancelled();
                RowResult row = rows.next();
                rowsRead.incrementAndGet();
                return row;
            }
        };
    }

    /// Of the file as it was sent: what is read of a workbook is larger inside.
    private long bytesRead() {
        LeadRows.Progress progress = source.get();
        return progress.bytesTotal() <= 0
                ? Math.min(progress.bytes(), fileSize)
                : (long) ((double) progress.bytes() / progress.bytesTotal() * fileSize);
    }
}
