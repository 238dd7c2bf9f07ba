package org.voiceorchestrator.telephony;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The inboxes of all calls, by the UUIDs of their channels and jobs.
final class Inboxes {
    private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();

    void put(String uuid, Inbox inbox) {
        inboxes.put(uuid, inbox);
    }

    void remove(String uuid, Inbox inbox) {
        inboxes.remove(uuid, inbox);
    }

    Optional<Inbox> of(String uuid) {
        return Optional.ofNullable(inboxes.get(uuid));
    }

    void tellAll(Inbox.Item item) {
        inboxes.values().stream().distinct().forEach(inbox -> inbox.put(item));
    }

    int size() {
        return inboxes.size();
    }
}
