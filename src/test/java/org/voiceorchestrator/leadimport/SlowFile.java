package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Files whose reading a test is part of. A file is opened twice: for its header, and for all of it.
final class SlowFile {
    private SlowFile() {}

    /// `midway` is done when about half of the text has been read.
    static LeadFile of(String text, Runnable midway) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int half = bytes.length / 2;
        InputStream late = new InputStream() {
            private final InputStream rest = new ByteArrayInputStream(bytes, half, bytes.length - half);
            private boolean begun;

            @Override
            public int read() throws IOException {
                throw new IOException("this file is read by blocks");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (!begun) {
                    begun = true;
                    onAnotherThread(midway);
                }
                return rest.read(target, offset, length);
            }
        };
        return file(bytes, new SequenceInputStream(new ByteArrayInputStream(bytes, 0, half), late));
    }

    /// Has rows for as long as somebody reads it.
    static LeadFile endless(String header, Runnable midway) {
        byte[] start = (header + ImportHouse.rows(0, 5000)).getBytes(StandardCharsets.UTF_8);
        InputStream more = new InputStream() {
            private int next = 5000;
            private boolean begun;

            @Override
            public int read() throws IOException {
                throw new IOException("this file is read by blocks");
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (!begun) {
                    begun = true;
                    onAnotherThread(midway);
                }
                byte[] row = ImportHouse.rows(next++, 1).getBytes(StandardCharsets.UTF_8);
                int count = Math.min(row.length, length);
                System.arraycopy(row, 0, target, offset, count);
                return count;
            }
        };
        return file(start, new SequenceInputStream(new ByteArrayInputStream(start), more));
    }

    /// On the importing thread it would join the import's own transaction.
    private static void onAnotherThread(Runnable work) {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        Thread.startVirtualThread(task);
        try {
            assertThat(task.get(2, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static LeadFile file(byte[] forTheHeader, InputStream forAll) {
        int[] opened = {0};
        return new LeadFile(
                "leads.csv",
                forTheHeader.length,
                "0".repeat(64),
                () -> opened[0]++ == 0 ? new ByteArrayInputStream(forTheHeader) : forAll);
    }
}
