package org.voiceorchestrator.freeswitch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// What a real switch sent on one connection, byte for byte, from its greeting on: a file a scenario.
final class Recordings {
    private Recordings() {}

    static List<String> names() {
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString().replace(".raw", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(folder().resolve(name + ".raw"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<EslFrame> frames(String name) {
        try {
            return decode(bytes(name));
        } catch (EslProtocolException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<EslMessage> messages(String name) {
        var messages = new ArrayList<EslMessage>();
        try {
            for (var frame : frames(name)) {
                messages.add(EslMessage.from(frame));
            }
        } catch (EslProtocolException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }

    static List<EslEvent> events(String name) {
        return messages(name).stream()
                .filter(EslMessage.Event.class::isInstance)
                .map(message -> ((EslMessage.Event) message).event())
                .toList();
    }

    /// Decodes the pieces in their order, as they would come from a socket.
    static List<EslFrame> decode(byte[]... pieces) throws EslProtocolException {
        var decoder = new EslDecoder();
        var frames = new ArrayList<EslFrame>();
        for (var piece : pieces) {
            decoder.offer(piece, 0, piece.length);
            for (var frame = decoder.next(); frame != null; frame = decoder.next()) {
                frames.add(frame);
            }
        }
        return frames;
    }

    static byte[][] split(byte[] bytes, int at) {
        return new byte[][] {Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at, bytes.length)};
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(Recordings.class.getResource("/freeswitch"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
