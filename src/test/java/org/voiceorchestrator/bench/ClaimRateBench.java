package org.voiceorchestrator.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceorchestrator.dialing.TimedClaims;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// How many claims a second the dialer makes, and how many pgbench makes of the very same statements: each of a few
/// leads of a campaign with many, one after the other. Takes turns, from the same state each time. Needs `pgbench`.
public final class ClaimRateBench {
    private static final int LEADS = 80_000;
    /// Of one round: what pgbench plans at its beginning is little then.
    private static final int CLAIMS = 300;
    private static final int WARMING_ROUNDS = 6;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final TestServer server;
    private final URI database;
    private final TimedClaims claims;

    private ClaimRateBench(TestServer server, URI database) {
        this.server = server;
        this.database = database;
        this.claims = new TimedClaims(server);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 9;
        String url = TestDatabase.fresh();
        SentStatements sent = new SentStatements();
        sent.listen();
        TestServer settings = new TestServer()
                .with("database.url", url)
                .with("dialer.dialing.lines", 1_000_000)
                .with("dialer.trunk.lines", 1_000_000)
                .with("dialer.trunk.calls-per-second", 1_000_000)
                .withSystemClock();
        try (TestServer server = settings.start()) {
            Await.until("the switch is there", server.bean(CallPlacer.class)::isReady);
            var bench = new ClaimRateBench(server, URI.create(url.substring("jdbc:".length())));
            bench.prepare();
            Map<Integer, String> scripts = new TreeMap<>();
            for (int leads : List.of(1, 10)) {
                scripts.put(leads, bench.script(leads, sent));
            }
            sent.close();
            for (int i = 0; i < WARMING_ROUNDS; i++) {
                bench.anew();
                bench.ours(1);
            }
            for (var script : scripts.entrySet()) {
                bench.compare(script.getKey(), script.getValue(), rounds);
            }
        }
    }

    private void prepare() {
        GivenCalls given = new GivenCalls(server.database());
        given.campaign("claimed", given.agent("Agent", "200", 1));
        server.database().sql("""
                        UPDATE campaigns
                        SET mode = 'broadcast', broadcast_message = 'message.wav'
                        """).update();
        server.database().sql("""
                        INSERT INTO leads (campaign_id, phone_number, segment, due_at)
                        SELECT c.id, (923400000000 + n)::text, 'follow_up', now() - interval '1 day'
                        FROM campaigns AS c, generate_series(1, :leads) AS n
                        """).with("leads", LEADS).update();
        server.database().sql("""
                        INSERT INTO call_logs (call_id, freeswitch_uuid, campaign_id, lead_id, phone_number, status,
                                               worker_id, initiated_at, ended_at, attempt_number)
                        SELECT call, call, campaign_id, id, (923000000000 + id)::text, 'no_answer', call,
                               now() - interval '2 days', now() - interval '2 days', 1
                        FROM (SELECT gen_random_uuid() AS call, id, campaign_id FROM leads) AS called
                        """).update();
    }

    private String script(int leads, SentStatements sent) {
        anew();
        sent.take();
        expect(claims.claim(leads), leads);
        return ClaimScript.of(sent.take());
    }

    private void compare(int leads, String script, int rounds) throws IOException, InterruptedException {
        Path file = Files.writeString(Files.createTempFile("claim", ".sql"), script);
        List<Double> ours = new ArrayList<>();
        List<Double> pgbench = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            anew();
            ours.add(ours(leads));
            anew();
            pgbench.add(pgbench(file, leads));
            ratios.add(100 * ours.getLast() / pgbench.getLast());
        }
        Files.delete(file);
        System.out.printf(
                "%3d leads a claim: %,8.1f claims a second, pgbench %,8.1f; of the rounds' ratios the middle one %.0f %%%n",
                leads, middle(ours), middle(pgbench), middle(ratios));
    }

    /// Nobody is being called.
    private void anew() {
        server.database()
                .sql("UPDATE call_logs SET status = 'no_answer', ended_at = initiated_at WHERE ended_at IS NULL")
                .update();
        server.database()
                .sql("UPDATE leads SET status = 'failed', live_call_id = NULL WHERE status = 'dialing'")
                .update();
        server.database().sql("VACUUM ANALYZE leads, call_logs").update();
    }

    private double ours(int leads) {
        long started = System.nanoTime();
        for (int i = 0; i < CLAIMS; i++) {
            expect(claims.claim(leads), leads);
        }
        return CLAIMS / ((System.nanoTime() - started) / 1e9);
    }

    private double pgbench(Path script, int leads) throws IOException, InterruptedException {
        Process run = new ProcessBuilder(
                        "pgbench",
                        "--no-vacuum",
                        "--protocol=prepared",
                        "--transactions=" + CLAIMS,
                        "--file=" + script,
                        "--host=" + database.getHost(),
                        "--port=" + database.getPort(),
                        "--username=postgres",
                        database.getPath().substring(1))
                .redirectErrorStream(true)
                .start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(output);
        if (run.waitFor() != 0 || !rate.find()) {
            throw new IllegalStateException("pgbench: " + output);
        }
        expect(
                server.database()
                        .sql("SELECT count(*) AS n FROM call_logs WHERE ended_at IS NULL")
                        .one(row -> (int) row.bigint("n")),
                CLAIMS * leads);
        return Double.parseDouble(rate.group(1));
    }

    private static void expect(int leads, int wanted) {
        if (leads != wanted) {
            throw new IllegalStateException("%d leads claimed, not %d".formatted(leads, wanted));
        }
    }

    private static double middle(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }
}
