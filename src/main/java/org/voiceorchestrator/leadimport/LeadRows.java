package org.voiceorchestrator.leadimport;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The rows of a lead file below its header, one in memory at a time. Blank rows are counted in row numbers and
/// passed over. When reading itself fails, [#next()] throws [UncheckedIOException]; nothing else is ever thrown for
/// what is in a file. [ReadAhead] reads the same rows faster.
public final class LeadRows implements Iterator<RowResult>, Closeable {
    private final RecordSource records;
    private final RowParser parser;
    private final List<String> columns;
    private @Nullable FileRecord next;
    private volatile long rows;

    LeadRows(RecordSource records, RowParser parser, List<String> columns) throws IOException {
        this.records = records;
        this.parser = parser;
        this.columns = columns;
        advance();
    }

    /// How far reading has come.
    ///
    /// @param rows read so far, blank ones too
    /// @param bytes of the file read so far; of a workbook, of the sheet as it is inside
    /// @param bytesTotal how many there are, or -1 where that is not known
    public record Progress(long rows, long bytes, long bytesTotal) {}

    /// The file's own columns as its header writes them.
    public List<String> columns() {
        return columns;
    }

    /// May be asked by any thread, at no cost.
    public Progress progress() {
        return new Progress(rows, records.bytesRead(), records.bytesTotal());
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public RowResult next() {
        return parser.parse(nextRecord());
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    /// Not yet parsed: for [ReadAhead].
    FileRecord nextRecord() {
        FileRecord current = next;
        if (current == null) {
            throw new NoSuchElementException();
        }
        try {
            advance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return current;
    }

    RowParser parser() {
        return parser;
    }

    private void advance() throws IOException {
        FileRecord record = records.next();
        while (record instanceof FileRecord.Blank) {
            record = records.next();
        }
        next = record;
        if (record != null) {
            rows = record.row();
        }
    }
}
