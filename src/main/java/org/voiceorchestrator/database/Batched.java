package org.voiceorchestrator.database;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One query for all who ask at the same moment. While one runs, those who come wait together for the next; its query
/// begins after the last of them came, so that each gets an answer as fresh as from a query of its own.
public final class Batched<K, V> {
    private final Function<Set<K>, Map<K, V>> query;
    private final Semaphore turn = new Semaphore(1);
    private final Object gate = new Object();
    private Batch<K, V> gathering = new Batch<>();

    /// @param query reads the values of some keys; one that is not there is left out
    public Batched(Function<Set<K>, Map<K, V>> query) {
        this.query = query;
    }

    private static final class Batch<K, V> {
        private final Set<K> keys = new HashSet<>();
        private final CountDownLatch done = new CountDownLatch(1);
        private Map<K, V> values = Map.of();
        private @Nullable RuntimeException failure;
    }

    public Optional<V> get(K key) {
        Batch<K, V> mine;
        boolean first;
        synchronized (gate) {
            mine = gathering;
            first = mine.keys.isEmpty();
            mine.keys.add(key);
        }
        if (first) {
            runInTurn(mine);
        }
        awaitDone(mine);
        if (mine.failure != null) {
            throw mine.failure;
        }
        return Optional.ofNullable(mine.values.get(key));
    }

    /// How many different things are asked for by those who wait for the next query.
    int waiting() {
        synchronized (gate) {
            return gathering.keys.size();
        }
    }

    private void runInTurn(Batch<K, V> batch) {
        turn.acquireUninterruptibly();
        try {
            synchronized (gate) {
                gathering = new Batch<>();
            }
            batch.values = query.apply(batch.keys);
        } catch (RuntimeException e) {
            batch.failure = e;
        } finally {
            turn.release();
            batch.done.countDown();
        }
    }

    private static void awaitDone(Batch<?, ?> batch) {
        try {
            batch.done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a query", e);
        }
    }
}
