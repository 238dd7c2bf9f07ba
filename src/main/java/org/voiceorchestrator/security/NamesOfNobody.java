package org.voiceorchestrator.security;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Failed sign-ins with names that no user has. They lock as those of users do ([Users#failedToSignIn]): else the
/// lock would tell which names exist. Kept in memory, for the last names only.
@Singleton
final class NamesOfNobody {
    private static final int KEPT = 10_000;

    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > KEPT;
        }
    };

    private record Failures(int count, Instant lockedUntil) {}

    synchronized boolean lockedAt(String username, Instant now) {
        Failures known = failures.get(key(username));
        return known != null && known.lockedUntil.isAfter(now);
    }

    synchronized void failedToSignIn(String username, Instant now, int allowed, Duration locked) {
        Failures known = failures.getOrDefault(key(username), new Failures(0, Instant.MIN));
        int count = known.count + 1;
        failures.put(key(username), new Failures(count, count >= allowed ? now.plus(locked) : known.lockedUntil));
    }

    private static String key(String username) {
        return username.toLowerCase(Locale.ROOT);
    }
}
