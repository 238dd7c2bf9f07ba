package org.voiceorchestrator.database;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/// Rows on their way into a COPY.
public final class CopyRows implements AutoCloseable {
    private static final int FLUSH_AT = 64 * 1024;

    private final CopyIn copy;
    private final CopyText text = new CopyText(FLUSH_AT + 8 * 1024);

    CopyRows(CopyIn copy) {
        this.copy = copy;
    }

    public CopyRows add(@Nullable String value) {
        text.add(value);
        return this;
    }

    public CopyRows add(long value) {
        text.add(value);
        return this;
    }

    /// A `text[]`.
    public CopyRows add(List<String> values) {
        StringBuilder array = new StringBuilder("{");
        for (String value : values) {
            array.append(array.length() > 1 ? ",\"" : "\"")
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return add(array.append('}').toString());
    }

    public void endRow() {
        text.endRow();
        if (text.size() >= FLUSH_AT) {
            flush();
        }
    }

    long finish() throws SQLException {
        flush();
        return copy.endCopy();
    }

    /// Cancels what was not finished.
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void flush() {
        try {
            text.sendTo(copy);
        } catch (SQLException e) {
            throw DatabaseException.of("COPY", e);
        }
        text.clear();
    }
}
