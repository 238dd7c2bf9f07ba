package org.voiceorchestrator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.voiceorchestrator.dialing.TimedClaims;
import org.voiceorchestrator.testkit.TestServer;

/// How long a claim takes, and how long while a large list is uploaded: into another campaign, into the one that is
/// dialed, and into the one that is dialed when it has no other lead left, where a claim meets nothing but leads that
/// it cannot see yet.
public final class ClaimsBench {
    private static final int A_CLAIM = 5;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration BEFORE = Duration.ofSeconds(10);

    private ClaimsBench() {}

    public static void main(String[] args) throws IOException {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 500_000;
        Path list = Files.createTempFile("bench", ".csv");
        TestServer settings = new TestServer()
                .with("database.url", "")
                .with("dialer.trunk.lines", 1_000_000)
                .with("dialer.trunk.calls-per-second", 1_000_000)
                .withSystemClock();
        try (TestServer server = settings.start()) {
            BenchLists lists = new BenchLists(server);
            TimedClaims claims = new TimedClaims(server);
            BenchLists.write(list, rows);
            lists.activeCampaign("dialed");
            lists.fill("dialed", 20_000);
            lists.draftCampaign("other");
            lists.activeCampaign("dry");

            System.out.println("before:                          " + claims.run(A_CLAIM, PAUSE, lasting(BEFORE)));
            System.out.println("upload into another campaign:    " + during(server, lists, "other", list, claims));
            System.out.println("upload into the dialed campaign: " + during(server, lists, "dialed", list, claims));
            lists.pause("dialed");
            System.out.println("upload into one without leads:   " + during(server, lists, "dry", list, claims));
        } finally {
            Files.delete(list);
        }
    }

    private static String during(TestServer server, BenchLists lists, String campaign, Path list, TimedClaims claims)
            throws IOException {
        var request = lists.upload(campaign, list);
        CompletableFuture<Object> upload =
                CompletableFuture.supplyAsync(() -> server.send(request).json().get("summary"));
        String times = claims.run(A_CLAIM, PAUSE, () -> !upload.isDone());
        return times + "; " + upload.join();
    }

    private static BooleanSupplier lasting(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() < end;
    }
}
