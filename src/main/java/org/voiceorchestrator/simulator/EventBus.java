package org.voiceorchestrator.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.freeswitch.EslEvent;
import org.voiceorchestrator.freeswitch.EventEncoder;
import org.voiceorchestrator.simulator.Subscriptions.Format;

/// Gives events their common headers and brings them to the connections that asked for them. An event that nobody
/// asked for costs next to nothing.
final class EventBus {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GMT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Duration MOST_LATE = Duration.ofMillis(300);

    private final EventEncoder encoder = new EventEncoder();
    private final SwitchTime time;
    private final List<ClientSession> sessions = new ArrayList<>();
    private String coreUuid;
    private boolean twice;
    private boolean jumbled;
    /// When the last event of each channel or job is delivered, where events are jumbled.
    private final Map<String, Long> lastOf = new HashMap<>();
    private final SplittableRandom dice = new SplittableRandom(1);
    private long sequence;
    private long dateSecond = Long.MIN_VALUE;
    private String localDate = "";
    private String gmtDate = "";

    EventBus(SwitchTime time, String coreUuid) {
        this.time = time;
        this.coreUuid = coreUuid;
    }

    void join(ClientSession session) {
        sessions.add(session);
    }

    void leave(ClientSession session) {
        sessions.remove(session);
    }

    List<ClientSession> sessions() {
        return List.copyOf(sessions);
    }

    String coreUuid() {
        return coreUuid;
    }

    void restarted(String newCoreUuid) {
        coreUuid = newCoreUuid;
        sequence = 0;
    }

    void sendTwice(boolean newTwice) {
        twice = newTwice;
    }

    void jumble(boolean newJumbled) {
        jumbled = newJumbled;
    }

    void publish(String name, Consumer<Map<String, String>> headers) {
        publish(name, headers, "");
    }

    void publish(String name, Consumer<Map<String, String>> headers, String body) {
        if (wanted(name)) {
            var all = headers(name, headers);
            if (jumbled) {
                deliverLater(name, all, body);
            } else {
                deliver(name, all, body);
            }
        }
    }

    /// Those of one channel, or of one job, stay in their order.
    private void deliverLater(String name, Map<String, String> headers, String body) {
        var lane = headers.getOrDefault("Job-UUID", headers.getOrDefault("Unique-ID", ""));
        long at =
                Math.max(time.micros() + dice.nextLong(MOST_LATE.toNanos() / 1000), lastOf.getOrDefault(lane, 0L) + 1);
        lastOf.put(lane, at);
        time.after(Duration.ofNanos((at - time.micros()) * 1000), () -> deliver(name, headers, body));
    }

    void publishCustom(String subclass, Consumer<Map<String, String>> headers) {
        publish("CUSTOM", all -> {
            all.put("Event-Subclass", subclass);
            headers.accept(all);
        });
    }

    private boolean wanted(String name) {
        sequence++;
        for (var session : sessions) {
            if (session.subscriptions().mayWant(name)) {
                return true;
            }
        }
        return false;
    }

    /// What `uuid_dump` shows: an event that nobody is told of.
    EslEvent make(String name, Consumer<Map<String, String>> own, String body) {
        return EslEvent.of(headers(name, own), body);
    }

    private Map<String, String> headers(String name, Consumer<Map<String, String>> own) {
        long micros = time.micros();
        refreshDates(micros);
        var headers = LinkedHashMap.<String, String>newLinkedHashMap(128);
        headers.put("Event-Name", name);
        headers.put("Core-UUID", coreUuid);
        headers.put("FreeSWITCH-Hostname", "simulator");
        headers.put("FreeSWITCH-Switchname", "simulator");
        headers.put("Event-Date-Local", localDate);
        headers.put("Event-Date-GMT", gmtDate);
        headers.put("Event-Date-Timestamp", Long.toString(micros));
        headers.put("Event-Sequence", Long.toString(sequence));
        own.accept(headers);
        return headers;
    }

    private void refreshDates(long micros) {
        long second = TimeUnit.MICROSECONDS.toSeconds(micros);
        if (second != dateSecond) {
            dateSecond = second;
            var instant = Instant.ofEpochSecond(second);
            localDate = LOCAL.format(instant);
            gmtDate = GMT.format(instant);
        }
    }

    private void deliver(String name, Map<String, String> headers, String body) {
        byte @Nullable [] plain = null;
        byte @Nullable [] json = null;
        for (var session : sessions) {
            if (!session.subscriptions().wants(name, headers)) {
                continue;
            }
            byte[] bytes;
            if (session.subscriptions().format() == Format.JSON) {
                json = json == null ? EslEvent.of(headers, body).toJsonFrame().encode() : json;
                bytes = json;
            } else {
                plain = plain == null ? encoder.plainFrame(headers, body) : plain;
                bytes = plain;
            }
            session.sendEvent(bytes);
            if (twice) {
                session.sendEvent(bytes);
            }
        }
    }
}
