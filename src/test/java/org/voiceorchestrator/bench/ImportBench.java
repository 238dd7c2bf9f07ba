package org.voiceorchestrator.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.TestServer;

/// How fast a file is imported over HTTP, and what memory it takes: run it with a small heap, and more rows than fit.
///
///     java -Xmx96m --enable-native-access=ALL-UNNAMED -cp .. org.voiceorchestrator.bench.ImportBench 1000000 1
public final class ImportBench {
    private ImportBench() {}

    public static void main(String[] args) throws IOException {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        Path file = Files.createTempFile("bench", ".csv");
        try (TestServer server = new TestServer().withSystemClock().start()) {
            write(file, rows);
            run(server, "warm-up", file, rows);
            int runs = args.length > 1 ? Integer.parseInt(args[1]) : 3;
            for (int i = 1; i <= runs; i++) {
                run(server, "run-" + i, file, rows);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void run(TestServer server, String name, Path file, int rows) throws IOException {
        campaign(server, name);
        HttpRequest request = request(server, name, file);
        System.gc();
        long before = heapUsed();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
        long started = System.nanoTime();
        Answer answer = server.send(request);
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                "%-8s %s, %d MB: %.2f s, %.0f rows/s; peak heap %d MB (%d MB before, %d MB at most)%n",
                name,
                answer.json().get("summary"),
                Files.size(file) >> 20,
                seconds,
                rows / seconds,
                peak() >> 20,
                before >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static HttpRequest request(TestServer server, String campaign, Path file) throws IOException {
        String head = "--b\r\nContent-Disposition: form-data; name=\"campaign_id\"\r\n\r\n" + campaign
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"segment\"\r\n\r\nfollow_up"
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"csv_file\"; filename=\"bench.csv\"\r\n\r\n";
        return HttpRequest.newBuilder(URI.create(server.url() + "/api/dialer/csv-upload/upload/"))
                .header("Authorization", "Bearer " + server.token("admin"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofFile(file),
                        BodyPublishers.ofString("\r\n--b--\r\n")))
                .build();
    }

    /// One row in fifty is bad, one in fifty a duplicate.
    private static void write(Path file, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("name,number,city,attempts,shop\n");
            for (int i = 0; i < rows; i++) {
                String number = switch (i % 50) {
                    case 7 -> "invalid" + i;
                    case 9 -> "03" + (i / 50 % 5) + "1-0000001";
                    default -> "03%02d-%07d".formatted(i % 50, (i / 50 + i * 7919L) % 10_000_000);
                };
                out.write("Customer " + i + "," + number + ",Lahore,3,\"Shop " + i + ", Anarkali\"\n");
            }
        }
    }

    private static void campaign(TestServer server, String name) {
        server.database().sql("""
                        WITH agent AS (INSERT INTO agents (agent_id, extension) VALUES (:name, '101') RETURNING id)
                        INSERT INTO campaigns (campaign_id, campaign_name, segment, agent_id)
                        SELECT :name, :name, 'follow_up', id
                        FROM agent
                        """).with("name", name).update();
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }

    private static long heapUsed() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /// The pools' peaks need not have been at the same time: the sum is an upper bound.
    private static long peak() {
        return heapPools().stream()
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
