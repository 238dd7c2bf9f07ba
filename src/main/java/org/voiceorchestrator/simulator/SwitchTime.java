package org.voiceorchestrator.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The switch's clock and its one thread. The clock starts at the given clock's instant and from there runs `scale`
/// times as fast as time really passes; it never goes back.
///
/// Everything that runs here runs alone and in the order it was handed in or fell due.
final class SwitchTime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchTime.class);

    interface Timer {
        void cancel();
    }

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final long originMicros;
    private final long originNanos = System.nanoTime();
    private final double scale;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicLong life = new AtomicLong();

    SwitchTime(Clock clock, double scale) {
        this.originMicros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        this.scale = scale;
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("simulated-switch").factory());
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    long micros() {
        return originMicros + (long) ((System.nanoTime() - originNanos) * scale / 1000);
    }

    Instant now() {
        return instant(micros());
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /// The real switch counts its timeouts in whole epoch seconds: N fires between N-1 and N seconds from now.
    Duration untilEpochSecond(int seconds) {
        long now = micros();
        long at = (now / MICROS_PER_SECOND + seconds) * MICROS_PER_SECOND;
        return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(at - now));
    }

    void run(Runnable task) {
        after(Duration.ZERO, task);
    }

    Timer after(Duration delay, Runnable task) {
        return schedule((long) (delay.toNanos() / scale), task);
    }

    /// For what does not speed up with the switch's clock: patience with people who connect.
    Timer afterRealTime(Duration delay, Runnable task) {
        return schedule(delay.toNanos(), task);
    }

    private Timer schedule(long nanos, Runnable task) {
        long born = life.get();
        Runnable guarded = () -> runIfStillAlive(born, task);
        try {
            var future = thread.schedule(guarded, nanos, TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException _) {
            // the switch has been closed: nothing happens any more
            return () -> {};
        }
    }

    private void runIfStillAlive(long born, Runnable task) {
        if (born != life.get()) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("the simulated switch failed in a step; that call or connection may hang", e);
        }
    }

    /// What was planned so far won't happen: the process that planned it is gone.
    void forgetPlans() {
        life.incrementAndGet();
        thread.getQueue().clear();
    }

    /// Runs on the switch's thread and waits; outlives [#forgetPlans].
    <T> T ask(Callable<T> question) {
        try {
            return thread.submit(question).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the simulated switch was asked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulated switch failed", e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
