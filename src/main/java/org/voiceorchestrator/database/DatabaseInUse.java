package org.voiceorchestrator.database;

import jakarta.inject.Singleton;

/// Which database the process uses, for people.
@Singleton
public final class DatabaseInUse {
    private volatile String description = "no database";

    public String description() {
        return description;
    }

    void is(String description) {
        this.description = description;
    }
}
