package org.voiceorchestrator.once;

import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.voiceorchestrator.http.FieldErrors;

/// The value of the header `Idempotency-Key`: 1 to 255 visible ASCII characters. Quotes around it, with which
/// structured headers (RFC 9651) write text, do not belong to it.
record IdempotencyKey(String value) {
    static final String HEADER = "Idempotency-Key";

    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"");
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");

    IdempotencyKey {
        if (!VISIBLE.matcher(value).matches()) {
            throw new FieldErrors(
                    HEADER,
                    "Must be 1 to 255 visible ASCII characters, none of them a space, and different for every new"
                            + " request: a random UUID, say.");
        }
    }

    /// @throws FieldErrors when it is no good, or there are several
    static IdempotencyKey of(HttpRequest<?> request) {
        List<String> values = request.getHeaders().getAll(HEADER);
        if (values.size() != 1) {
            throw new FieldErrors(HEADER, "Must be sent once.");
        }
        return new IdempotencyKey(QUOTED.matcher(values.getFirst().strip())
                .replaceFirst(match -> match.group(1).replace("\\", "\\\\").replace("$", "\\$")));
    }
}
