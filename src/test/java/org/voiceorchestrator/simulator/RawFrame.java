package org.voiceorchestrator.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One frame as it came off the wire, read with code that has nothing in common with the room under test.
record RawFrame(Map<String, String> headers, String body) {
    static @Nullable RawFrame read(InputStream in) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(in); line != null; line = line(in)) {
            if (line.isEmpty() && !headers.isEmpty()) {
                int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
                return new RawFrame(headers, new String(in.readNBytes(length), UTF_8));
            }
            int colon = line.indexOf(": ");
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 2));
            }
        }
        return null;
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            bytes.write(b);
        }
        return bytes.toString(UTF_8);
    }

    String type() {
        return headers.getOrDefault("Content-Type", "");
    }

    boolean isEvent() {
        return type().startsWith("text/event-");
    }

    String replyText() {
        return headers.getOrDefault("Reply-Text", "");
    }

    /// The headers of a plain event; its body stands under `_body`.
    Map<String, String> event() {
        var event = new LinkedHashMap<String, String>();
        int end = body.indexOf("\n\n");
        for (var line : body.substring(0, end).lines().toList()) {
            int colon = line.indexOf(": ");
            event.put(line.substring(0, colon), decoded(line.substring(colon + 2)));
        }
        event.put("_body", body.substring(end + 2));
        return event;
    }

    private static String decoded(String value) {
        return URLDecoder.decode(value.replace("+", "%2B"), UTF_8);
    }
}
