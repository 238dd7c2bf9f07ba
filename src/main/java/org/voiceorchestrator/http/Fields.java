package org.voiceorchestrator.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
        return read(name, value -> {
            String text = switch (value) {
                case null -> "";
                case String string -> string.strip();
                case Number number -> number.toString();
                default -> throw new IllegalArgumentException("Not a valid string.");
            };
            if (text.length() > longest) {
                throw new IllegalArgumentException("Ensure this field has no more than " + longest + " characters.");
            }
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("Null characters are not allowed.");
            }
            return text;
        });
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
        return read(name, value -> {
            Long number = wholeNumber(value);
            if (number == null) {
                throw new IllegalArgumentException("A valid integer is required.");
            }
            if (number < from || number > to) {
                throw new IllegalArgumentException("Ensure this value is from " + from + " to " + to + ".");
            }
            return number.intValue();
        });
    }

    /// As [#integer], or null.
    public Field<@Nullable Integer> integerOrNull(String name, int from, int to) {
        return isNull(name) ? new Field<>(name, true, null) : nullable(integer(name, from, to));
    }

    /// The id of another resource.
    public Field<Long> id(String name) {
        return read(name, value -> {
            Long number = wholeNumber(value);
            if (number == null) {
                throw new IllegalArgumentException("Incorrect type. Expected the id of an existing object.");
            }
            return number;
        });
    }

    /// As [#id], or null.
    public Field<@Nullable Long> idOrNull(String name) {
        return isNull(name) ? new Field<>(name, true, null) : nullable(id(name));
    }

    public Field<Boolean> bool(String name) {
        return read(name, value -> switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("Must be a valid boolean.");
        });
    }

    /// A constant of a closed set, by its lower-case name.
    public <E extends Enum<E>> Field<E> choice(String name, Class<E> type) {
        return read(
                name,
                value -> Arrays.stream(type.getEnumConstants())
                        .filter(constant ->
                                constant.name().toLowerCase(Locale.ROOT).equals(value))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("\"" + value + "\" is not a valid choice.")));
    }

    /// `2026-02-09`, also with a time behind it, which is left out; null or empty: no date.
    public Field<@Nullable LocalDate> date(String name) {
        return read(name, value -> {
            if (value == null || "".equals(value)) {
                return null;
            }
            try {
                String text = value.toString();
                LocalDate date = text.length() > 10 ? OffsetDateTime.parse(text).toLocalDate() : LocalDate.parse(text);
                if (date.getYear() < 1 || date.getYear() > 9999) {
                    throw new IllegalArgumentException("Ensure the year has four digits.");
                }
                return date;
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("Date has wrong format. Use YYYY-MM-DD.");
            }
        });
    }

    /// `09:30`; null or empty: no time.
    public Field<@Nullable LocalTime> time(String name) {
        return read(name, value -> {
            if (value == null || "".equals(value)) {
                return null;
            }
            try {
                return LocalTime.parse(value.toString());
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("Time has wrong format. Use hh:mm.");
            }
        });
    }

    /// A JSON object.
    public Field<Map<String, ?>> object(String name) {
        return read(name, value -> {
            if (value instanceof Map<?, ?> map) {
                refuseNullCharacters(map);
                Map<String, Object> object = new LinkedHashMap<>();
                map.forEach((key, element) -> object.put(String.valueOf(key), element));
                return object;
            }
            throw new IllegalArgumentException("Must be a JSON object.");
        });
    }

    /// A list of JSON objects, `most` of them at most.
    public Field<List<Map<String, ?>>> objects(String name, int most) {
        return read(name, value -> {
            if (!(value instanceof List<?> list) || !list.stream().allMatch(Map.class::isInstance)) {
                throw new IllegalArgumentException("Must be a list of JSON objects.");
            }
            if (list.size() > most) {
                throw new IllegalArgumentException("Ensure there are no more than " + most + ".");
            }
            refuseNullCharacters(list);
            List<Map<String, ?>> objects = new ArrayList<>();
            for (Object element : list) {
                Map<String, Object> object = new LinkedHashMap<>();
                ((Map<?, ?>) element).forEach((key, part) -> object.put(String.valueOf(key), part));
                objects.add(object);
            }
            return objects;
        });
    }

    /// A list of the ids of other resources.
    public Field<List<Long>> ids(String name) {
        return read(name, value -> {
            if (value instanceof List<?> list && list.stream().allMatch(id -> wholeNumber(id) != null)) {
                return list.stream()
                        .map(id -> Long.valueOf(String.valueOf(id)))
                        .distinct()
                        .toList();
            }
            throw new IllegalArgumentException("Must be a list of the ids of existing objects.");
        });
    }

    /// A number with or without a fraction.
    public Field<Double> decimal(String name, double from, double to) {
        return read(name, value -> {
            if (!(value instanceof Number number)) {
                throw new IllegalArgumentException("A valid number is required.");
            }
            double read = number.doubleValue();
            if (!(read >= from && read <= to)) {
                throw new IllegalArgumentException("Ensure this value is from " + from + " to " + to + ".");
            }
            return read;
        });
    }

    /// `2026-02-09T17:00:00Z`, in any zone; null or empty: no time.
    public Field<@Nullable Instant> instant(String name) {
        return read(name, value -> {
            if (value == null || "".equals(value)) {
                return null;
            }
            try {
                return OffsetDateTime.parse(value.toString()).toInstant();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "Time has wrong format. Use YYYY-MM-DDThh:mm:ss and a zone, such as Z or +05:00.");
            }
        });
    }

    /// A list of text.
    public Field<List<String>> texts(String name) {
        return read(name, value -> {
            if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
                return list.stream().map(String.class::cast).toList();
            }
            throw new IllegalArgumentException("Must be a list of text.");
        });
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

    /// PostgreSQL cannot store them, not even in JSON.
    private static void refuseNullCharacters(@Nullable Object value) {
        switch (value) {
            case String text -> {
                if (text.indexOf('\0') >= 0) {
                    throw new IllegalArgumentException("Null characters are not allowed.");
                }
            }
            case Map<?, ?> map ->
                map.forEach((key, element) -> {
                    refuseNullCharacters(key);
                    refuseNullCharacters(element);
                });
            case List<?> list -> list.forEach(Fields::refuseNullCharacters);
            case null, default -> {}
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

    private static @Nullable Long wholeNumber(@Nullable Object value) {
        String text = value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15
                ? String.valueOf(d.longValue())
                : String.valueOf(value);
        return text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
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
