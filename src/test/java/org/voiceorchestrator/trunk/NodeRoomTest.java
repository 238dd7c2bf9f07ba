package org.voiceorchestrator.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class NodeRoomTest {
    private static Map<Long, Integer> takeAll(NodeRoom room, int calls, @Nullable Long node) {
        Map<Long, Integer> taken = new HashMap<>();
        for (int i = 0; i < calls; i++) {
            room.take(node).ifPresent(one -> taken.merge(one, 1, Integer::sum));
        }
        return taken;
    }

    @Property
    void noCallIsRefusedWhileThereIsRoomAndNoneIsTakenWhereThereIsNone(
            @ForAll @IntRange(min = 0, max = 20) int lines,
            @ForAll @IntRange(min = 0, max = 20) int perSecond,
            @ForAll @IntRange(min = 0, max = 20) int live,
            @ForAll @IntRange(min = 0, max = 20) int lastSecond) {
        NodeRoom room = new NodeRoom(
                List.of(new NodeRoom.Way(7, lines, perSecond)), Map.of(7L, new TrunkRoom.Load(live, lastSecond)));
        int free = Math.max(0, Math.min(lines - live, perSecond - lastSecond));
        assertThat(room.room(7L)).isEqualTo(free);
        assertThat(room.room(null)).isEqualTo(free);
        assertThat(room.room(8L)).isZero();
        assertThat(takeAll(room, 30, null).getOrDefault(7L, 0)).isEqualTo(free);
        assertThat(room.room(null)).isZero();
    }

    @Example
    void whereAnyWillDoTheOneWithTheFewestCallsIsNext() {
        NodeRoom room = new NodeRoom(
                List.of(new NodeRoom.Way(0, null, null), new NodeRoom.Way(1, null, null), new NodeRoom.Way(2, 3, null)),
                Map.of(0L, new TrunkRoom.Load(2, 0)));
        assertThat(takeAll(room, 10, null)).isEqualTo(Map.of(0L, 3, 1L, 4, 2L, 3));
        assertThat(room.take(9L)).isEmpty();
    }
}
