package org.voiceorchestrator.cdr;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.Detail;
import org.voiceorchestrator.http.Fields;

/// Reads what the modules post: JSON or XML, by itself or in a form's field `cdr`, URL-encoded or in Base64.
///
/// What it is tells the body, not its Content-Type: with `disable-100-continue` the modules of 1.10 lose that header.
@Singleton
final class CdrReader {
    static final int LONGEST = 1024 * 1024;
    private static final String FORM = "cdr=";
    private static final int MOST_VARIABLES = 1000;
    private static final int LONGEST_VALUE = 2000;
    private static final Argument<Map<String, Object>> OBJECT = Argument.mapOf(String.class, Object.class);

    private final JsonMapper json;

    CdrReader(JsonMapper json) {
        this.json = json;
    }

    /// @throws Detail 413 when it is too long
    /// @throws org.voiceorchestrator.http.FieldErrors when it is no record of a leg
    Cdr read(byte[] body) {
        if (body.length > LONGEST) {
            throw new Detail(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "A record has no more than " + LONGEST + " bytes.");
        }
        String text = unpacked(new String(body, UTF_8).strip());
        Recorded recorded = text.startsWith("<") ? ofXml(text) : ofJson(text);
        return cdr(recorded);
    }

    /// What a record holds that matters here.
    ///
    /// @param times of the newest part of the call flow, in microseconds
    record Recorded(String coreUuid, Map<String, String> variables, Map<String, String> times) {}

    private static String unpacked(String text) {
        if (!text.startsWith(FORM)) {
            return text;
        }
        String value = text.substring(FORM.length());
        try {
            if (value.startsWith("<") || value.startsWith("{")) {
                return value;
            }
            if (value.startsWith("%")) {
                return URLDecoder.decode(value, UTF_8).strip();
            }
            return new String(
                            Base64.getMimeDecoder().decode(URLDecoder.decode(value.replace("+", "%2B"), UTF_8)), UTF_8)
                    .strip();
        } catch (IllegalArgumentException e) {
            throw refused("cdr", "Neither JSON nor XML, URL-encoded or in Base64.");
        }
    }

    private Recorded ofJson(String text) {
        Map<String, Object> record = parsed(text);
        if (!(record.get("variables") instanceof Map<?, ?> variables)) {
            throw refused("variables", "This field is required.");
        }
        Map<?, ?> times = Map.of();
        if (record.get("callflow") instanceof List<?> flow
                && !flow.isEmpty()
                && flow.getFirst() instanceof Map<?, ?> newest
                && newest.get("times") instanceof Map<?, ?> found) {
            times = found;
        }
        return new Recorded(String.valueOf(record.getOrDefault("core-uuid", "")), texts(variables), texts(times));
    }

    private Map<String, Object> parsed(String text) {
        try {
            Map<String, Object> record = json.readValue(text, OBJECT);
            return record == null ? Map.of() : record;
        } catch (IOException | RuntimeException e) {
            throw refused("cdr", "Neither JSON nor XML.");
        }
    }

    private static Recorded ofXml(String text) {
        try {
            return CdrXml.read(text);
        } catch (IllegalArgumentException e) {
            throw refused("cdr", Optional.ofNullable(e.getMessage()).orElse("Not XML."));
        }
    }

    private static Map<String, String> texts(Map<?, ?> values) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.forEach((name, value) -> texts.put(String.valueOf(name), String.valueOf(value)));
        return texts;
    }

    private static Cdr cdr(Recorded recorded) {
        Map<String, String> variables = new LinkedHashMap<>();
        recorded.variables().entrySet().stream()
                .limit(MOST_VARIABLES)
                .forEach(
                        variable -> variables.put(storable(variable.getKey()), storable(decoded(variable.getValue()))));
        Fields fields = Fields.of(variables);
        String uuid = fields.filledText("uuid", 64).required(null, "");
        String cause = fields.filledText("hangup_cause", 64).required(null, "");
        Moments moments = new Moments(variables, recorded.times());
        Instant started = moments.at("start_uepoch", "created_time");
        Instant ended = moments.at("end_uepoch", "hangup_time");
        if (ended == null) {
            fields.reject("end_uepoch", "This field is required: the record of a leg is of one that has ended.");
        }
        fields.refuseErrors();
        Instant end = ended == null ? Instant.EPOCH : ended;
        boolean originated = variables.containsKey("originator") || variables.containsKey("originating_leg_uuid");
        return new Cdr(
                uuid,
                originated ? Cdr.Leg.B : Cdr.Leg.A,
                storable(recorded.coreUuid()),
                variables.getOrDefault("direction", ""),
                cause,
                new Cdr.Times(
                        started == null ? end : started,
                        moments.first(
                                moments.at("progress_uepoch", "progress_time"),
                                moments.at("progress_media_uepoch", "progress_media_time")),
                        moments.at("answer_uepoch", "answered_time"),
                        moments.at("bridge_uepoch", "bridged_time"),
                        end),
                variables.getOrDefault("bridge_uuid", variables.getOrDefault("last_bridge_to", "")),
                variables);
    }

    /// Points in time, from the variables or else from the call flow; both write 0 for "never".
    private record Moments(Map<String, String> variables, Map<String, String> times) {
        @Nullable
        Instant at(String variable, String time) {
            return first(micros(variables.get(variable)), micros(times.get(time)));
        }

        private static @Nullable Instant micros(@Nullable String digits) {
            return digits != null && digits.matches("[1-9][0-9]{0,16}")
                    ? Instant.EPOCH.plus(Long.parseLong(digits), ChronoUnit.MICROS)
                    : null;
        }

        @Nullable
        Instant first(@Nullable Instant one, @Nullable Instant other) {
            return one == null ? other : one;
        }
    }

    /// `encode-values` of the modules: on where nothing else is said.
    private static String decoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException _) {
            // a percent sign of its own
            return value;
        }
    }

    private static String storable(String text) {
        String cut = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text;
        return cut.replace("\0", "");
    }

    private static RuntimeException refused(String field, String message) {
        Fields fields = Fields.of(Map.of());
        fields.reject(field, message);
        fields.refuseErrors();
        throw new IllegalStateException("refused above");
    }
}
