package org.voiceorchestrator.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// Whatever calls teach, and in whatever order they end.
class BreakerPropertiesTest {
    private static final BreakerSettings SETTINGS =
            new BreakerSettings(3, 0, 0, Duration.ofSeconds(2), Duration.ofSeconds(30));
    /// Never by a row.
    private static final BreakerSettings BY_SHARE =
            new BreakerSettings(1000, 8, 4, Duration.ofSeconds(2), Duration.ofSeconds(30));

    private static final Trip TRIP = Trip.inARow(3);
    private static final Instant NOON = Instant.parse("2026-11-20T07:00:00Z");
    private static final Lesson FAILED = new Lesson.Failed("GATEWAY_DOWN");
    private static final Lesson THROUGH = new Lesson.GotThrough(false);
    private static final Lesson NOTHING = new Lesson.Nothing();

    /// Something happens: time passes, then a call ends, the one that was begun last or an older one.
    ///
    /// @param age how many seconds ago the call was begun
    record Step(int seconds, Lesson lesson, boolean ofTheProbe, int age) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(FAILED, FAILED, THROUGH, NOTHING),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 60))
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }

    private static Lesson.Of of(UUID call, Instant begun, Lesson lesson) {
        return new Lesson.Of(call, begun, lesson);
    }

    /// A claim begins a call as soon as it may.
    private static Breaker probed(Breaker breaker, Instant now) {
        return breaker instanceof Breaker.Open open && !open.nextProbe().isAfter(now)
                ? open.probing(UUID.randomUUID())
                : breaker;
    }

    @Property
    void itOpensAfterSoManyFailuresInARowAndNotBefore(@ForAll("steps") List<Step> steps) {
        Breaker breaker = Breaker.REST;
        Instant now = NOON;
        int inARow = 0;
        Instant first = NOON;
        for (Step step : steps) {
            now = now.plusSeconds(step.seconds());
            Instant begun = now.minusSeconds(step.age());
            if (step.lesson().equals(FAILED)) {
                first = inARow == 0 ? begun : first;
                inARow++;
            } else if (step.lesson().equals(THROUGH) && begun.isAfter(first)) {
                inARow = 0;
            }
            breaker = breaker.after(of(UUID.randomUUID(), begun, step.lesson()), now, SETTINGS);
            assertThat(breaker instanceof Breaker.Open).isEqualTo(inARow >= SETTINGS.failures());
            if (breaker instanceof Breaker.Open open) {
                assertThat(open.nextProbe()).isEqualTo(now.plus(SETTINGS.firstProbe()));
                assertThat(open.trip()).isEqualTo(Trip.inARow(SETTINGS.failures()));
                return;
            }
        }
    }

    @Property
    void itOpensWhenTooManyOfTheLastCallsFailedAndNotBefore(@ForAll("steps") List<Step> steps) {
        Breaker breaker = Breaker.REST;
        Instant now = NOON;
        List<Boolean> failed = new ArrayList<>();
        for (Step step : steps) {
            now = now.plusSeconds(1 + step.seconds());
            if (step.lesson().equals(FAILED) || step.lesson().equals(THROUGH)) {
                failed.add(step.lesson().equals(FAILED));
            }
            breaker = breaker.after(of(UUID.randomUUID(), now, step.lesson()), now.plusMillis(1), BY_SHARE);
            List<Boolean> last = failed.subList(Math.max(0, failed.size() - BY_SHARE.recent()), failed.size());
            long failures = last.stream().filter(one -> one).count();
            assertThat(breaker instanceof Breaker.Open).isEqualTo(failures >= BY_SHARE.recentFailures());
            assertThat(breaker.equals(Breaker.REST)).isEqualTo(failures == 0);
            if (breaker instanceof Breaker.Open open) {
                assertThat(open.trip().failures()).isEqualTo(BY_SHARE.recentFailures());
                assertThat(open.trip().ofCalls()).isBetween(BY_SHARE.recentFailures(), BY_SHARE.recent());
                return;
            }
        }
    }

    @Property
    void successOfACallThatWasBegunBeforeTheFirstFailureDoesNotCount(@ForAll @IntRange(min = 0, max = 60) int age) {
        Breaker failing = Breaker.REST.after(of(UUID.randomUUID(), NOON, FAILED), NOON, BY_SHARE);
        Instant before = NOON.minusSeconds(age);
        assertThat(failing.after(of(UUID.randomUUID(), before, THROUGH), NOON, BY_SHARE))
                .isEqualTo(failing);
    }

    @Property
    void onlyTheCallThatTriesMovesItOnceItIsOpen(@ForAll("steps") List<Step> steps) {
        Breaker breaker = new Breaker.Open(NOON, TRIP, "GATEWAY_DOWN", 0, NOON.plusSeconds(2));
        Instant now = NOON;
        for (Step step : steps) {
            now = now.plusSeconds(step.seconds());
            breaker = probed(breaker, now);
            Breaker before = breaker;
            UUID call = step.ofTheProbe() && breaker instanceof Breaker.HalfOpen halfOpen
                    ? halfOpen.probe()
                    : UUID.randomUUID();
            breaker = breaker.after(of(call, now.minusSeconds(step.age()), step.lesson()), now, SETTINGS);
            if (!(before instanceof Breaker.HalfOpen halfOpen) || !call.equals(halfOpen.probe())) {
                assertThat(breaker).isEqualTo(before);
            } else if (step.lesson().equals(THROUGH)) {
                assertThat(breaker).isEqualTo(Breaker.REST);
                return;
            } else {
                Breaker.Open open = (Breaker.Open) breaker;
                assertThat(open.since()).isEqualTo(NOON);
                assertThat(open.probes())
                        .isEqualTo(halfOpen.probes() + (step.lesson().equals(FAILED) ? 1 : 0));
                assertThat(Duration.between(now, open.nextProbe()))
                        .isEqualTo(SETTINGS.delay(open.probes()))
                        .isBetween(SETTINGS.firstProbe(), SETTINGS.longestProbe());
            }
        }
    }

    @Property
    void fromWhereverItIsHeldOneCallThatGetsThroughIsEnough(@ForAll("steps") List<Step> steps) {
        Breaker breaker = Breaker.REST;
        Instant now = NOON;
        for (Step step : steps) {
            now = now.plusSeconds(step.seconds());
            breaker = probed(breaker, now);
            UUID call = step.ofTheProbe() && breaker instanceof Breaker.HalfOpen halfOpen
                    ? halfOpen.probe()
                    : UUID.randomUUID();
            breaker = breaker.after(of(call, now.minusSeconds(step.age()), step.lesson()), now, SETTINGS);
        }
        Instant later = now.plus(SETTINGS.longestProbe());
        breaker = probed(breaker, later);
        UUID last = breaker instanceof Breaker.HalfOpen halfOpen ? halfOpen.probe() : UUID.randomUUID();
        assertThat(breaker.after(of(last, later, THROUGH), later, SETTINGS)).isEqualTo(Breaker.REST);
    }

    @Example
    void delaysDoubleUpToTheLongest() {
        assertThat(List.of(0, 1, 2, 3, 4, 99).stream()
                        .map(probes -> SETTINGS.delay(probes).toSeconds()))
                .containsExactly(2L, 4L, 8L, 16L, 30L, 30L);
    }
}
