package org.voiceorchestrator.freeswitch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;

/// `text/event-plain`: a header a line with URL-coded values, an empty line, and a body when an inner Content-Length
/// announces one.
final class PlainEvents {
    static final String CONTENT_TYPE = "text/event-plain";
    /// The switch writes this for an empty value.
    private static final String UNDEFINED = "_undef_";

    private PlainEvents() {}

    static EslEvent decode(byte[] bytes) throws EslProtocolException {
        var headers = new LinkedHashMap<String, String>();
        int bodyLength = 0;
        int at = 0;
        while (at < bytes.length && bytes[at] != '\n') {
            int end = lineEnd(bytes, at);
            var line = new String(bytes, at, end - at, UTF_8);
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new EslProtocolException("event header without a name: " + Excerpt.of(line));
            }
            var name = line.substring(0, colon);
            var value = value(line.substring(colon + 1));
            if (name.equalsIgnoreCase(EslFrame.CONTENT_LENGTH)) {
                // said twice when the sender of an event gave one too: the last is the switch's own
                bodyLength = length(value);
            } else {
                headers.putIfAbsent(name, value);
            }
            at = Math.min(end + 1, bytes.length);
        }
        return EslEvent.of(headers, body(bytes, at + 1, bodyLength));
    }

    private static int lineEnd(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private static String value(String raw) {
        var value = raw.startsWith(" ") ? raw.substring(1) : raw;
        return value.equals(UNDEFINED) ? "" : UrlCoding.decode(value);
    }

    private static int length(String said) throws EslProtocolException {
        if (!said.matches("[0-9]{1,9}")) {
            throw new EslProtocolException("an event's Content-Length is not a number: " + Excerpt.of(said));
        }
        return Integer.parseInt(said);
    }

    private static String body(byte[] bytes, int from, int length) throws EslProtocolException {
        if (length == 0) {
            return "";
        }
        if (from + length > bytes.length) {
            throw new EslProtocolException(
                    "an event announces a body of " + length + " bytes and has " + Math.max(0, bytes.length - from));
        }
        return new String(bytes, from, length, UTF_8);
    }

    static byte[] encode(EslEvent event) {
        var text = new StringBuilder();
        event.headers().forEach((name, value) -> {
            var header = new EslHeader(name, UrlCoding.encode(value));
            text.append(header.name()).append(": ");
            text.append(header.value().isEmpty() ? UNDEFINED : header.value()).append('\n');
        });
        var body = event.body().getBytes(UTF_8);
        if (body.length > 0) {
            text.append(EslFrame.CONTENT_LENGTH)
                    .append(": ")
                    .append(body.length)
                    .append('\n');
        }
        var out = new ByteArrayOutputStream();
        out.writeBytes(text.append('\n').toString().getBytes(UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
