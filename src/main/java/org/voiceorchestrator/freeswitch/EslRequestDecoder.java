package org.voiceorchestrator.freeswitch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Bytes from a client become requests: the switch's side of the wire.
public final class EslRequestDecoder extends BlockDecoder<EslRequest> {
    @Override
    EslRequest make(List<String> lines, byte[] body) throws EslProtocolException {
        return new EslRequest(lines.getFirst(), headers(lines), new String(body, UTF_8));
    }

    @Override
    Optional<String> contentLength(List<String> lines) throws EslProtocolException {
        return headers(lines).stream()
                .filter(header -> header.name().equalsIgnoreCase(EslFrame.CONTENT_LENGTH))
                .map(EslHeader::value)
                .findFirst();
    }

    private static List<EslHeader> headers(List<String> lines) throws EslProtocolException {
        var headers = new ArrayList<EslHeader>();
        for (var line : lines.subList(1, lines.size())) {
            headers.add(header(line));
        }
        return headers;
    }
}
