package org.voiceorchestrator.freeswitch;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One event, with its values decoded. A few events have no Event-Name: their name is empty. Where the switch says a
/// header twice the first one stands. Arrays keep the switch's text form `ARRAY::one|:two`. No body is an empty one;
/// Content-Length isn't among the headers, the body speaks for itself.
public final class EslEvent {
    static final String EVENT_NAME = "Event-Name";

    private final String name;
    private final Headers headers;
    private final String body;

    /// Where an event's headers are looked up.
    sealed interface Headers permits PlainHeaders, Decoded {
        Optional<String> first(String name);

        Map<String, String> all();
    }

    private record Decoded(Map<String, String> all) implements Headers {
        @Override
        public Optional<String> first(String name) {
            var exact = all.get(name);
            if (exact != null) {
                return Optional.of(exact);
            }
            return all.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    EslEvent(Headers headers, String body) {
        this.name = headers.first(EVENT_NAME).orElse("");
        this.headers = headers;
        this.body = body;
    }

    /// The name is taken from the headers.
    public static EslEvent of(Map<String, String> headers, String body) {
        return new EslEvent(new Decoded(Collections.unmodifiableMap(new LinkedHashMap<>(headers))), body);
    }

    /// Decodes the body of a plain or json event frame.
    public static EslEvent from(EslFrame frame) throws EslProtocolException {
        return switch (frame.contentType()) {
            case PlainEvents.CONTENT_TYPE -> PlainEvents.decode(frame.body());
            case JsonEvents.CONTENT_TYPE -> JsonEvents.decode(frame.text());
            case String other -> throw new EslProtocolException("not an event: " + Excerpt.of(other));
        };
    }

    /// Decodes a flat JSON object, as json events and `uuid_dump .. json` have it.
    public static EslEvent fromJson(String json) throws EslProtocolException {
        return JsonEvents.decode(json);
    }

    public EslFrame toPlainFrame() {
        return EslFrame.event(PlainEvents.CONTENT_TYPE, PlainEvents.encode(this));
    }

    public EslFrame toJsonFrame() {
        return EslFrame.event(JsonEvents.CONTENT_TYPE, JsonEvents.encode(this));
    }

    public String name() {
        return name;
    }

    public Map<String, String> headers() {
        return headers.all();
    }

    public String body() {
        return body;
    }

    /// In any letter case, as the switch itself looks headers up.
    public Optional<String> header(String header) {
        return headers.first(header);
    }

    /// The channel that the event is about.
    public Optional<String> uniqueId() {
        return header("Unique-ID");
    }

    public Optional<String> variable(String name) {
        return header("variable_" + name);
    }

    /// Differs after every start of the switch.
    public Optional<String> coreUuid() {
        return header("Core-UUID");
    }

    public Optional<String> jobUuid() {
        return header("Job-UUID");
    }

    /// One counter for the whole switch: gaps are normal, and under load so are small inversions.
    public OptionalLong sequence() {
        return number("Event-Sequence");
    }

    public Optional<Instant> timestamp() {
        return micros("Event-Date-Timestamp");
    }

    /// A time that the switch gives in microseconds since 1970; it writes 0 for "never", which is empty here.
    public Optional<Instant> micros(String header) {
        var value = number(header);
        if (value.isEmpty() || value.getAsLong() <= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.EPOCH.plus(value.getAsLong(), ChronoUnit.MICROS));
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    /// A header that is a whole number.
    public OptionalLong number(String header) {
        var value = header(header);
        return value.isPresent() && isNumber(value.get())
                ? OptionalLong.of(Long.parseLong(value.get()))
                : OptionalLong.empty();
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EslEvent event && headers().equals(event.headers()) && body.equals(event.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(headers(), body);
    }

    /// The name and ids only: the rest holds people's numbers.
    @Override
    public String toString() {
        return "EslEvent[" + name + uniqueId().map(id -> " " + id).orElse("")
                + jobUuid().map(id -> " job " + id).orElse("") + "]";
    }
}
