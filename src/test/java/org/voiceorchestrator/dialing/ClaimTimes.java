package org.voiceorchestrator.dialing;

import java.util.Arrays;
import java.util.UUID;
import org.voiceorchestrator.testkit.TestServer;

/// How long claims take; for measurements.
public final class ClaimTimes {
    private final TestServer server;
    private final Claims claims;
    private final UUID worker = UUID.randomUUID();

    public ClaimTimes(TestServer server) {
        this.server = server;
        this.claims = server.bean(Claims.class);
    }

    /// What some claims took and gave.
    public record Measured(double medianMillis, double slowestMillis, int leads) {
        @Override
        public String toString() {
            return "median %.2f ms, slowest %.2f ms, %d leads".formatted(medianMillis, slowestMillis, leads);
        }
    }

    /// Claims of ten leads each; all calls end after each.
    public Measured measure(int times) {
        double[] millis = new double[times];
        int leads = 0;
        for (int i = 0; i < times; i++) {
            long started = System.nanoTime();
            leads += claims.due(worker, 10).size();
            millis[i] = (System.nanoTime() - started) / 1e6;
            server.database()
                    .sql("UPDATE call_logs SET status = 'completed', ended_at = initiated_at WHERE ended_at IS NULL")
                    .update();
            server.database()
                    .sql("UPDATE leads SET status = 'completed', live_call_id = NULL WHERE live_call_id IS NOT NULL")
                    .update();
        }
        Arrays.sort(millis);
        return new Measured(millis[times / 2], millis[times - 1], leads);
    }
}
