package org.voiceorchestrator.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.call.FiguresMender;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.testkit.TestServer;

/// How long the audits take over a call log of many calls, 50,000 of them of the last hour.
///
///     java .. org.voiceorchestrator.bench.AuditBench 2000000
public final class AuditBench {
    private AuditBench() {}

    public static void main(String[] args) {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 2_000_000;
        try (TestServer server = new TestServer().withSystemClock().start()) {
            Database database = server.database();
            fill(database, calls);
            CallAudit audit = server.bean(CallAudit.class);
            for (int round = 0; round < 2; round++) {
                Instant since = database.sql("SELECT max(initiated_at) - interval '2 hours' AS at FROM call_logs")
                        .one(row -> row.instant("at"));
                timed("audit of recent calls", () -> audit.findingsSince(since));
                timed("audit of everything", audit::findings);
                timed("mending", () -> server.bean(FiguresMender.class).mend());
            }
        }
    }

    private static void timed(String what, Supplier<List<?>> work) {
        long began = System.nanoTime();
        List<?> result = work.get();
        System.out.printf(
                "%s: %.2f s, %d lines%n",
                what, Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0, result.size());
    }

    private static void fill(Database database, int calls) {
        database.sql("INSERT INTO agents (agent_id, extension) SELECT 'A' || n, '1' FROM generate_series(1, 100) AS n")
                .update();
        database.sql("""
                        INSERT INTO campaigns (campaign_id, campaign_name, segment, agent_id)
                        SELECT 'C' || id, 'C', 'follow_up', id FROM agents
                        """).update();
        database.sql("""
                        INSERT INTO leads (campaign_id, phone_number, segment, status, attempt_count, max_attempts)
                        SELECT 1 + n % 100, (923000000000 + n)::text, 'follow_up', 'completed', 4, 4
                        FROM generate_series(0, :leads - 1) AS n
                        """).with("leads", calls / 4).update();
        // an agent's calls follow one another; 50,000 an hour
        database.sql("""
                        INSERT INTO call_logs (call_id, agent_id, campaign_id, lead_id, phone_number, status, worker_id,
                            initiated_at, ringing_at, answered_at, bridged_at, ended_at, attempt_number)
                        SELECT gen_random_uuid(), 1 + n % 100, l.campaign_id, l.id, l.phone_number, 'completed',
                               '00000000-0000-0000-0000-000000000000', at, at + interval '1 second',
                               at + interval '2 seconds', at + interval '3 seconds', at + interval '6 seconds',
                               1 + n / (:calls / 4)
                        FROM generate_series(0, :calls - 1) AS n
                        JOIN leads AS l ON l.id = (SELECT min(id) FROM leads) + n % (:calls / 4)
                        CROSS JOIN LATERAL (SELECT now() - interval '1 second' * 0.072 * (:calls - n) AS at) AS clock
                        """).with("calls", calls).update();
        database.sql("ANALYZE").update();
    }
}
