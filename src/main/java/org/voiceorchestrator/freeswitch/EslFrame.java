package org.voiceorchestrator.freeswitch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the switch sends: header lines in their order and a body of exactly Content-Length bytes.
///
/// A frame that contradicts its own Content-Length can't be made.
public final class EslFrame {
    static final String CONTENT_LENGTH = "Content-Length";
    static final String CONTENT_TYPE = "Content-Type";

    private final List<EslHeader> headers;
    private final byte[] body;

    public EslFrame(List<EslHeader> headers, byte[] body) {
        this.headers = List.copyOf(headers);
        this.body = body.clone();
        var said = header(CONTENT_LENGTH).orElse("0");
        if (!said.equals(Integer.toString(body.length))) {
            throw new IllegalArgumentException("Content-Length says " + said + ", the body has " + body.length);
        }
    }

    public static EslFrame authRequest() {
        return of("auth/request", List.of());
    }

    public static EslFrame commandReply(String replyText, EslHeader... more) {
        var headers = new ArrayList<EslHeader>();
        headers.add(new EslHeader("Reply-Text", replyText));
        headers.addAll(Arrays.asList(more));
        return of("command/reply", headers);
    }

    public static EslFrame apiResponse(String output) {
        return ofText("api/response", output);
    }

    public static EslFrame disconnectNotice(String text) {
        return ofText("text/disconnect-notice", text);
    }

    public static EslFrame rudeRejection(String text) {
        return ofText("text/rude-rejection", text);
    }

    /// Events alone have Content-Length in front of Content-Type.
    static EslFrame event(String contentType, byte[] body) {
        return new EslFrame(
                List.of(
                        new EslHeader(CONTENT_LENGTH, Integer.toString(body.length)),
                        new EslHeader(CONTENT_TYPE, contentType)),
                body);
    }

    private static EslFrame of(String contentType, List<EslHeader> more) {
        var headers = new ArrayList<EslHeader>();
        headers.add(new EslHeader(CONTENT_TYPE, contentType));
        headers.addAll(more);
        return new EslFrame(headers, new byte[0]);
    }

    private static EslFrame ofText(String contentType, String text) {
        var bytes = text.getBytes(UTF_8);
        return new EslFrame(
                List.of(
                        new EslHeader(CONTENT_TYPE, contentType),
                        new EslHeader(CONTENT_LENGTH, Integer.toString(bytes.length))),
                bytes);
    }

    public List<EslHeader> headers() {
        return headers;
    }

    /// The first header of that name, in any letter case.
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(EslHeader::value)
                .findFirst();
    }

    public String contentType() {
        return header(CONTENT_TYPE).orElse("");
    }

    public byte[] body() {
        return body.clone();
    }

    /// The body as UTF-8; bytes that are none become U+FFFD.
    public String text() {
        return new String(body, UTF_8);
    }

    public byte[] encode() {
        var out = new ByteArrayOutputStream(body.length + 128);
        for (var header : headers) {
            out.writeBytes((header.name() + ": " + header.value() + "\n").getBytes(UTF_8));
        }
        out.write('\n');
        out.writeBytes(body);
        return out.toByteArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EslFrame frame && headers.equals(frame.headers) && Arrays.equals(body, frame.body);
    }

    @Override
    public int hashCode() {
        return 31 * headers.hashCode() + Arrays.hashCode(body);
    }

    /// The types and sizes only: bodies hold people's numbers.
    @Override
    public String toString() {
        return "EslFrame[" + contentType() + ", " + headers.size() + " headers, " + body.length + " bytes]";
    }
}
