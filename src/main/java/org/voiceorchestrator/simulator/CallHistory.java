package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Every leg there ever was, for auditors on any thread.
final class CallHistory {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Channel, Entry> live = new LinkedHashMap<>();
    private final Map<String, Integer> liveOfNumber = new HashMap<>();
    private final Set<String> overlapping = new TreeSet<>();

    private static final class Entry {
        private final String uuid;
        private final Endpoint endpoint;
        private final boolean byCommand;
        private final Instant startedAt;
        private final Map<String, String> variables;
        private @Nullable Instant answeredAt;
        private @Nullable Instant bridgedAt;
        private @Nullable Instant endedAt;
        private @Nullable String cause;

        Entry(String uuid, Endpoint endpoint, boolean byCommand, Instant startedAt, Map<String, String> variables) {
            this.uuid = uuid;
            this.endpoint = endpoint;
            this.byCommand = byCommand;
            this.startedAt = startedAt;
            this.variables = Map.copyOf(variables);
        }

        PlacedCall placedCall() {
            return new PlacedCall(
                    uuid,
                    endpoint.label(),
                    endpoint.callee(),
                    startedAt,
                    answeredAt,
                    bridgedAt,
                    endedAt,
                    cause,
                    variables);
        }
    }

    void started(Channel leg) {
        var started = SwitchTime.instant(leg.times.created);
        var entry = new Entry(leg.uuid, leg.endpoint, leg.originator == null, started, leg.variables);
        locked(() -> {
            entries.add(entry);
            live.put(leg, entry);
            if (leg.endpoint instanceof Endpoint.Gateway to && liveOfNumber.merge(to.number(), 1, Integer::sum) > 1) {
                overlapping.add(to.number());
            }
        });
    }

    /// There was no channel, just a job with an error.
    void refused(String uuid, Endpoint endpoint, Placing.Request request, HangupCause cause, Instant now) {
        var entry = new Entry(uuid, endpoint, request.originator() == null, now, request.variables());
        entry.endedAt = now;
        entry.cause = cause.name();
        locked(() -> entries.add(entry));
    }

    void answered(Channel leg) {
        locked(() -> entry(leg).answeredAt = SwitchTime.instant(leg.times.answered));
    }

    void bridged(Channel leg) {
        locked(() -> entry(leg).bridgedAt = SwitchTime.instant(leg.times.bridged));
    }

    void hungUp(Channel leg) {
        locked(() -> {
            var entry = entry(leg);
            entry.endedAt = SwitchTime.instant(leg.times.hangup);
            entry.cause = String.valueOf(leg.cause);
            numberIsFree(leg);
        });
    }

    void gone(Channel leg) {
        locked(() -> {
            live.remove(leg);
            signalIfIdle();
        });
    }

    /// What lived when the switch died never ended, as far as anyone can tell.
    void allGone() {
        locked(() -> {
            live.clear();
            liveOfNumber.clear();
            signalIfIdle();
        });
    }

    List<PlacedCall> calls() {
        return select(entry -> entry.byCommand);
    }

    List<PlacedCall> legs() {
        return select(_ -> true);
    }

    List<PlacedCall> liveCalls() {
        lock.lock();
        try {
            return live.values().stream()
                    .filter(entry -> entry.byCommand && entry.endedAt == null)
                    .map(Entry::placedCall)
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    Set<String> overlapping() {
        lock.lock();
        try {
            return Set.copyOf(overlapping);
        } finally {
            lock.unlock();
        }
    }

    /// False when there was still a channel at the end of the patience.
    boolean awaitIdle(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!live.isEmpty() && left > 0) {
                left = idle.awaitNanos(left);
            }
            return live.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private List<PlacedCall> select(Predicate<Entry> wanted) {
        lock.lock();
        try {
            return entries.stream().filter(wanted).map(Entry::placedCall).toList();
        } finally {
            lock.unlock();
        }
    }

    private Entry entry(Channel leg) {
        var entry = live.get(leg);
        if (entry == null) {
            throw new IllegalStateException("no live channel " + leg.uuid);
        }
        return entry;
    }

    private void numberIsFree(Channel leg) {
        if (leg.endpoint instanceof Endpoint.Gateway to) {
            liveOfNumber.merge(to.number(), -1, (count, less) -> count + less == 0 ? null : count + less);
        }
    }

    private void signalIfIdle() {
        if (live.isEmpty()) {
            idle.signalAll();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
