package org.voiceorchestrator.freeswitch;

/// A command's result isn't known or isn't there.
public abstract sealed class EslException extends Exception permits EslConnectionLost, EslTimeout, EslRefused {
    private final boolean maybeSent;

    EslException(String message, boolean maybeSent) {
        super(message);
        this.maybeSent = maybeSent;
    }

    /// False: the command was certainly not carried out. True: it may have been, or may still be.
    public final boolean maybeSent() {
        return maybeSent;
    }
}
