package org.voiceorchestrator.freeswitch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// `text/event-plain`: a header a line with URL-coded values, an empty line, and a body when an inner Content-Length
/// announces one.
final class PlainEvents {
    static final String CONTENT_TYPE = "text/event-plain";

    private PlainEvents() {}

    static EslEvent decode(byte[] bytes) throws EslProtocolException {
        var headers = PlainHeaders.of(bytes);
        // said twice when the sender of an event gave one too: the last is the switch's own
        int bodyLength = length(headers.last(EslFrame.CONTENT_LENGTH).orElse("0"));
        return new EslEvent(headers, body(bytes, headers.end() + 1, bodyLength));
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
            text.append(header.value().isEmpty() ? PlainHeaders.UNDEFINED : header.value())
                    .append('\n');
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
