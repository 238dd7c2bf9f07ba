package org.voiceorchestrator.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// Where in an ordered list a page ended. On the wire it is an opaque token: its ordering, the values of the last row
/// and its id, with a checksum, so that one that was cut, changed or made for another ordering is refused. It holds
/// nothing secret and opens nothing: what may be seen is decided anew for every request.
///
/// @param values of the fields of the ordering, each an [Instant] or a text
/// @param id of the last row
public record Cursor(List<Object> values, long id) {
    /// No text in the database holds it.
    private static final String BETWEEN = "\0";

    /// Far enough for any row, and near enough for any database.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    String token(List<Ordering> ordering) {
        List<String> parts = new ArrayList<>();
        parts.add(terms(ordering));
        values.forEach(value -> parts.add(value.toString()));
        parts.add(Long.toString(id));
        String text = String.join(BETWEEN, parts);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((checksum(text) + BETWEEN + text).getBytes(StandardCharsets.UTF_8));
    }

    /// Nothing where the token was not made by [#token] for the same ordering.
    static Optional<Cursor> parse(String token, List<Ordering> ordering) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            String[] parts = text.split(BETWEEN, -1);
            boolean ours = parts.length == ordering.size() + 3
                    && parts[0].equals(checksum(text.substring(parts[0].length() + 1)))
                    && parts[1].equals(terms(ordering));
            return ours ? Optional.of(read(parts, ordering)) : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Cursor read(String[] parts, List<Ordering> ordering) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < ordering.size(); i++) {
            String part = parts[i + 2];
            values.add(ordering.get(i).byTime() ? instant(part) : part);
        }
        return new Cursor(List.copyOf(values), Long.parseLong(parts[parts.length - 1]));
    }

    private static Instant instant(String text) {
        Instant instant = Instant.parse(text);
        if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            throw new IllegalArgumentException("no time of a row: " + text);
        }
        return instant;
    }

    private static String terms(List<Ordering> ordering) {
        return ordering.stream().map(Ordering::term).collect(Collectors.joining(","));
    }

    private static String checksum(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(checksum.getValue());
    }
}
