package org.voiceorchestrator.simulation;

import java.util.ArrayDeque;

/// How often something happened lately.
final class SlidingCount {
    private final long length;
    private final ArrayDeque<Long> times = new ArrayDeque<>();

    SlidingCount(long length) {
        this.length = length;
    }

    void add(long now) {
        times.addLast(now);
    }

    int count(long now) {
        while (!times.isEmpty() && times.getFirst() <= now - length) {
            times.removeFirst();
        }
        return times.size();
    }
}
