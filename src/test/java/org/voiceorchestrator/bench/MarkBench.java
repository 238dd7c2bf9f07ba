package org.voiceorchestrator.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.testkit.TestServer;

/// Leads marked as called by 50 connections: all in one campaign, and each in one of its own.
///
///     java .. org.voiceorchestrator.bench.MarkBench 50 10
public final class MarkBench {
    private static final int LEADS_EACH = 10_000;

    private MarkBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 10;
        try (TestServer server = new TestServer().withSystemClock().start()) {
            String token = server.token("supervisor");
            int rounds = 4;
            for (int round = 0; round < rounds; round++) {
                double one = run(server, token, round * 2, connections, 1, seconds);
                double many = run(server, token, round * 2 + 1, connections, connections, seconds);
                System.out.printf(
                        "%s: one campaign %,.0f/s, %d campaigns %,.0f/s: %.2f%n",
                        round == 0 ? "warm-up" : "round " + round, one, connections, many, one / many);
            }
            server.bean(CallAudit.class)
                    .findings()
                    .forEach(finding -> System.out.println(
                            (finding.kept() ? "kept: " : "BROKEN: ") + finding.promise() + " " + finding.violations()));
        }
    }

    private static double run(TestServer server, String token, int run, int connections, int campaigns, double seconds)
            throws IOException, InterruptedException {
        long first = leads(server, run, campaigns, connections * LEADS_EACH);
        AtomicInteger next = new AtomicInteger();
        return Polling.requestsPerSecond(
                server.url(),
                connections,
                seconds,
                _ -> List.of(
                        "POST /api/dialer/leads/" + (first + next.getAndIncrement()) + "/mark_as_called/ HTTP/1.1",
                        "Host: localhost",
                        "Authorization: Bearer " + token,
                        "Content-Length: 0"));
    }

    /// The first id of so many leads, which go round the campaigns.
    private static long leads(TestServer server, int run, int campaigns, int leads) {
        server.database().sql("""
                        WITH agent AS (INSERT INTO agents (agent_id, extension) VALUES ('Run' || :run::text, '101') RETURNING id)
                        INSERT INTO campaigns (id, campaign_id, campaign_name, segment, agent_id)
                        SELECT :run::bigint * 1000 + i, 'Run' || :run::text || '-' || i, 'A run', 'follow_up', agent.id
                        FROM agent
                        CROSS JOIN generate_series(1, :campaigns::bigint) AS i
                        """).with("run", run).with("campaigns", campaigns).update();
        server.database()
                .sql("""
                        INSERT INTO leads (id, campaign_id, phone_number, segment)
                        SELECT :run::bigint * 10000000 + i, :run::bigint * 1000 + 1 + i % :campaigns::bigint,
                               (920000000000 + i)::text, 'follow_up'
                        FROM generate_series(1, :leads::bigint) AS i
                        """)
                .with("run", run)
                .with("campaigns", campaigns)
                .with("leads", leads)
                .update();
        server.database().sql("VACUUM ANALYZE leads").update();
        return run * 10_000_000L + 1;
    }
}
