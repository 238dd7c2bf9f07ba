package org.voiceorchestrator.bench;

import java.io.IOException;
import java.util.List;
import org.voiceorchestrator.testkit.TestServer;

/// How many times a second figures are told to 200 connections that poll, compared with an answer of the same size
/// that is always the same; and with `If-None-Match`.
///
///     java .. org.voiceorchestrator.bench.StatsBench 200 10 100000
public final class StatsBench {
    private StatsBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        int connections = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 10;
        int leads = args.length > 2 ? Integer.parseInt(args[2]) : 100_000;
        try (TestServer server =
                new TestServer().withSystemClock().with("bench.constant", true).start()) {
            BenchLeads.fill(server.database(), leads);
            String token = server.token("viewer");
            String tag = server.get("/api/dialer/campaigns/1/stats/")
                    .headers()
                    .getOrDefault("etag", List.of())
                    .getFirst();
            for (int round = 0; round < 4; round++) {
                double constant = run(server, connections, seconds, token, _ -> "/bench/constant", "");
                double one = run(server, connections, seconds, token, _ -> "/api/dialer/campaigns/1/stats/", "");
                double many = run(
                        server,
                        connections,
                        seconds,
                        token,
                        number -> "/api/dialer/campaigns/" + (1 + number % 200) + "/stats/",
                        "");
                double known = run(server, connections, seconds, token, _ -> "/api/dialer/campaigns/1/stats/", tag);
                System.out.printf(
                        "%s: constant %,.0f/s; one campaign %,.0f/s (%.2f); 200 campaigns %,.0f/s (%.2f); 304 %,.0f/s (%.2f)%n",
                        round == 0 ? "warm-up" : "round " + round,
                        constant,
                        one,
                        one / constant,
                        many,
                        many / constant,
                        known,
                        known / constant);
            }
        }
    }

    private interface Path {
        String of(int number);
    }

    private static double run(TestServer server, int connections, double seconds, String token, Path path, String tag)
            throws IOException, InterruptedException {
        return Polling.requestsPerSecond(
                server.url(),
                connections,
                seconds,
                number -> List.of(
                        "GET " + path.of(number) + " HTTP/1.1",
                        "Host: localhost",
                        "Authorization: Bearer " + token,
                        tag.isEmpty() ? "Accept: application/json" : "If-None-Match: " + tag));
    }
}
