package org.voiceorchestrator.once;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Rings when a request has ended in this process, so that who waits for one looks again. What ends in other processes
/// is not heard here, so who waits also looks every tenth of a second.
final class Bell {
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final AtomicReference<CountDownLatch> next = new AtomicReference<>(new CountDownLatch(1));

    void ring() {
        next.getAndSet(new CountDownLatch(1)).countDown();
    }

    Deadline within(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    /// How long somebody waits altogether.
    final class Deadline {
        private final long end;

        private Deadline(long end) {
            this.end = end;
        }

        /// Waits until it is worth looking again.
        ///
        /// @return false: the time is over
        boolean awaitNext() {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                boolean rung = next.get().await(Math.min(left, LOOK_EVERY_NANOS), TimeUnit.NANOSECONDS);
                return rung || System.nanoTime() < end;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
