package org.voiceorchestrator.freeswitch;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Something that is waited for and ends once: with a value, or because the way it would have come on is lost.
final class Pending<T> {
    private sealed interface Ending<T> {}

    private record Open<T>() implements Ending<T> {}

    private record Got<T>(T value) implements Ending<T> {}

    private record Lost<T>(String reason) implements Ending<T> {}

    private final Ending<T> open = new Open<>();
    private final AtomicReference<Ending<T>> ending = new AtomicReference<>(open);
    private final CountDownLatch ended = new CountDownLatch(1);

    /// False when it had ended already.
    boolean got(T value) {
        return end(new Got<>(value));
    }

    boolean lost(String reason) {
        return end(new Lost<>(reason));
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /// @param late what to say when it doesn't end in time
    T await(long nanos, String late) throws EslTimeout, EslConnectionLost, InterruptedException {
        if (!ended.await(nanos, TimeUnit.NANOSECONDS)) {
            throw new EslTimeout(late, true);
        }
        return switch (ending.get()) {
            case Got<T>(var value) -> value;
            case Lost<T>(var reason) -> throw new EslConnectionLost(reason, true);
            case Open<T> _ -> throw new IllegalStateException("ended without an ending");
        };
    }

    private boolean end(Ending<T> how) {
        if (!ending.compareAndSet(open, how)) {
            return false;
        }
        ended.countDown();
        return true;
    }
}
