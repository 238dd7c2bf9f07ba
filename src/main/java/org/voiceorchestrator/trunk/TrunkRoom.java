package org.voiceorchestrator.trunk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// How much room the trunks have at one moment, and which of them takes the next call. Made anew for each claim, and
/// for one thread.
///
/// Of the trunks that have room, those of the best priority are asked; among these the one with the fewest calls for
/// its weight, then the one with the most room. So trunks of one priority share the calls as their weights say, and
/// the next priority gets what they have no room for, or all while they are down.
public final class TrunkRoom {
    private final List<Trunk> trunks;
    private final Map<Long, Load> loads;
    private final ToIntFunction<Trunk> most;

    /// What is on a trunk.
    ///
    /// @param live calls
    /// @param lastSecond calls begun within the last second
    public record Load(int live, int lastSecond) {
        public static final Load NONE = new Load(0, 0);

        /// On all its ways together.
        public Load plus(Load other) {
            return new Load(live + other.live, lastSecond + other.lastSecond);
        }

        Load withOneMore() {
            return new Load(live + 1, lastSecond + 1);
        }
    }

    /// @param loads by the trunk's id; trunks that are not there have no calls
    /// @param most how many more calls may be begun over a trunk for other reasons than its own limits: none while
    /// its switch cannot be reached; asked anew for each call
    public TrunkRoom(List<Trunk> trunks, Map<Long, Load> loads, ToIntFunction<Trunk> most) {
        this.trunks = List.copyOf(trunks);
        this.loads = new HashMap<>(loads);
        this.most = most;
    }

    /// How many more calls may be begun on it now.
    public int room(Trunk trunk) {
        if (!trunk.isActive()) {
            return 0;
        }
        Load load = load(trunk);
        int own = Math.min(trunk.lines() - load.live, trunk.callsPerSecond() - load.lastSecond);
        return Math.max(0, Math.min(own, most.applyAsInt(trunk)));
    }

    /// How many more calls may be begun now over these.
    ///
    /// @param chosen ids of a campaign's trunks; empty: all
    public int room(List<Long> chosen) {
        return (int) Math.min(
                Integer.MAX_VALUE,
                inOrder(chosen).stream().mapToLong(this::room).sum());
    }

    /// The trunk that takes the next call, which from here on is counted as on it; empty where none has room.
    ///
    /// @param chosen ids of a campaign's trunks, tried in this order instead of by their priorities; empty: all
    public Optional<Trunk> take(List<Long> chosen) {
        List<Trunk> withRoom =
                inOrder(chosen).stream().filter(trunk -> room(trunk) > 0).toList();
        Optional<Trunk> taken =
                chosen.isEmpty() ? leastLoaded(withRoom) : withRoom.stream().findFirst();
        taken.ifPresent(trunk -> loads.put(trunk.id(), load(trunk).withOneMore()));
        return taken;
    }

    private Optional<Trunk> leastLoaded(List<Trunk> withRoom) {
        int best = withRoom.stream().mapToInt(Trunk::priority).min().orElse(0);
        return withRoom.stream()
                .filter(trunk -> trunk.priority() == best)
                .min(Comparator.comparingDouble(this::share)
                        .thenComparing(Comparator.comparingInt((Trunk trunk) -> room(trunk))
                                .reversed())
                        .thenComparingLong(Trunk::id));
    }

    /// What its share of the calls would be with one more.
    private double share(Trunk trunk) {
        return (load(trunk).live + 1.0) / trunk.weight();
    }

    private List<Trunk> inOrder(List<Long> chosen) {
        if (chosen.isEmpty()) {
            return trunks;
        }
        List<Trunk> ordered = new ArrayList<>();
        for (long id : chosen) {
            trunks.stream().filter(trunk -> trunk.id() == id).forEach(ordered::add);
        }
        return ordered;
    }

    private Load load(Trunk trunk) {
        return loads.getOrDefault(trunk.id(), Load.NONE);
    }
}
