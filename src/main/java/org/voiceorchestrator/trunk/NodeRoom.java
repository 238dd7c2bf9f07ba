package org.voiceorchestrator.trunk;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How much room the switches have at one moment. Made anew for each claim, and for one thread.
public final class NodeRoom {
    private final List<Way> ways;
    private final Map<Long, TrunkRoom.Load> loads;

    /// A switch that takes calls now.
    ///
    /// @param node 0 for the one in the settings
    /// @param lines calls at once; null: any number
    /// @param callsPerSecond calls begun in any second; null: any number
    public record Way(
            long node, @Nullable Integer lines, @Nullable Integer callsPerSecond) {
        private int room(TrunkRoom.Load load) {
            int free = lines == null ? Integer.MAX_VALUE : lines - load.live();
            int soon = callsPerSecond == null ? Integer.MAX_VALUE : callsPerSecond - load.lastSecond();
            return Math.max(0, Math.min(free, soon));
        }
    }

    /// @param loads by the node's id
    public NodeRoom(List<Way> ways, Map<Long, TrunkRoom.Load> loads) {
        this.ways = List.copyOf(ways);
        this.loads = new HashMap<>(loads);
    }

    /// How many more calls may be begun now over a trunk of that switch.
    ///
    /// @param node null: of every one
    public int room(@Nullable Long node) {
        long room = ways.stream()
                .filter(way -> node == null || node == way.node())
                .mapToLong(way -> way.room(load(way)))
                .sum();
        return (int) Math.min(Integer.MAX_VALUE, room);
    }

    /// The switch that takes the next call, which from here on is counted as on it: of those that have room the one
    /// with the fewest.
    ///
    /// @param node of the call's trunk; null: any will do
    public Optional<Long> take(@Nullable Long node) {
        Optional<Way> taken = ways.stream()
                .filter(way -> (node == null || node == way.node()) && way.room(load(way)) > 0)
                .min(Comparator.comparingInt((Way way) -> load(way).live()).thenComparingLong(Way::node));
        taken.ifPresent(way -> loads.put(way.node(), load(way).withOneMore()));
        return taken.map(Way::node);
    }

    private TrunkRoom.Load load(Way way) {
        return loads.getOrDefault(way.node(), TrunkRoom.Load.NONE);
    }
}
