package org.voiceorchestrator.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a real switch sent in one scenario.
record Recording(List<RawFrame> frames) {
    static Recording of(String name) {
        var frames = new ArrayList<RawFrame>();
        try (var in = Objects.requireNonNull(Recording.class.getResourceAsStream("/freeswitch/" + name + ".raw"))) {
            for (var frame = RawFrame.read(in); frame != null; frame = RawFrame.read(in)) {
                frames.add(frame);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Recording(frames);
    }

    /// The last one may be cut off in its middle.
    List<Map<String, String>> events() {
        return frames.stream()
                .filter(frame ->
                        frame.type().equals("text/event-plain") && frame.body().contains("\n\n"))
                .map(RawFrame::event)
                .toList();
    }

    /// The arguments of the originates whose job ended, in the order of their ends.
    List<String> originates() {
        return events().stream()
                .filter(event -> "originate".equals(event.get("Job-Command")))
                .map(event -> event.getOrDefault("Job-Command-Arg", ""))
                .toList();
    }

    List<String> apiResponses() {
        return frames.stream()
                .filter(frame -> frame.type().equals("api/response"))
                .map(RawFrame::body)
                .toList();
    }
}
