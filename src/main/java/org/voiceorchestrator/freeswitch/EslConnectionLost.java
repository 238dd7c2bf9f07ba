package org.voiceorchestrator.freeswitch;

/// There is no connection, or it went away before the answer came.
public final class EslConnectionLost extends EslException {
    EslConnectionLost(String reason, boolean maybeSent) {
        super(reason, maybeSent);
    }
}
