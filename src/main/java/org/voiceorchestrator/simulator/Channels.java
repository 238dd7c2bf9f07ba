package org.voiceorchestrator.simulator;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The live channels, and how often each number was tried. Touched by the switch's thread alone; what others may see
/// goes into the history.
final class Channels {
    private final Map<String, Channel> live = new LinkedHashMap<>();
    private final Map<String, Integer> callsOfAgent = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final CallHistory history;
    private final Cdrs cdrs;
    private long sessions;
    private int peak;

    Channels(CallHistory history, Cdrs cdrs) {
        this.history = history;
        this.cdrs = cdrs;
    }

    Optional<Channel> find(String uuid) {
        return Optional.ofNullable(live.get(uuid));
    }

    List<Channel> all() {
        return List.copyOf(live.values());
    }

    Collection<Channel> view() {
        return live.values();
    }

    int count() {
        return live.size();
    }

    int peak() {
        return peak;
    }

    long sessionsSinceStart() {
        return sessions;
    }

    long nextSessionId() {
        return ++sessions;
    }

    /// 0 for the first.
    int nextAttempt(String number) {
        return attempts.merge(number, 1, Integer::sum) - 1;
    }

    boolean agentIsInACall(String extension) {
        return callsOfAgent.getOrDefault(extension, 0) > 0;
    }

    void add(Channel leg) {
        live.put(leg.uuid, leg);
        peak = Math.max(peak, live.size());
        if (!leg.endpoint.phone().isEmpty()) {
            callsOfAgent.merge(leg.endpoint.phone(), 1, Integer::sum);
        }
        history.started(leg);
    }

    void answered(Channel leg) {
        history.answered(leg);
    }

    void bridged(Channel leg) {
        history.bridged(leg);
    }

    void hungUp(Channel leg) {
        if (!leg.endpoint.phone().isEmpty()) {
            callsOfAgent.merge(leg.endpoint.phone(), -1, Integer::sum);
        }
        history.hungUp(leg);
    }

    /// All that will ever be known of it is known.
    void reported(Channel leg) {
        cdrs.report(leg);
    }

    void remove(Channel leg) {
        live.remove(leg.uuid, leg);
        history.gone(leg);
    }

    /// The process died: no channel, no session count, but numbers remember how often they were called.
    void clear() {
        live.values().forEach(Channel::cancelTimers);
        live.clear();
        callsOfAgent.clear();
        cdrs.forget();
        sessions = 0;
        peak = 0;
        history.allGone();
    }
}
