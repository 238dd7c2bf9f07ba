package org.voiceorchestrator.bench;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.voiceorchestrator.campaign.LeadSequence;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.lead.LeadLanes;
import org.voiceorchestrator.testkit.TestServer;

/// How long it takes to find the first leads due of one campaign and of 200, while many are of a higher priority and
/// not due yet; and what one sort over all of them would take.
public final class LanesBench {
    private static final int TIMES = 41;
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private static final String FIRST = """
            WITH open_lanes AS (
                SELECT campaign AS campaign_id, '' AS time_zone, :sequence AS lead_order, 10 AS n
                FROM unnest(:campaigns::bigint[]) AS campaign
            )
            SELECT count(*) AS n FROM (
            """ + LeadLanes.FIRST_DUE + ") AS f WHERE rank <= 10";

    private static final String SORTED = """
            SELECT count(*) AS n
            FROM unnest(:campaigns::bigint[]) AS campaign
            CROSS JOIN LATERAL (
                SELECT l.id
                FROM leads AS l
                WHERE l.campaign_id = campaign
                  AND l.status = 'pending'
                  AND l.due_at <= :now
                  AND l.attempt_count < l.max_attempts
                ORDER BY l.priority DESC, l.due_at, l.id
                LIMIT 10
            ) AS first
            """;

    private LanesBench() {}

    public static void main(String[] args) {
        long leads = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
        try (TestServer server = new TestServer().with("database.url", "").start()) {
            Database database = server.database();
            BenchLeads.fill(database, leads);
            database.sql("""
                            UPDATE leads
                            SET priority = 9, due_at = '2027-01-01'
                            WHERE campaign_id = 1 AND status = 'pending' AND id % 4 = 0
                            """).update();
            database.sql("VACUUM ANALYZE leads").update();
            List<Long> one = List.of(1L);
            List<Long> all = LongStream.rangeClosed(1, 200).boxed().toList();
            for (LeadSequence sequence : LeadSequence.values()) {
                report("lanes, " + sequence + ", the largest", () -> first(database, one, sequence));
                report("lanes, " + sequence + ", 200", () -> first(database, all, sequence));
            }
            report("a sort, the largest", () -> sorted(database, one));
        }
    }

    private static void first(Database database, List<Long> campaigns, LeadSequence sequence) {
        database.sql(FIRST)
                .with("campaigns", campaigns)
                .with("sequence", sequence)
                .with("now", NOW)
                .one(row -> row.bigint("n"));
    }

    private static void sorted(Database database, List<Long> campaigns) {
        database.sql(SORTED).with("campaigns", campaigns).with("now", NOW).one(row -> row.bigint("n"));
    }

    private static void report(String what, Runnable query) {
        double[] times = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long started = System.nanoTime();
            query.run();
            times[i] = (System.nanoTime() - started) / 1e6;
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT, "%-36s median %8.2f ms, slowest %8.2f ms%n", what, times[TIMES / 2], times[TIMES - 1]);
    }
}
