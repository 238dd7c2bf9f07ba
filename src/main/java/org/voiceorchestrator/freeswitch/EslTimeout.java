package org.voiceorchestrator.freeswitch;

/// No answer in time. The connection stays; a late answer is thrown away.
public final class EslTimeout extends EslException {
    EslTimeout(String message, boolean maybeSent) {
        super(message, maybeSent);
    }
}
