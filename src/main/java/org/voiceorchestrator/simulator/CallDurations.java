package org.voiceorchestrator.simulator;

import java.util.Map;

/// The variables about times that a channel gets when it ends. As with the real switch, seconds are differences of
/// whole epoch seconds (a call of half a second may count 1), milliseconds and microseconds are true.
final class CallDurations {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private CallDurations() {}

    static void put(Channel.Times times, Map<String, String> variables) {
        epoch("start", times.created, variables);
        epoch("answer", times.answered, variables);
        epoch("bridge", times.bridged, variables);
        epoch("progress", times.progress, variables);
        epoch("progress_media", times.progressMedia, variables);
        epoch("end", times.hangup, variables);
        span("", "duration", times.created, times.hangup, variables);
        span("bill", "", times.answered, times.hangup, variables);
        span("progress", "", times.created, times.progress, variables);
        span("answer", "", times.created, times.answered, variables);
        span("wait", "", times.created, times.bridged, variables);
    }

    private static void epoch(String name, long micros, Map<String, String> variables) {
        variables.put(name + "_epoch", Long.toString(micros / MICROS_PER_SECOND));
        variables.put(name + "_uepoch", Long.toString(micros));
    }

    /// `billsec`, `billmsec`, `billusec`; but `duration`, `mduration`, `uduration`.
    private static void span(String prefix, String whole, long from, long to, Map<String, String> variables) {
        boolean happened = from > 0 && to > 0;
        long seconds = happened ? to / MICROS_PER_SECOND - from / MICROS_PER_SECOND : 0;
        long micros = happened ? to - from : 0;
        boolean isWhole = !whole.isEmpty();
        variables.put(isWhole ? whole : prefix + "sec", Long.toString(seconds));
        variables.put(isWhole ? "m" + whole : prefix + "msec", Long.toString(micros / 1000));
        variables.put(isWhole ? "u" + whole : prefix + "usec", Long.toString(micros));
    }
}
