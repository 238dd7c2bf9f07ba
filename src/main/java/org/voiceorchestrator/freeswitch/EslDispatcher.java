package org.voiceorchestrator.freeswitch;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that calls the listener, and the bounded queue in front of it.
final class EslDispatcher {
    sealed interface Notice {}

    record Up(EslSession session) implements Notice {}

    record Happened(EslEvent event) implements Notice {}

    record Down(String reason) implements Notice {}

    private record Stop() implements Notice {}

    private static final Logger LOG = LoggerFactory.getLogger(EslDispatcher.class);
    private static final long LOOK_UP_MILLIS = 50;
    private static final Duration LASTS = Duration.ofSeconds(5);

    private final EslListener listener;
    private final BlockingQueue<Notice> waiting;
    private final Thread thread;
    private volatile boolean stopped;

    EslDispatcher(String name, EslListener listener, int room) {
        this.listener = listener;
        this.waiting = new ArrayBlockingQueue<>(room);
        this.thread = Thread.ofVirtual().name("esl-listener " + name).unstarted(this::run);
        thread.start();
    }

    /// Waits for room as long as it is wanted; false when it was not wanted any more.
    boolean put(Notice notice, BooleanSupplier wanted) throws InterruptedException {
        if (waiting.offer(notice)) {
            return true;
        }
        long since = System.nanoTime();
        long told = since;
        while (wanted.getAsBoolean()) {
            if (waiting.offer(notice, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
            if (System.nanoTime() - told > LASTS.toNanos()) {
                told = System.nanoTime();
                LOG.warn(
                        "the listener is behind by {} events; nothing has been read from the switch for {} s",
                        waiting.size(),
                        Duration.ofNanos(told - since).toSeconds());
            }
        }
        return false;
    }

    boolean isThisThread() {
        return Thread.currentThread().equals(thread);
    }

    /// What is queued is delivered yet, unless the listener takes longer than that.
    void stop(Duration patience) throws InterruptedException {
        if (isThisThread()) {
            stopped = true;
            return;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        boolean told = put(new Stop(), () -> System.nanoTime() < deadline);
        if (!told || !thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
            LOG.warn("the listener did not come to its end; {} events are not delivered", waiting.size());
            stopped = true;
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (!stopped) {
                deliver(waiting.take());
            }
        } catch (InterruptedException _) {
            LOG.debug("the listener's thread was told to end");
        }
    }

    private void deliver(Notice notice) {
        try {
            switch (notice) {
                case Up(var session) -> listener.onUp(session);
                case Happened(var event) -> listener.onEvent(event);
                case Down(var reason) -> listener.onDown(reason);
                case Stop _ -> stopped = true;
            }
        } catch (RuntimeException e) {
            LOG.error("the listener failed at {}", notice, e);
        }
    }
}
