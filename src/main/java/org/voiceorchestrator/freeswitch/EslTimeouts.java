package org.voiceorchestrator.freeswitch;

import java.time.Duration;
import java.util.Map;

/// How long is too long.
///
/// @param connect for TCP and for the greeting, each
/// @param reply for the answer to a command, and for room to send it
/// @param silence after so long without a byte the switch is asked for a sign of life
/// @param heartbeat a connection without a HEARTBEAT for so long is made anew (the switch sends one each 20 s)
/// @param job how long a job is remembered that no one told the end of
/// @param firstBackOff before the first attempt after a loss; it doubles from there
/// @param longestBackOff where it stops doubling
/// @param refusedBackOff before the next attempt after a refused password: attempts lock people out
public record EslTimeouts(
        Duration connect,
        Duration reply,
        Duration silence,
        Duration heartbeat,
        Duration job,
        Duration firstBackOff,
        Duration longestBackOff,
        Duration refusedBackOff) {

    public static final EslTimeouts DEFAULT = new EslTimeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(75),
            Duration.ofMinutes(10),
            Duration.ofMillis(500),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1));

    public EslTimeouts {
        Map.of(
                        "connect", connect,
                        "reply", reply,
                        "silence", silence,
                        "heartbeat", heartbeat,
                        "job", job,
                        "first back-off", firstBackOff,
                        "longest back-off", longestBackOff,
                        "refused back-off", refusedBackOff)
                .forEach((name, value) -> {
                    if (value.toMillis() <= 0) {
                        throw new IllegalArgumentException("the switch's " + name + " time is " + value);
                    }
                });
    }

    public EslTimeouts withReply(Duration value) {
        return new EslTimeouts(connect, value, silence, heartbeat, job, firstBackOff, longestBackOff, refusedBackOff);
    }
}
