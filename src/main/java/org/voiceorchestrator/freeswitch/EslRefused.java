package org.voiceorchestrator.freeswitch;

/// The switch said no: an unknown channel, a command that this user may not give, a wrong argument.
public final class EslRefused extends EslException {
    private final String reason;

    EslRefused(String command, String reason) {
        super(command + " was refused: " + reason, false);
        this.reason = reason;
    }

    /// In the switch's words, as `-ERR No such channel!`.
    public String reason() {
        return reason;
    }
}
