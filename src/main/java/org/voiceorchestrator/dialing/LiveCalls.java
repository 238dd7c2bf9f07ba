package org.voiceorchestrator.dialing;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.call.CallOutcome;
import org.voiceorchestrator.telephony.PlacedCall;

/// The calls that this worker follows: each on a thread of its own, and on one of this process's lines.
final class LiveCalls {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCalls.class);

    private final Lines lines;
    private final UUID worker;
    private final AttemptSettler settler;
    private final Clock clock;
    private final Runnable whenEnded;
    private final CallActions actions;
    private final Map<UUID, CallAttempt> attempts = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("call-", 0).factory());

    /// @param whenEnded hears of every call that is over here, after its line is free
    LiveCalls(int lines, UUID worker, AttemptSettler settler, CallActions actions, Clock clock, Runnable whenEnded) {
        this.lines = new Lines(lines);
        this.worker = worker;
        this.settler = settler;
        this.clock = clock;
        this.whenEnded = whenEnded;
        this.actions = actions;
    }

    int freeLines() {
        return lines.free();
    }

    int count() {
        return lines.busy();
    }

    Set<UUID> ids() {
        return Set.copyOf(attempts.keySet());
    }

    /// Takes a line that is free and follows the call on it.
    void begin(
            UUID call,
            WaitingCustomer customer,
            PressedKeys.OfCall keys,
            HandledCall handled,
            Supplier<PlacedCall> beginning) {
        lines.take(1);
        CallAttempt attempt = new CallAttempt(call, worker, settler, customer, keys, handled);
        attempts.put(call, attempt);
        threads.execute(() -> run(call, attempt, beginning));
    }

    /// Has done what people want done with these calls.
    void handle() {
        actions.open(ids())
                .forEach(action -> Optional.ofNullable(attempts.get(action.call()))
                        .ifPresent(attempt -> attempt.handled().order(action)));
    }

    private void run(UUID call, CallAttempt attempt, Supplier<PlacedCall> beginning) {
        try {
            follow(call, attempt, beginning);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            attempts.remove(call, attempt);
            lines.release();
            whenEnded.run();
        }
    }

    private void follow(UUID call, CallAttempt attempt, Supplier<PlacedCall> beginning) throws InterruptedException {
        try (PlacedCall placed = beginning.get()) {
            attempt.follow(placed);
        } catch (RuntimeException e) {
            LOG.error("call {} cannot be followed any further", call, e);
            Unfollowed lost = new Unfollowed(clock.instant(), new CallOutcome.Lost("an error here: see the log"));
            attempt.follow(lost);
        }
    }

    /// @return whether all calls ended in time
    boolean awaitNone(Duration patience) throws InterruptedException {
        return lines.awaitAllFree(patience.toMillis());
    }

    /// Calls go on at the switch, and are nobody's here. Those that have ended are settled yet, if the database lets
    /// them within the patience.
    void handOver(Duration patience) throws InterruptedException {
        attempts.values().forEach(CallAttempt::handOver);
        threads.shutdown();
        if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("{} calls have ended and could not be settled: another worker will find them lost", count());
            threads.shutdownNow();
        }
    }
}
