package org.voiceorchestrator.freeswitch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Bytes from a switch become frames. The use and the bounds are those of [BlockDecoder].
public final class EslDecoder extends BlockDecoder<EslFrame> {
    @Override
    EslFrame make(List<String> lines, byte[] body) throws EslProtocolException {
        var headers = new ArrayList<EslHeader>(lines.size());
        for (var line : lines) {
            headers.add(header(line));
        }
        try {
            return new EslFrame(headers, body);
        } catch (IllegalArgumentException e) {
            throw new EslProtocolException("Content-Length is odd", e);
        }
    }

    @Override
    Optional<String> contentLength(List<String> lines) throws EslProtocolException {
        for (var line : lines) {
            var header = header(line);
            if (header.name().equalsIgnoreCase(EslFrame.CONTENT_LENGTH)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }
}
