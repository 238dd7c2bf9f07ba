package org.voiceorchestrator.leadimport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that knows how far it has been read; any thread may ask.
final class CountedInput extends FilterInputStream {
    private final long total;
    private volatile long count;

    /// @param total how many bytes there are, or -1
    CountedInput(InputStream in, long total) {
        super(in);
        this.total = total;
    }

    long count() {
        return count;
    }

    long total() {
        return total;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        moveOn(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        moveOn(Math.max(read, 0));
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /// One thread reads at a time.
    private void moveOn(long read) {
        long before = count;
        count = before + read;
    }
}
