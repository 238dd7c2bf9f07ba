package org.voiceorchestrator.dialing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.voiceorchestrator.testkit.TestServer;

/// Claims again and again, and tells how long each took. For benchmarks: nobody is called.
public final class TimedClaims {
    private final UUID worker = UUID.randomUUID();
    private final Claims claims;

    public TimedClaims(TestServer server) {
        claims = server.bean(Claims.class);
    }

    /// @return how many leads were claimed
    public int claim(int n) {
        return claims.due(worker, n).size();
    }

    /// @param n how many leads each claim asks for
    /// @param pause between two claims
    /// @return median, 99th percentile and maximum, in words
    public String run(int n, Duration pause, BooleanSupplier goOn) {
        List<Double> millis = new ArrayList<>();
        int leads = 0;
        while (goOn.getAsBoolean()) {
            long started = System.nanoTime();
            leads += claim(n);
            millis.add((System.nanoTime() - started) / 1e6);
            LockSupport.parkNanos(pause.toNanos());
        }
        Collections.sort(millis);
        return String.format(
                Locale.ROOT,
                "%d claims of %d leads: median %.1f ms, 99 %% within %.1f ms, at most %.1f ms",
                millis.size(),
                leads,
                millis.get(millis.size() / 2),
                millis.get(millis.size() * 99 / 100),
                millis.getLast());
    }
}
