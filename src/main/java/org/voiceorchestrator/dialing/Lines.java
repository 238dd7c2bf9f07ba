package org.voiceorchestrator.dialing;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The calls that this process may have at once.
final class Lines {
    private final int all;
    private final Semaphore free;

    Lines(int all) {
        this.all = all;
        this.free = new Semaphore(all);
    }

    int free() {
        return free.availablePermits();
    }

    int busy() {
        return all - free.availablePermits();
    }

    /// Whoever takes lines has counted the free ones under the worker's lock, so they are there.
    void take(int n) {
        free.acquireUninterruptibly(n);
    }

    void release() {
        free.release();
    }

    /// @return whether all calls ended in time
    boolean awaitAllFree(long millis) throws InterruptedException {
        if (free.tryAcquire(all, millis, TimeUnit.MILLISECONDS)) {
            free.release(all);
            return true;
        }
        return false;
    }
}
