package org.voiceorchestrator.leadimport;

import io.micronaut.http.sse.Event;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// One who is told how an import goes on, until it is over, he leaves, or the server stops. It looks on a thread of
/// its own, which is never interrupted: that would break the connection to the database it looks over.
final class ImportListener implements Subscription {
    private static final int SECONDS_BETWEEN_LOOKS = 1;
    private static final int QUIET_LOOKS = 15;

    /// More than this nobody is told in a week.
    private static final long ENOUGH = 1_000_000;

    private final Supplier<Optional<ImportEvent>> look;
    private final Subscriber<? super Event<ImportEvent>> subscriber;
    private final Semaphore wanted = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean gone;

    /// @param look how the import is now; empty when there is no such import any more
    ImportListener(Supplier<Optional<ImportEvent>> look, Subscriber<? super Event<ImportEvent>> subscriber) {
        this.look = look;
        this.subscriber = subscriber;
    }

    @Override
    public void request(long events) {
        wanted.release((int) Math.clamp(events, 0, ENOUGH));
    }

    @Override
    public void cancel() {
        gone = true;
        end();
    }

    /// The stream ends, whatever the import does.
    void end() {
        ended.countDown();
    }

    /// Returns when the stream is over.
    void tell() {
        try {
            tellChanges();
            if (!gone) {
                subscriber.onComplete();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!gone) {
                subscriber.onError(e);
            }
        }
    }

    private void tellChanges() throws InterruptedException {
        ImportEvent known = null;
        int quiet = 0;
        boolean more = true;
        while (more) {
            ImportEvent now = look.get().orElse(null);
            if (now == null) {
                return;
            }
            if (!now.equals(known)) {
                more = give(Event.of(now).name(now.isLast() ? "done" : "progress")) && !now.isLast();
                quiet = 0;
            } else if (++quiet == QUIET_LOOKS) {
                more = give(Event.of(now).name("progress").comment("nothing new"));
                quiet = 0;
            }
            known = now;
            more = more && !ended.await(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
        }
    }

    /// Waits until the listener can take it.
    ///
    /// @return false when the stream has ended meanwhile
    private boolean give(Event<ImportEvent> event) throws InterruptedException {
        while (!wanted.tryAcquire(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS)) {
            if (ended.getCount() == 0) {
                return false;
            }
        }
        if (!gone) {
            subscriber.onNext(event);
        }
        return !gone;
    }
}
