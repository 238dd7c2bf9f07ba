package org.voiceorchestrator.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.voiceorchestrator.dialing.ClaimTimes;
import org.voiceorchestrator.donotcall.DoNotCallUpkeep;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestServer;

/// How fast numbers come onto a do-not-call list, and what the list costs a claim: when it is empty, when it is long,
/// and when it blocks the leads that would be next.
///
///     java -Xmx256m --enable-native-access=ALL-UNNAMED -cp .. org.voiceorchestrator.bench.DoNotCallBench 1000000
public final class DoNotCallBench {
    private static final int LEADS = 200_000;
    private static final int BLOCKED = 100_000;
    private static final int CLAIMS = 200;

    private DoNotCallBench() {}

    public static void main(String[] args) throws IOException {
        int numbers = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        Path file = Files.createTempFile("bench", ".csv");
        try (TestServer server = new TestServer()
                .withSystemClock()
                .with("dialer.trunk.lines", 1000)
                .with("dialer.trunk.calls-per-second", 100_000)
                .start()) {
            write(file, numbers);
            GivenCalls given = new GivenCalls(server.database());
            leads(server, given.campaign("Bench", given.agent("Bench", "101", 1000)));
            ClaimTimes claims = new ClaimTimes(server);
            claims.measure(CLAIMS);
            System.out.println("claims, empty list:           " + claims.measure(CLAIMS));
            upload(server, file, "first time");
            upload(server, file, "second time");
            System.out.println("claims, list of " + numbers + ":     " + claims.measure(CLAIMS));
            block(server);
            System.out.println("claims, next leads blocked:   " + claims.measure(CLAIMS));
            long started = System.nanoTime();
            long stopped = server.bean(DoNotCallUpkeep.class).stopLeads(Instant.now());
            System.out.printf("%d leads taken out of the way: %.2f s%n", stopped, (System.nanoTime() - started) / 1e9);
            System.out.println("claims, afterwards:           " + claims.measure(CLAIMS));
        } finally {
            Files.delete(file);
        }
    }

    private static void upload(TestServer server, Path file, String name) throws IOException {
        String head = "--b\r\nContent-Disposition: form-data; name=\"csv_file\"; filename=\"bench.csv\"\r\n\r\n";
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/api/dialer/do-not-call/import/"))
                .header("Authorization", "Bearer " + server.token("admin"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--b--\r\n")))
                .build();
        long started = System.nanoTime();
        String summary = String.valueOf(server.send(request).json().get("summary"));
        System.out.printf("import, %s: %s: %.2f s%n", name, summary, (System.nanoTime() - started) / 1e9);
    }

    private static void write(Path file, int numbers) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("number,reason\n");
            for (int i = 0; i < numbers; i++) {
                out.write("0301%07d,register of the operator\n".formatted(i * 7919L % 10_000_000));
            }
        }
    }

    private static void leads(TestServer server, long campaign) {
        server.database()
                .sql("""
                        INSERT INTO leads (campaign_id, phone_number, segment, due_at)
                        SELECT :campaign, 923000000000 + n, 'follow_up', now() - interval '1 day' + n * interval '1 ms'
                        FROM generate_series(1, :leads::int) AS n
                        """)
                .with("campaign", campaign)
                .with("leads", LEADS)
                .update();
        server.database().sql("ANALYZE leads").update();
    }

    /// Behind the back of everything that heeds the list.
    private static void block(TestServer server) {
        server.database().sql("""
                        INSERT INTO do_not_call_entries (phone_number, source, created_by)
                        SELECT phone_number, 'other', 'bench'
                        FROM leads
                        WHERE status = 'pending'
                        ORDER BY due_at, id
                        LIMIT :blocked
                        """).with("blocked", BLOCKED).update();
    }
}
