package org.voiceorchestrator.migration;

/// A migration was told to stop. What is in stays in, the rest is for the next run.
final class MigrationStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    MigrationStopped() {
        super("The migration was stopped.");
    }
}
