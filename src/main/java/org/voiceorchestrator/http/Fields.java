package org.voiceorchestrator.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The fields of a JSON object that came in, read one by one; what is wrong is collected, so that people see all of it
/// at once. Each getter takes what stands for a field that was not sent: with `required()` there is nothing.
///
///     Fields fields = Fields.of(body);
///     String name = fields.text("campaign_name", 200).orElseRequired(existing);
///     fields.refuseErrors();
public final class Fields {
    private static final String REQUIRED = "This field is required.";

    private final Map<String, ?> body;
    private final Map<String, List<String>> errors = new LinkedHashMap<>();

    private Fields(Map<String, ?> body) {
        this.body = body;
    }

    public static Fields of(@Nullable Map<String, ?> body) {
        return new Fields(body == null ? Map.of() : body);
    }

    public boolean has(String name) {
        return body.containsKey(name);
    }

    /// Text without blanks around it; null counts as empty.
    public Field<String> text(String name, int longest) {
        return read(name, value -> JsonValue.text(value, longest));
    }

    /// As [#text], but not empty.
    public Field<String> filledText(String name, int longest) {
        Field<String> field = text(name, longest);
        if (field.sent() && "".equals(field.orElse("")) && !errors.containsKey(name)) {
            reject(name, "This field may not be blank.");
        }
        return field;
    }

    public Field<Integer> integer(String name, int from, int to) {
        return read(name, value -> JsonValue.integer(value, from, to));
    }

    /// As [#integer], or null.
    public Field<@Nullable Integer> integerOrNull(String name, int from, int to) {
        return isNull(name) ? new Field<>(name, true, null) : nullable(integer(name, from, to));
    }

    /// The id of another resource.
    public Field<Long> id(String name) {
        return read(name, JsonValue::id);
    }

    /// As [#id], or null.
    public Field<@Nullable Long> idOrNull(String name) {
        return isNull(name) ? new Field<>(name, true, null) : nullable(id(name));
    }

    public Field<Boolean> bool(String name) {
        return read(name, JsonValue::bool);
    }

    /// A constant of a closed set, by its lower-case name.
    public <E extends Enum<E>> Field<E> choice(String name, Class<E> type) {
        return read(name, value -> JsonValue.choice(value, type));
    }

    /// `2026-02-09`, also with a time behind it, which is left out; null or empty: no date.
    public Field<@Nullable LocalDate> date(String name) {
        return read(name, JsonValue::date);
    }

    /// `09:30`; null or empty: no time.
    public Field<@Nullable LocalTime> time(String name) {
        return read(name, JsonValue::time);
    }

    /// `2026-02-09T17:00:00Z`, in any zone; null or empty: no time.
    public Field<@Nullable Instant> instant(String name) {
        return read(name, JsonValue::instant);
    }

    /// A JSON object.
    public Field<Map<String, ?>> object(String name) {
        return read(name, JsonValue::object);
    }

    /// A list of JSON objects, `most` of them at most.
    public Field<List<Map<String, ?>>> objects(String name, int most) {
        return read(name, value -> JsonValue.objects(value, most));
    }

    /// A list of the ids of other resources.
    public Field<List<Long>> ids(String name) {
        return read(name, JsonValue::ids);
    }

    /// A number with or without a fraction.
    public Field<Double> decimal(String name, double from, double to) {
        return read(name, value -> JsonValue.decimal(value, from, to));
    }

    /// A list of text.
    public Field<List<String>> texts(String name) {
        return read(name, JsonValue::texts);
    }

    public void reject(String name, String message) {
        errors.computeIfAbsent(name, _ -> new ArrayList<>()).add(message);
    }

    /// What was wrong in an object within a field, said of the field: `hours: friday[1].until: ..`.
    ///
    /// @param place where in the field the object stands, `[1].` say; empty where it is the field itself
    public void rejectWithin(String name, String place, Fields within) {
        within.errors.forEach((key, messages) -> messages.forEach(
                message -> reject(name, place + key + (message.startsWith("[") ? "" : ": ") + message)));
    }

    /// Complains of fields that are none of these.
    public void refuseOthers(String... known) {
        List<String> names = List.of(known);
        body.keySet().stream()
                .filter(key -> !names.contains(key))
                .forEach(key -> reject(key, "is not one of: " + String.join(", ", names) + "."));
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /// @throws FieldErrors when anything was wrong
    public void refuseErrors() {
        if (!errors.isEmpty()) {
            throw new FieldErrors(errors);
        }
    }

    private <T extends @Nullable Object> Field<T> read(String name, Function<@Nullable Object, T> reader) {
        if (!body.containsKey(name)) {
            return new Field<>(name, false, null);
        }
        try {
            return new Field<>(name, true, reader.apply(body.get(name)));
        } catch (IllegalArgumentException e) {
            reject(name, Optional.ofNullable(e.getMessage()).orElse("Not valid."));
            return new Field<>(name, true, null);
        }
    }

    /// Sent, as null.
    public boolean isNull(String name) {
        return body.containsKey(name) && body.get(name) == null;
    }

    private <T> Field<@Nullable T> nullable(Field<T> field) {
        return new Field<>(field.name, field.sent, field.value);
    }

    /// A field as it was sent, or not.
    public final class Field<T extends @Nullable Object> {
        private final String name;
        private final boolean sent;
        private final @Nullable T value;

        private Field(String name, boolean sent, @Nullable T value) {
            this.name = name;
            this.sent = sent;
            this.value = value;
        }

        public boolean sent() {
            return sent;
        }

        /// What was sent, else `missing`. Also `missing` when it was wrong: the errors are refused later.
        public T orElse(T missing) {
            return sent && value != null ? value : missing;
        }

        /// What was sent, null included, else `missing`.
        public @Nullable T orNull(@Nullable T missing) {
            return sent ? value : missing;
        }

        /// What was sent; else `existing`, and where that is null as well, a complaint.
        public T required(@Nullable T existing, T placeholder) {
            if (sent && value != null) {
                return value;
            }
            if (!sent && existing != null) {
                return existing;
            }
            if (!errors.containsKey(name)) {
                reject(name, sent ? "This field may not be null." : REQUIRED);
            }
            return placeholder;
        }
    }
}
