package org.voiceorchestrator.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.freeswitch.EslEvent;
import org.voiceorchestrator.simulator.Subscriptions.Format;

/// Gives events their common headers and brings them to the connections that asked for them. An event that nobody
/// asked for costs next to nothing.
final class EventBus {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter GMT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final SwitchTime time;
    private final List<ClientSession> sessions = new ArrayList<>();
    private String coreUuid;
    private boolean twice;
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

    void publish(String name, Consumer<Map<String, String>> headers) {
        publish(name, headers, "");
    }

    void publish(String name, Consumer<Map<String, String>> headers, String body) {
        if (wanted(name)) {
            deliver(make(name, headers, body));
        }
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

    /// An event with the common headers; also the start of a `uuid_dump`.
    EslEvent make(String name, Consumer<Map<String, String>> own, String body) {
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
        return EslEvent.of(headers, body);
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

    private void deliver(EslEvent event) {
        byte @Nullable [] plain = null;
        byte @Nullable [] json = null;
        for (var session : sessions) {
            if (!session.subscriptions().wants(event)) {
                continue;
            }
            byte[] bytes;
            if (session.subscriptions().format() == Format.JSON) {
                json = json == null ? event.toJsonFrame().encode() : json;
                bytes = json;
            } else {
                plain = plain == null ? event.toPlainFrame().encode() : plain;
                bytes = plain;
            }
            session.sendEvent(bytes);
            if (twice) {
                session.sendEvent(bytes);
            }
        }
    }
}
