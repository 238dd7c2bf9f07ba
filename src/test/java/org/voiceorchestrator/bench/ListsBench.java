package org.voiceorchestrator.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.TestServer;

/// How long lists, searches and figures take over HTTP with so many leads: the median and the 95th percentile of
/// each. Half of the leads are in one of 200 campaigns. With `DATABASE_URL` that database is filled once, and kept.
///
/// With a third argument only those whose name contains it.
///
///     java .. org.voiceorchestrator.bench.ListsBench 1000000 50
public final class ListsBench {
    private static final String LEADS = "/api/dialer/leads/";
    private static final String CALLS = "/api/dialer/call-logs/";

    /// The JVM has compiled what it runs after some thousand requests.
    private static final int WARMING_REQUESTS = 5_000;

    private static final double LIMIT_MILLIS = 20;

    private ListsBench() {}

    private record Query(String name, String path) {}

    public static void main(String[] args) {
        int leads = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int times = args.length > 1 ? Integer.parseInt(args[1]) : 50;
        String part = args.length > 2 ? args[2] : "";
        TestServer server = new TestServer().withSystemClock();
        String url = System.getenv("DATABASE_URL");
        if (url != null) {
            server.with("database.url", url);
        }
        try (TestServer running = server.start()) {
            if (BenchLeads.count(running.database()) == 0) {
                BenchLeads.fill(running.database(), leads);
            }
            System.out.printf("%,d leads%n", BenchLeads.count(running.database()));
            System.out.printf("%-50s %10s %10s %10s %8s%n", "", "median ms", "p95 ms", "count", "exact");
            String token = running.token("admin");
            List<Query> queries = queries(running).stream()
                    .filter(query -> query.name().contains(part))
                    .toList();
            for (int i = 0; i < WARMING_REQUESTS; i++) {
                get(running, queries.get(i % queries.size()), token);
            }
            double[] medians = queries.stream()
                    .mapToDouble(query -> measure(running, query, token, times))
                    .sorted()
                    .toArray();
            System.out.printf(
                    "%d queries, the middle one %.1f ms, the slowest %.1f ms; below %.0f ms: %d%n",
                    medians.length,
                    medians[medians.length / 2],
                    medians[medians.length - 1],
                    LIMIT_MILLIS,
                    Arrays.stream(medians)
                            .filter(median -> median < LIMIT_MILLIS)
                            .count());
        }
    }

    private static List<Query> queries(TestServer server) {
        Answer newest = server.get(LEADS + "?campaign=1&ordering=-created_at&page_size=1");
        String number = (String) newest.at("results.0.phone_number");
        List<Query> queries = new ArrayList<>();
        for (String filter : List.of(
                "",
                "campaign=1",
                "campaign=7",
                "segment=growth",
                "status=failed",
                "status=skipped",
                "campaign=1&status=completed",
                "campaign=1&segment=growth",
                "campaign=1&status=do_not_call",
                "segment=active&status=pending")) {
            for (String ordering : List.of("", "-created_at", "created_at", "-segment")) {
                queries.add(new Query(
                        "leads " + filter + (ordering.isEmpty() ? "" : " by " + ordering),
                        LEADS + "?" + filter + (ordering.isEmpty() ? "" : "&ordering=" + ordering)));
            }
        }
        for (String search : List.of(
                number,
                "0" + number.substring(2),
                number.substring(number.length() - 5),
                "+92 312 34",
                "0312",
                "92312345",
                "ahmed",
                "khan",
                "tar",
                "huma tareen",
                "ahmed khan",
                "ahm kha",
                "a1b2",
                "nobodyatall")) {
            String encoded = URLEncoder.encode(search, StandardCharsets.UTF_8);
            queries.add(new Query("leads search " + search, LEADS + "?search=" + encoded));
            queries.add(new Query("leads campaign=7 search " + search, LEADS + "?campaign=7&search=" + encoded));
            queries.add(new Query(
                    "leads status=called by created_at, search " + search,
                    LEADS + "?status=called&ordering=created_at&search=" + encoded));
        }
        queries.add(new Query("leads deep, by cursor", deep(server)));
        queries.add(new Query("figures of the large campaign", "/api/dialer/campaigns/1/stats/"));
        queries.add(new Query("figures of a small campaign", "/api/dialer/campaigns/7/stats/"));
        queries.add(new Query("campaigns", "/api/dialer/campaigns/"));
        for (String filter : List.of(
                "",
                "campaign=1",
                "agent=2",
                "status=busy",
                "status=lost",
                "campaign=1&status=no_answer",
                "agent=2&status=completed",
                "search=" + number,
                "search=0312")) {
            queries.add(new Query("calls " + filter, CALLS + "?" + filter));
        }
        return queries;
    }

    private static String deep(TestServer server) {
        String path = LEADS + "?page_size=1000&ordering=-created_at";
        Object cursor = server.get(path).at("next_cursor");
        for (int i = 0; i < 20 && cursor != null; i++) {
            cursor = server.get(path + "&cursor=" + cursor).at("next_cursor");
        }
        return LEADS + "?ordering=-created_at" + (cursor == null ? "" : "&cursor=" + cursor);
    }

    private static Answer get(TestServer server, Query query, String token) {
        return server.send("GET", query.path(), null, token);
    }

    /// @return the median
    private static double measure(TestServer server, Query query, String token, int times) {
        Answer answer = get(server, query, token);
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            get(server, query, token);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-50s %10.1f %10.1f %10s %8s%n",
                query.name(),
                millis[times / 2],
                millis[times * 95 / 100],
                answer.json().getOrDefault("count", ""),
                answer.json().getOrDefault("count_is_exact", ""));
        return millis[times / 2];
    }
}
