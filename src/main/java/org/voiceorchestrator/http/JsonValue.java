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
import org.jspecify.annotations.Nullable;

/// How a value that came in is read as something. What does not fit is an [IllegalArgumentException] whose message is
/// for people.
final class JsonValue {
    private JsonValue() {}

    static String text(@Nullable Object value, int longest) {
        String text = switch (value) {
            case null -> "";
            case String string -> string.strip();
            case Number number -> number.toString();
            default -> throw new IllegalArgumentException("Not a valid string.");
        };
        if (text.length() > longest) {
            throw new IllegalArgumentException("Ensure this field has no more than " + longest + " characters.");
        }
        refuseNullCharacters(text);
        return text;
    }

    static Integer integer(@Nullable Object value, int from, int to) {
        Long number = wholeNumber(value);
        if (number == null) {
            throw new IllegalArgumentException("A valid integer is required.");
        }
        if (number < from || number > to) {
            throw new IllegalArgumentException("Ensure this value is from " + from + " to " + to + ".");
        }
        return number.intValue();
    }

    static Long id(@Nullable Object value) {
        Long number = wholeNumber(value);
        if (number == null) {
            throw new IllegalArgumentException("Incorrect type. Expected the id of an existing object.");
        }
        return number;
    }

    static Boolean bool(@Nullable Object value) {
        return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("Must be a valid boolean.");
        };
    }

    static <E extends Enum<E>> E choice(@Nullable Object value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + value + "\" is not a valid choice."));
    }

    static @Nullable LocalDate date(@Nullable Object value) {
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
    }

    static @Nullable LocalTime time(@Nullable Object value) {
        if (value == null || "".equals(value)) {
            return null;
        }
        try {
            return LocalTime.parse(value.toString());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Time has wrong format. Use hh:mm.");
        }
    }

    static @Nullable Instant instant(@Nullable Object value) {
        if (value == null || "".equals(value)) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value.toString()).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "Time has wrong format. Use YYYY-MM-DDThh:mm:ss and a zone, such as Z or +05:00.");
        }
    }

    static Map<String, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            refuseNullCharacters(map);
            return withTextKeys(map);
        }
        throw new IllegalArgumentException("Must be a JSON object.");
    }

    static List<Map<String, ?>> objects(@Nullable Object value, int most) {
        if (!(value instanceof List<?> list) || !list.stream().allMatch(Map.class::isInstance)) {
            throw new IllegalArgumentException("Must be a list of JSON objects.");
        }
        if (list.size() > most) {
            throw new IllegalArgumentException("Ensure there are no more than " + most + ".");
        }
        refuseNullCharacters(list);
        List<Map<String, ?>> objects = new ArrayList<>();
        list.forEach(element -> objects.add(withTextKeys((Map<?, ?>) element)));
        return objects;
    }

    private static Map<String, Object> withTextKeys(Map<?, ?> map) {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, element) -> object.put(String.valueOf(key), element));
        return object;
    }

    static List<Long> ids(@Nullable Object value) {
        if (value instanceof List<?> list && list.stream().allMatch(id -> wholeNumber(id) != null)) {
            return list.stream()
                    .map(id -> Long.valueOf(String.valueOf(id)))
                    .distinct()
                    .toList();
        }
        throw new IllegalArgumentException("Must be a list of the ids of existing objects.");
    }

    static Double decimal(@Nullable Object value, double from, double to) {
        if (!(value instanceof Number number)) {
            throw new IllegalArgumentException("A valid number is required.");
        }
        double read = number.doubleValue();
        if (!(read >= from && read <= to)) {
            throw new IllegalArgumentException("Ensure this value is from " + from + " to " + to + ".");
        }
        return read;
    }

    static List<String> texts(@Nullable Object value) {
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new IllegalArgumentException("Must be a list of text.");
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
            case List<?> list -> list.forEach(JsonValue::refuseNullCharacters);
            case null, default -> {}
        }
    }

    private static @Nullable Long wholeNumber(@Nullable Object value) {
        String text = value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15
                ? String.valueOf(d.longValue())
                : String.valueOf(value);
        return text.matches("-?[0-9]{1,18}") ? Long.valueOf(text) : null;
    }
}
