package org.voiceorchestrator.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/// What is on the heap after each collection: what is really in use, as far as the collector has looked.
final class HeapWatch {
    private static final int POINTS = 12;

    private record Point(long at, long bytes) {}

    private final List<Point> points = new ArrayList<>();

    HeapWatch() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> {
                                if (notification.getUserData() instanceof CompositeData data
                                        && notification
                                                .getType()
                                                .equals(
                                                        GarbageCollectionNotificationInfo
                                                                .GARBAGE_COLLECTION_NOTIFICATION)) {
                                    add(
                                            GarbageCollectionNotificationInfo.from(data)
                                                    .getGcInfo()
                                                    .getMemoryUsageAfterGc()
                                                    .entrySet()
                                                    .stream()
                                                    .filter(pool -> !isOutsideTheHeap(pool.getKey()))
                                                    .mapToLong(pool ->
                                                            pool.getValue().getUsed())
                                                    .sum());
                                }
                            },
                            null,
                            null);
        }
    }

    static long largest() {
        return Runtime.getRuntime().maxMemory();
    }

    /// From now on; what is in use now is the beginning.
    synchronized void start() {
        System.gc();
        points.clear();
        points.add(new Point(System.nanoTime(), used()));
    }

    /// `12 MB at first, 30 MB at most; after 0 s 12, 1 s 28, ..`.
    synchronized String curve() {
        Point first = points.getFirst();
        long most = points.stream().mapToLong(Point::bytes).max().orElse(0);
        StringBuilder curve = new StringBuilder();
        int step = Math.max(1, points.size() / POINTS);
        for (int i = 0; i < points.size(); i += step) {
            Point point = points.get(i);
            curve.append(String.format(Locale.ROOT, " %.1f s: %d", (point.at - first.at) / 1e9, point.bytes >> 20));
        }
        return "heap %d MB before, +%d MB at most; in use after collections (MB):%s"
                .formatted(first.bytes >> 20, (most - first.bytes) >> 20, curve);
    }

    private synchronized void add(long bytes) {
        points.add(new Point(System.nanoTime(), bytes));
    }

    private static boolean isOutsideTheHeap(String pool) {
        return pool.contains("Metaspace") || pool.contains("Code") || pool.contains("Class Space");
    }

    private static long used() {
        MemoryUsage usage = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return usage.getUsed();
    }
}
