package org.voiceorchestrator.leadimport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// How far an import has come, counted by the threads that work at it and read by the one that writes it down; and the
/// way in which a cancellation reaches the work.
final class ImportProgress {
    /// @param rowsImported not to be seen by others before the import is committed
    record State(ImportStage stage, long rowsRead, long rowsImported, long bytesRead) {}

    private final AtomicLong rowsRead = new AtomicLong();
    private final AtomicLong rowsImported = new AtomicLong();
    private final AtomicLong bytesRead = new AtomicLong();
    private volatile ImportStage stage = ImportStage.READING;
    private volatile @Nullable String cancelledBy;

    State state() {
        return new State(stage, rowsRead.get(), rowsImported.get(), bytesRead.get());
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
    Iterator<RowResult> watching(Iterator<RowResult> rows) {
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

    /// The same bytes, counted as they are taken.
    InputStream watching(InputStream bytes) {
        return new FilterInputStream(bytes) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                if (one >= 0) {
                    bytesRead.incrementAndGet();
                }
                return one;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int count = super.read(target, offset, length);
                bytesRead.addAndGet(Math.max(0, count));
                return count;
            }
        };
    }
}
