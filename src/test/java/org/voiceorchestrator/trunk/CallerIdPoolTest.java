package org.voiceorchestrator.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class CallerIdPoolTest {
    private static CallerIdPool pool(PoolStrategy strategy, List<CallerId> numbers) {
        return new CallerIdPool(1, "pool", strategy, numbers, true, 0, Instant.EPOCH, Instant.EPOCH);
    }

    private static CallerId number(String digits, int weight) {
        return new CallerId(digits, weight, "", true);
    }

    private static List<CallerId> weighing(List<Integer> weights) {
        return java.util.stream.IntStream.range(0, weights.size())
                .mapToObj(i -> number("922100000" + i, weights.get(i)))
                .toList();
    }

    private static String chosen(CallerIdPool pool, String customer, long turn) {
        return pool.choose(customer, turn).orElseThrow();
    }

    private static String customer(long n) {
        return String.valueOf(923_000_000_000L + n);
    }

    @Example
    void theLongestPrefixThatFitsWinsAndOthersGetWhatIsForEverybody() {
        CallerIdPool pool = pool(
                PoolStrategy.ROUND_ROBIN,
                List.of(
                        number("111", 1),
                        new CallerId("222", 1, "92", true),
                        new CallerId("333", 1, "9242", true),
                        new CallerId("444", 1, "92421", false)));
        assertThat(pool.choose("971501234567", 0)).contains("111");
        assertThat(pool.choose("923001234567", 7)).contains("222");
        assertThat(pool.choose("924212345678", 9)).contains("333");
    }

    @Example
    void aPoolWithNothingToShowLeavesItToTheTrunk() {
        assertThat(pool(PoolStrategy.STICKY, List.of(new CallerId("1111", 1, "44", true)))
                        .choose("923001234567", 1))
                .isEmpty();
        CallerIdPool off = new CallerIdPool(
                1, "off", PoolStrategy.STICKY, List.of(number("1111", 1)), false, 0, Instant.EPOCH, Instant.EPOCH);
        assertThat(off.choose("923001234567", 1)).isEmpty();
    }

    @Property
    void inTurnEachNumberComesOnceARound(
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 1, max = 5) Integer> weights,
            @ForAll @LongRange(max = 1_000_000_000_000L) long turn) {
        CallerIdPool pool = pool(PoolStrategy.ROUND_ROBIN, weighing(weights));
        assertThat(java.util.stream.LongStream.range(turn, turn + weights.size())
                        .mapToObj(n -> chosen(pool, customer(n), n)))
                .doesNotHaveDuplicates()
                .hasSize(weights.size());
    }

    @Property(tries = 200)
    void byWeightEachNumberGetsItsShareOfAnyRunOfCalls(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 10) Integer> weights,
            @ForAll @LongRange(max = 10_000_000) long from) {
        CallerIdPool pool = pool(PoolStrategy.WEIGHTED, weighing(weights));
        int calls = 2000;
        Map<String, Integer> counts = new HashMap<>();
        for (long turn = from; turn < from + calls; turn++) {
            counts.merge(chosen(pool, customer(turn), turn), 1, Integer::sum);
        }
        int total = weights.stream().mapToInt(Integer::intValue).sum();
        pool.numbers()
                .forEach(own -> assertThat((double) counts.getOrDefault(own.number(), 0))
                        .isBetween(
                                calls * own.weight() / (double) total - 12,
                                calls * own.weight() / (double) total + 12));
    }

    @Property
    void aCustomerSeesTheSameNumberWhateverTheTurnAndWhateverElseComes(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 10) Integer> weights,
            @ForAll @LongRange(max = 999_999_999) long who,
            @ForAll @LongRange(max = 1_000_000) long turn) {
        CallerIdPool pool = pool(PoolStrategy.STICKY, weighing(weights));
        String first = chosen(pool, customer(who), 0);
        assertThat(chosen(pool, customer(who), turn)).isEqualTo(first);
        List<CallerId> more = new java.util.ArrayList<>(pool.numbers());
        more.add(number("92219999", 3));
        assertThat(chosen(pool(PoolStrategy.STICKY, more), customer(who), 0)).isIn(first, "92219999");
    }

    @Example
    void customersAreSpreadOverStickyNumbersByWeight() {
        CallerIdPool pool = pool(PoolStrategy.STICKY, List.of(number("111", 1), number("222", 3)));
        long heavier = java.util.stream.LongStream.range(0, 10_000)
                .filter(n -> chosen(pool, customer(n), 0).equals("222"))
                .count();
        assertThat(heavier).isBetween(7_200L, 7_800L);
    }
}
