package org.voiceorchestrator.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.TestServer;

/// What is kept of breakers in the database.
class BreakersTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final Instant NOW = TestServer.START;

    private Breakers breakers;

    @BeforeEach
    void none() {
        breakers = server.bean(Breakers.class);
        server.database().sql("DELETE FROM breakers").update();
    }

    private static Breakers.Call call(long campaign, Lesson lesson) {
        return new Breakers.Call(campaign, 0, new Lesson.Of(UUID.randomUUID(), NOW, lesson));
    }

    private void hear(List<Breakers.Call> calls) {
        server.database().inTransaction(() -> breakers.hear(calls, NOW));
    }

    private long rows() {
        return server.database().sql("SELECT count(*) AS n FROM breakers").one(row -> row.bigint("n"));
    }

    @Test
    void failuresThatEndAtTheSameMomentInManyProcessesAreEachCounted() {
        AtomicInteger ended = new AtomicInteger();
        AtOnce.run(40, () -> {
            hear(List.of(call(ended.incrementAndGet() % 10, new Lesson.Failed("GATEWAY_DOWN"))));
            return true;
        });
        assertThat(server.database()
                        .sql("SELECT failures FROM breakers WHERE scope = 'campaign' ORDER BY id")
                        .list(row -> row.integer("failures")))
                .hasSize(10)
                .containsOnly(4);
        assertThat(breakers.holding().campaigns()).isEmpty();
        assertThat(breakers.holding().trunks()).containsOnlyKeys(0L);
        AtOnce.run(10, () -> {
            hear(List.of(call(ended.incrementAndGet() % 10, new Lesson.Failed("GATEWAY_DOWN"))));
            return true;
        });
        assertThat(breakers.holding().campaigns())
                .hasSize(10)
                .allSatisfy((_, state) -> assertThat(state)
                        .isEqualTo(new BreakerState(
                                BreakerState.State.OPEN,
                                NOW,
                                5,
                                0,
                                "GATEWAY_DOWN",
                                0,
                                NOW.plus(Duration.ofSeconds(2)))));
    }

    @Test
    void whatWorksLeavesNothingBehind() {
        hear(List.of(call(1, new Lesson.GotThrough(false)), call(2, new Lesson.Nothing())));
        assertThat(rows()).isZero();
        hear(IntStream.range(0, 4)
                .mapToObj(_ -> call(1, new Lesson.Failed("NETWORK_OUT_OF_ORDER")))
                .toList());
        assertThat(rows()).isEqualTo(2);
        for (int i = 0; i < 19; i++) {
            hear(List.of(gotThrough()));
        }
        assertThat(rows()).isEqualTo(2);
        hear(List.of(gotThrough()));
        assertThat(rows()).isZero();
    }

    private static Breakers.Call gotThrough() {
        return new Breakers.Call(
                1L, 0, new Lesson.Of(UUID.randomUUID(), NOW.plusMillis(1), new Lesson.GotThrough(false)));
    }

    @Test
    void everySecondCallThatFailsHoldsThemToo() {
        for (int i = 0; i < 9; i++) {
            hear(List.of(call(1, new Lesson.Failed("GATEWAY_DOWN")), gotThrough()));
        }
        assertThat(breakers.holding().campaigns()).isEmpty();
        hear(List.of(call(1, new Lesson.Failed("GATEWAY_DOWN"))));
        assertThat(breakers.holding().campaigns().get(1L))
                .isEqualTo(new BreakerState(
                        BreakerState.State.OPEN, NOW, 10, 19, "GATEWAY_DOWN", 0, NOW.plus(Duration.ofSeconds(2))));
        assertThat(breakers.holding().trunks().get(0L))
                .extracting(BreakerState::reason)
                .isEqualTo("10 of the last 19 calls failed: GATEWAY_DOWN");
    }

    @Test
    void whoeverResetsACampaignResetsItsTrunksToo() {
        hear(IntStream.range(0, 5)
                .mapToObj(_ -> call(1, new Lesson.Failed("NETWORK_OUT_OF_ORDER")))
                .toList());
        assertThat(breakers.reset(2)).isTrue();
        assertThat(breakers.holding().campaigns()).containsOnlyKeys(1L);
        assertThat(breakers.reset(1)).isTrue();
        assertThat(breakers.reset(1)).isFalse();
        assertThat(rows()).isZero();
    }
}
