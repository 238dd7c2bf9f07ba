package org.voiceorchestrator.telephony;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The inboxes of all calls and lines, by the UUIDs of their channels and jobs. What is said of an agent's line
/// concerns the line, and the call that is on it.
final class Inboxes {
    private final Map<String, List<Inbox>> inboxes = new ConcurrentHashMap<>();

    void put(String uuid, Inbox inbox) {
        inboxes.merge(
                uuid,
                List.of(inbox),
                (before, one) ->
                        Stream.concat(before.stream(), one.stream()).distinct().toList());
    }

    void remove(String uuid, Inbox inbox) {
        inboxes.computeIfPresent(uuid, (_, before) -> {
            List<Inbox> others = before.stream().filter(one -> one != inbox).toList();
            return others.isEmpty() ? null : others;
        });
    }

    List<Inbox> of(String uuid) {
        return inboxes.getOrDefault(uuid, List.of());
    }

    void tellAll(Inbox.Item item) {
        inboxes.values().stream().flatMap(Collection::stream).distinct().forEach(inbox -> inbox.put(item));
    }

    int size() {
        return inboxes.size();
    }
}
