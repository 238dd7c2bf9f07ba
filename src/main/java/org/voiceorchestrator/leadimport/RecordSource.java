package org.voiceorchestrator.leadimport;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The rows of a file in their order; for one thread at a time.
interface RecordSource extends Closeable {
    /// The next row, or null at the end.
    @Nullable
    FileRecord next() throws IOException;

    /// How many bytes of the file have been read; may be asked by any thread.
    long bytesRead();

    /// How many bytes there are, or -1 where that is not known.
    long bytesTotal();
}
