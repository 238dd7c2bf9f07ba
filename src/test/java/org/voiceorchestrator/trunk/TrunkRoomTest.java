package org.voiceorchestrator.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TrunkRoomTest {
    private static final int MANY = Integer.MAX_VALUE;

    private static Trunk trunk(long id, int priority, int weight, int lines, int perSecond, boolean active) {
        return new Trunk(
                id,
                "t" + id,
                "g" + id,
                null,
                lines,
                perSecond,
                "",
                0,
                "",
                weight,
                priority,
                active,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static Map<Long, Integer> takeAll(TrunkRoom room, int calls, List<Long> chosen) {
        Map<Long, Integer> taken = new HashMap<>();
        for (int i = 0; i < calls; i++) {
            room.take(chosen).ifPresent(trunk -> taken.merge(trunk.id(), 1, Integer::sum));
        }
        return taken;
    }

    @Example
    void theNextPriorityGetsWhatTheBestHasNoRoomFor() {
        TrunkRoom room =
                new TrunkRoom(List.of(trunk(1, 0, 1, 2, 100, true), trunk(2, 1, 1, 100, 3, true)), Map.of(), _ -> MANY);
        assertThat(takeAll(room, 10, List.of())).isEqualTo(Map.of(1L, 2, 2L, 3));
    }

    @Example
    void whileTheBestIsDownTheOthersGetAll() {
        TrunkRoom room = new TrunkRoom(
                List.of(trunk(1, 0, 1, 50, 50, true), trunk(2, 1, 1, 50, 50, true)),
                Map.of(),
                trunk -> trunk.id() == 1 ? 0 : MANY);
        assertThat(takeAll(room, 10, List.of())).isEqualTo(Map.of(2L, 10));
    }

    @Example
    void aCampaignsOwnTrunksAreTriedInItsOrder() {
        List<Trunk> trunks =
                List.of(trunk(1, 0, 9, 4, 9, true), trunk(2, 5, 1, 3, 9, true), trunk(3, 0, 1, 9, 9, true));
        TrunkRoom room = new TrunkRoom(trunks, Map.of(), _ -> MANY);
        assertThat(room.room(List.of(2L, 1L))).isEqualTo(7);
        assertThat(room.take(List.of(2L, 1L))).map(Trunk::id).contains(2L);
        assertThat(takeAll(room, 10, List.of(2L, 1L))).isEqualTo(Map.of(2L, 2, 1L, 4));
        assertThat(room.take(List.of(77L))).isEmpty();
    }

    @Example
    void callsThatAreOnATrunkAlreadyCount() {
        TrunkRoom room =
                new TrunkRoom(List.of(trunk(1, 0, 1, 10, 10, true)), Map.of(1L, new TrunkRoom.Load(9, 3)), _ -> MANY);
        assertThat(takeAll(room, 5, List.of())).isEqualTo(Map.of(1L, 1));
        TrunkRoom over =
                new TrunkRoom(List.of(trunk(1, 0, 1, 5, 10, true)), Map.of(1L, new TrunkRoom.Load(9, 3)), _ -> MANY);
        assertThat(over.room(List.of())).isZero();
    }

    @Example
    void whatIsDialedIsTheNumberWithoutItsFirstDigitsBehindThePrefix() {
        Trunk national = new Trunk(1, "n", "g", null, 1, 1, "0", 2, "", 1, 0, true, Instant.EPOCH, Instant.EPOCH);
        assertThat(national.dialed("923001234567")).isEqualTo("03001234567");
        assertThat(Trunk.configured("carrier", 60, 10, "+", "").dialed("923001234567"))
                .isEqualTo("+923001234567");
    }

    @Property
    void everyLimitHoldsNoCallIsRefusedWhileThereIsRoomAndPrioritiesGoInOrder(
            @ForAll("trunks") List<Trunk> trunks,
            @ForAll @IntRange(max = 60) int calls,
            @ForAll Set<@IntRange(min = 1, max = 6) Integer> down,
            @ForAll("loads") Map<Long, TrunkRoom.Load> loads) {
        TrunkRoom room = new TrunkRoom(trunks, loads, trunk -> down.contains((int) trunk.id()) ? 0 : MANY);
        int before = room.room(List.of());
        Map<Long, Integer> taken = new HashMap<>();
        for (int i = 0; i < calls; i++) {
            int best = trunks.stream()
                    .filter(trunk -> room.room(trunk) > 0)
                    .mapToInt(Trunk::priority)
                    .min()
                    .orElse(-1);
            Optional<Trunk> next = room.take(List.of());
            assertThat(next.isPresent()).isEqualTo(i < before);
            next.ifPresent(trunk -> {
                assertThat(trunk.priority()).isEqualTo(best);
                taken.merge(trunk.id(), 1, Integer::sum);
            });
        }
        for (Trunk trunk : trunks) {
            int own = taken.getOrDefault(trunk.id(), 0);
            TrunkRoom.Load load = loads.getOrDefault(trunk.id(), TrunkRoom.Load.NONE);
            if (own > 0) {
                assertThat(trunk.isActive()).isTrue();
                assertThat(down).doesNotContain((int) trunk.id());
                assertThat(load.live() + own).isLessThanOrEqualTo(trunk.lines());
                assertThat(load.lastSecond() + own).isLessThanOrEqualTo(trunk.callsPerSecond());
            }
        }
    }

    @Property
    void trunksOfOnePriorityShareAsTheirWeightsSay(
            @ForAll @IntRange(min = 1, max = 20) int one,
            @ForAll @IntRange(min = 1, max = 20) int other,
            @ForAll @IntRange(min = 1, max = 300) int calls) {
        TrunkRoom room = new TrunkRoom(
                List.of(trunk(1, 0, one, 1000, 1000, true), trunk(2, 0, other, 1000, 1000, true)), Map.of(), _ -> MANY);
        int first = takeAll(room, calls, List.of()).getOrDefault(1L, 0);
        assertThat((double) first)
                .isBetween(calls * one / (double) (one + other) - 1, calls * one / (double) (one + other) + 1);
    }

    @Provide
    Arbitrary<List<Trunk>> trunks() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.of(true, true, true, false))
                .as((priority, weight, lines, perSecond, active) ->
                        trunk(0, priority, weight, lines, perSecond, active))
                .list()
                .ofMaxSize(6)
                .map(list -> IntStream.range(0, list.size())
                        .mapToObj(i -> trunk(
                                i + 1L,
                                list.get(i).priority(),
                                list.get(i).weight(),
                                list.get(i).lines(),
                                list.get(i).callsPerSecond(),
                                list.get(i).isActive()))
                        .toList());
    }

    @Provide
    Arbitrary<Map<Long, TrunkRoom.Load>> loads() {
        Arbitrary<TrunkRoom.Load> load = Combinators.combine(
                        Arbitraries.integers().between(0, 14),
                        Arbitraries.integers().between(0, 14))
                .as(TrunkRoom.Load::new);
        return Arbitraries.maps(Arbitraries.longs().between(1, 6), load);
    }
}
