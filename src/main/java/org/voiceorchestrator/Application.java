package org.voiceorchestrator;

import io.micronaut.runtime.Micronaut;

/// The process: starts the server.
public final class Application {
    private Application() {}

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }
}
