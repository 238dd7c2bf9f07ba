package org.voiceorchestrator.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.postgresql.PGConnection;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.TestServer;

/// How long a file of leads takes over HTTP, against COPY of the same leads, already normalised, into a table with the
/// same indexes and constraints on the same PostgreSQL; and what memory it takes. The two take turns, so that a busy
/// machine is the same to both. Give it a heap: `-Dbench.heap=128m`.
public final class ImportBench {
    private static final String COPY = """
            COPY copied_leads (campaign_id, phone_number, customer_name, city, segment, max_attempts, metadata)
            FROM STDIN
            """;

    private final HeapWatch heap = new HeapWatch();
    private final TestServer server;
    private final BenchLists lists;
    private final Path file;
    private final Path copyText;
    private final int rows;

    private ImportBench(TestServer server, Path file, Path copyText, int rows) {
        this.server = server;
        this.lists = new BenchLists(server);
        this.file = file;
        this.copyText = copyText;
        this.rows = rows;
    }

    public static void main(String[] args) throws IOException {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int runs = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path file = Files.createTempFile("bench", ".csv");
        Path copyText = Files.createTempFile("bench", ".copy");
        try (TestServer server =
                new TestServer().with("database.url", "").withSystemClock().start()) {
            BenchLists.write(file, rows);
            BenchLists.writeNormalised(copyText, rows);
            ImportBench bench = new ImportBench(server, file, copyText, rows);
            bench.run(runs);
        } finally {
            Files.delete(file);
            Files.delete(copyText);
        }
    }

    private void run(int runs) throws IOException {
        System.out.printf(
                "%,d rows, %d MB; heap at most %d MB%n", rows, Files.size(file) >> 20, HeapWatch.largest() >> 20);
        double[] ratios = new double[runs];
        importOnce("warm-up");
        for (int i = 0; i < runs; i++) {
            double copied = copyOnce();
            double imported = importOnce("run-" + (i + 1));
            ratios[i] = imported / copied;
            System.out.printf(Locale.ROOT, "  ratio %.2f%n", ratios[i]);
        }
        Arrays.sort(ratios);
        System.out.printf(Locale.ROOT, "import / COPY: median %.2f%n", ratios[runs / 2]);
    }

    private double copyOnce() throws IOException {
        server.database().sql("DROP TABLE IF EXISTS copied_leads").update();
        server.database()
                .sql("CREATE TABLE copied_leads (LIKE leads INCLUDING ALL)")
                .update();
        server.database().sql("CHECKPOINT").update();
        long started = System.nanoTime();
        try (Connection connection = DriverManager.getConnection(address());
                InputStream in = Files.newInputStream(copyText)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY, in, 1 << 16);
        } catch (SQLException e) {
            throw new IllegalStateException("COPY failed", e);
        }
        return report("COPY", started, "");
    }

    private double importOnce(String campaign) throws IOException {
        server.database().sql("DELETE FROM leads").update();
        server.database().sql("VACUUM leads").update();
        lists.draftCampaign(campaign);
        HttpRequest request = lists.upload(campaign, file);
        server.database().sql("CHECKPOINT").update();
        heap.start();
        long started = System.nanoTime();
        Answer answer = server.send(request);
        return report("import", started, answer.json().get("summary") + "; " + heap.curve());
    }

    private double report(String what, long started, String more) {
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(Locale.ROOT, "%-7s %6.2f s %,8.0f rows/s  %s%n", what, seconds, rows / seconds, more);
        return seconds;
    }

    private String address() {
        return server.database()
                .sql("SELECT inet_server_port() AS port, current_database() AS name")
                .one(row -> "jdbc:postgresql://localhost:" + row.integer("port") + "/" + row.text("name")
                        + "?user=postgres");
    }
}
