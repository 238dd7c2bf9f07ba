package org.voiceorchestrator.leadimport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The rows of one sheet of a workbook that is open for nothing else.
final class SheetRecords implements RecordSource {
    private final SheetRows rows;
    private final long size;
    private final Workbook workbook;

    /// @param size of the sheet unpacked, or -1
    SheetRecords(SheetRows rows, long size, Workbook workbook) {
        this.rows = rows;
        this.size = size;
        this.workbook = workbook;
    }

    @Override
    public @Nullable FileRecord next() throws IOException {
        return rows.next();
    }

    @Override
    public long bytesRead() {
        return rows.bytesRead();
    }

    @Override
    public long bytesTotal() {
        return size;
    }

    @Override
    public void close() throws IOException {
        try {
            rows.close();
        } finally {
            workbook.close();
        }
    }
}
