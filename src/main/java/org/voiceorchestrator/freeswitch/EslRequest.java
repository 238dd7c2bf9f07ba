package org.voiceorchestrator.freeswitch;

import java.util.List;
import java.util.Optional;

/// What a client says to a switch: a command line, header lines below it, and the body that few commands have.
public record EslRequest(String line, List<EslHeader> headers, String body) {
    public EslRequest {
        headers = List.copyOf(headers);
    }

    /// The first word, as the client wrote it.
    public String verb() {
        int space = line.indexOf(' ');
        return space < 0 ? line : line.substring(0, space);
    }

    /// All behind the first word.
    public String argument() {
        int space = line.indexOf(' ');
        return space < 0 ? "" : line.substring(space + 1).strip();
    }

    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(EslHeader::value)
                .findFirst();
    }
}
