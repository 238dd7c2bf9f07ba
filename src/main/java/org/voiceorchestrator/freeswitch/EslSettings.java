package org.voiceorchestrator.freeswitch;

import java.util.List;

/// A switch and how to treat it.
///
/// @param subscriptions names of events; BACKGROUND_JOB and HEARTBEAT must be there, the client lives by them
/// @param commandsInFlight so many commands may wait for their answers, more wait for room
/// @param undeliveredEvents so many events may wait for the listener; more, and nothing is read until it has caught up
public record EslSettings(
        EslAddress address,
        EslTimeouts timeouts,
        List<String> subscriptions,
        int commandsInFlight,
        int undeliveredEvents) {

    /// What a dialer needs to follow its calls.
    public static final List<String> CALLS = List.of(
            "CHANNEL_CREATE",
            "CHANNEL_PROGRESS",
            "CHANNEL_PROGRESS_MEDIA",
            "CHANNEL_ANSWER",
            "CHANNEL_BRIDGE",
            "CHANNEL_UNBRIDGE",
            "CHANNEL_HOLD",
            "CHANNEL_UNHOLD",
            "CHANNEL_HANGUP_COMPLETE",
            "CHANNEL_DESTROY",
            "RECORD_STOP",
            "DTMF",
            "BACKGROUND_JOB",
            "HEARTBEAT",
            "SHUTDOWN");

    public EslSettings {
        subscriptions = List.copyOf(subscriptions);
        if (!subscriptions.containsAll(List.of("BACKGROUND_JOB", "HEARTBEAT"))) {
            throw new IllegalArgumentException("the subscriptions lack BACKGROUND_JOB or HEARTBEAT");
        }
        if (commandsInFlight < 1 || undeliveredEvents < 1) {
            throw new IllegalArgumentException("commands in flight and undelivered events must be 1 at least");
        }
    }

    public static EslSettings of(EslAddress address) {
        return new EslSettings(address, EslTimeouts.DEFAULT, CALLS, 64, 4096);
    }
}
