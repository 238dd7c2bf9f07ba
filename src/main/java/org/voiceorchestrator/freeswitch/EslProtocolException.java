package org.voiceorchestrator.freeswitch;

import java.io.IOException;

/// The other side said something that isn't event socket protocol; nothing after it on that connection can be trusted.
public final class EslProtocolException extends IOException {
    public EslProtocolException(String message) {
        super(message);
    }

    EslProtocolException(String message, Throwable cause) {
        super(message, cause);
    }
}
