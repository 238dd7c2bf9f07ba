package org.voiceorchestrator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Await;

class BatchedTest {
    @Test
    void thoseWhoComeWhileAQueryRunsShareTheNextOne() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        List<Set<Integer>> queries = new CopyOnWriteArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        Batched<Integer, String> batched = new Batched<>(keys -> {
            queries.add(Set.copyOf(keys));
            if (queries.size() == 1) {
                awaitQuietly(goOn);
            }
            return keys.stream().collect(Collectors.toMap(key -> key, key -> "value " + key));
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<String> first = threads.submit(() -> batched.get(0).orElseThrow());
            Await.until("the first query runs", () -> queries.size() == 1);
            List<Future<String>> others = IntStream.rangeClosed(1, 5)
                    .mapToObj(key -> threads.submit(() -> {
                        asked.incrementAndGet();
                        return batched.get(key).orElseThrow();
                    }))
                    .toList();
            Await.until("the others wait", () -> asked.get() == 5 && batched.waiting() == 5);
            goOn.countDown();
            assertThat(first.get()).isEqualTo("value 0");
            for (int i = 0; i < others.size(); i++) {
                assertThat(others.get(i).get()).isEqualTo("value " + (i + 1));
            }
        }
        assertThat(queries).containsExactly(Set.of(0), Set.of(1, 2, 3, 4, 5));
    }

    @Test
    void everyoneSeesWhatWasThereBeforeHeAsked() {
        AtomicInteger written = new AtomicInteger();
        Batched<String, Integer> batched = new Batched<>(_ -> Map.of("n", written.get()));
        AtOnce.run(200, () -> {
            int mine = written.incrementAndGet();
            assertThat(batched.get("n").orElseThrow()).isGreaterThanOrEqualTo(mine);
            return mine;
        });
    }

    @Test
    void aQueryThatFailsFailsForAllWhoShareItAndForNobodyElse() {
        AtomicInteger queries = new AtomicInteger();
        Batched<Integer, Integer> batched = new Batched<>(_ -> {
            if (queries.incrementAndGet() == 1) {
                throw new IllegalStateException("broken");
            }
            return Map.of(1, 1);
        });
        assertThatThrownBy(() -> batched.get(1)).hasMessage("broken");
        assertThat(batched.get(1)).contains(1);
        assertThat(batched.get(2)).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
