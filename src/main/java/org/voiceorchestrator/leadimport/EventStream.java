package org.voiceorchestrator.leadimport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Server-sent events as bytes that come when they come: who reads waits for the next change.
/// [Source](https://html.spec.whatwg.org/multipage/server-sent-events.html), "Parsing an event stream".
final class EventStream extends InputStream {
    private static final int SECONDS_BETWEEN_LOOKS = 1;
    private static final int QUIET_LOOKS = 15;
    private static final byte[] HEARTBEAT = ": nothing new\n\n".getBytes(StandardCharsets.UTF_8);

    private final Supplier<Optional<ImportEvent>> look;
    private final Function<ImportEvent, byte[]> written;
    private final CountDownLatch stopping;
    private final Runnable whenOver;
    private final AtomicBoolean over = new AtomicBoolean();
    private byte[] bytes = new byte[0];
    private int position;
    private @Nullable ImportEvent last;

    /// @param look how it is now; empty when there is no such import any more
    /// @param whenOver run once, when the stream has come to its end or nobody reads it any more
    EventStream(
            Supplier<Optional<ImportEvent>> look,
            Function<ImportEvent, byte[]> written,
            CountDownLatch stopping,
            Runnable whenOver) {
        this.look = look;
        this.written = written;
        this.stopping = stopping;
        this.whenOver = whenOver;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? bytes[position++] & 0xFF : -1;
    }

    /// Gives what there is, and never waits for more than its first byte.
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return bytes.length - position;
    }

    @Override
    public void close() {
        if (over.compareAndSet(false, true)) {
            whenOver.run();
        }
    }

    private boolean hasMore() throws IOException {
        if (position < bytes.length) {
            return true;
        }
        ImportEvent known = last;
        boolean more = !over.get() && (known == null ? look(null) : !known.isLast() && waitForChange(known));
        if (!more) {
            close();
        }
        return more;
    }

    private boolean waitForChange(ImportEvent known) throws IOException {
        for (int looks = 0; looks < QUIET_LOOKS; looks++) {
            if (isStopping()) {
                return false;
            }
            if (look(known)) {
                return true;
            }
            if (over.get()) {
                return false;
            }
        }
        give(HEARTBEAT);
        return true;
    }

    /// @return whether there is something new to be read
    private boolean look(@Nullable ImportEvent known) {
        Optional<ImportEvent> now = look.get();
        if (now.isEmpty()) {
            close();
            return false;
        }
        if (now.get().equals(known)) {
            return false;
        }
        last = now.get();
        give(written.apply(last));
        return true;
    }

    private void give(byte[] more) {
        bytes = more;
        position = 0;
    }

    private boolean isStopping() throws IOException {
        try {
            return stopping.await(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("nobody waits for the next event any more");
        }
    }
}
