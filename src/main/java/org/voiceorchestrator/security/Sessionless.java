package org.voiceorchestrator.security;

import io.micronaut.security.authentication.Authentication;
import java.util.List;
import java.util.Map;

/// Who is let in by what the settings say, a machine with its own password, has no session that could end.
public enum Sessionless {
    /// No claim of a token can be this: it stands in no JSON.
    BY_SETTINGS;

    public static Authentication of(String name, String role) {
        return Authentication.build(name, List.of(role), Map.of(LiveSessions.SESSION_CLAIM, BY_SETTINGS));
    }
}
