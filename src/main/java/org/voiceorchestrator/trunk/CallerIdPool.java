package org.voiceorchestrator.trunk;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Numbers of which customers see one.
///
/// @param name unique, for people
/// @param campaigns how many campaigns call with it
@Serdeable
public record CallerIdPool(
        long id,
        String name,
        PoolStrategy strategy,
        List<CallerId> numbers,
        boolean isActive,
        long campaigns,
        Instant createdAt,
        Instant updatedAt) {
    /// Multiples of it, without their whole part, lie spread evenly however many there are.
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    public CallerIdPool {
        numbers = List.copyOf(numbers);
    }

    /// The number that this customer sees; empty where the pool has none to show, and the trunk's own counts.
    ///
    /// @param customer digits of the customer's number, with the country code
    /// @param turn a number that grows by one with each call of the pool or of a campaign: its calls so far, say
    public Optional<String> choose(String customer, long turn) {
        List<CallerId> candidates = candidates(customer);
        if (!isActive || candidates.isEmpty()) {
            return Optional.empty();
        }
        CallerId chosen = switch (strategy) {
            case ROUND_ROBIN -> candidates.get(Math.floorMod(turn, candidates.size()));
            case WEIGHTED -> weighted(candidates, turn);
            case STICKY -> sticky(candidates, customer);
        };
        return Optional.of(chosen.number());
    }

    private List<CallerId> candidates(String customer) {
        List<CallerId> fitting = numbers.stream()
                .filter(number -> number.isActive() && customer.startsWith(number.prefix()))
                .toList();
        int longest = fitting.stream()
                .mapToInt(number -> number.prefix().length())
                .max()
                .orElse(0);
        return fitting.stream()
                .filter(number -> number.prefix().length() == longest)
                .toList();
    }

    private static CallerId weighted(List<CallerId> candidates, long turn) {
        int total = candidates.stream().mapToInt(CallerId::weight).sum();
        double part = turn * GOLDEN;
        double place = (part - Math.floor(part)) * total;
        for (CallerId candidate : candidates) {
            place -= candidate.weight();
            if (place < 0) {
                return candidate;
            }
        }
        return candidates.getLast();
    }

    /// By rendezvous: where a number comes or goes, only its own customers see another one than before.
    private static CallerId sticky(List<CallerId> candidates, String customer) {
        return candidates.stream()
                .min(Comparator.comparingDouble((CallerId candidate) -> distance(candidate, customer))
                        .thenComparing(CallerId::number))
                .orElseThrow();
    }

    private static double distance(CallerId candidate, String customer) {
        double chance = (mixed(candidate.number() + '/' + customer) >>> 11) * 0x1p-53;
        return -Math.log1p(-chance) / candidate.weight();
    }

    /// FNV-1a, and the finish of SplitMix64.
    private static long mixed(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
