package org.voiceorchestrator.database;

/// The process cannot start as it is configured. The message is for the person who starts it: it names the setting,
/// what is wrong with it and what to do, and holds no secret.
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartRefused(String message) {
        super(message);
    }
}
