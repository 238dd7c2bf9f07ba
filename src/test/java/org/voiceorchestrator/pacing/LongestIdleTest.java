package org.voiceorchestrator.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.pacing.LongestIdle.Candidate;

class LongestIdleTest {
    private static final Instant NINE = Instant.parse("2026-02-09T09:00:00Z");

    @Test
    void theOneWhoHasWaitedLongestIsChosen() {
        Candidate first = new Candidate(2, 0, 1, NINE);
        Candidate second = new Candidate(1, 0, 1, NINE.plusSeconds(1));
        assertThat(LongestIdle.of(List.of(second, first))).contains(first);
    }

    @Test
    void whoHasACallAlreadyComesAfterThoseWithNone() {
        Candidate withOne = new Candidate(1, 1, 2, NINE);
        Candidate withNone = new Candidate(2, 0, 2, NINE.plusSeconds(60));
        assertThat(LongestIdle.of(List.of(withOne, withNone))).contains(withNone);
    }

    @Test
    void nobodyIsChosenWhereNobodyHasRoom() {
        assertThat(LongestIdle.of(List.of(new Candidate(1, 1, 1, NINE), new Candidate(2, 0, 0, NINE))))
                .isEmpty();
    }

    @Property
    void theChosenOneHasRoomAndTheOrderOfTheListDoesNotMatter(
            @ForAll("candidates") List<Candidate> agents, @ForAll Random random) {
        List<Candidate> shuffled = new ArrayList<>(agents);
        Collections.shuffle(shuffled, random);
        assertThat(LongestIdle.of(shuffled)).isEqualTo(LongestIdle.of(agents));
        LongestIdle.of(agents).ifPresent(chosen -> {
            assertThat(chosen.calls()).isLessThan(chosen.capacity());
            assertThat(agents)
                    .filteredOn(agent -> agent.calls() < agent.capacity())
                    .allSatisfy(agent -> assertThat(agent.calls()).isGreaterThanOrEqualTo(chosen.calls()));
        });
    }

    @Provide
    Arbitrary<List<Candidate>> candidates() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, 20),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(0, 3))
                .as((id, calls, capacity, later) -> new Candidate(id, calls, capacity, NINE.plusSeconds(later)))
                .list()
                .ofMaxSize(20)
                .uniqueElements(Candidate::agent);
    }
}
