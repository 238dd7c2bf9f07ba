package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// Two workers dial at once, and every limit holds: by what the call log says, and by what the switch saw.
class LimitsTest {
    private static final int LINES = 12;
    private static final int A_SECOND = 25;

    private final String url = TestDatabase.fresh();
    private SimulatedSwitch simulated;
    private DialingHouse one;
    private DialingHouse two;

    @BeforeEach
    void start() {
        simulated = DialingHouse.switchWith(
                Scenario.always(CallBehaviour.answersAfter(Duration.ofSeconds(1), Duration.ofSeconds(5))));
        one = DialingHouse.running(simulated, server());
        two = DialingHouse.running(simulated, server());
        Await.until("both are at work", () -> one.count("workers") == 2);
    }

    private TestServer server() {
        return DialingHouse.over(simulated)
                .with("database.url", url)
                .with("dialer.trunk.lines", LINES)
                .with("dialer.trunk.calls-per-second", A_SECOND);
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    private record Span(Instant from, Instant until) {}

    private static int mostAtOnce(List<Span> spans) {
        NavigableMap<Instant, Integer> changes = new TreeMap<>();
        spans.forEach(span -> {
            changes.merge(span.from(), 1, Integer::sum);
            changes.merge(span.until(), -1, Integer::sum);
        });
        int now = 0;
        int most = 0;
        for (int change : changes.values()) {
            now += change;
            most = Math.max(most, now);
        }
        return most;
    }

    private List<Span> logged(String condition) {
        return one.database()
                .sql("SELECT initiated_at, ended_at FROM call_logs WHERE " + condition)
                .list(row -> new Span(row.instant("initiated_at"), row.instant("ended_at")));
    }

    private long mostBegunInASecond() {
        return one.database().sql("""
                        SELECT max(n) AS n
                        FROM (SELECT count(*) OVER (ORDER BY initiated_at
                                  RANGE BETWEEN CURRENT ROW AND interval '999999 microseconds' FOLLOWING) AS n
                              FROM call_logs) AS windows
                        """).one(row -> row.bigint("n"));
    }

    @Test
    void ofAgentsCampaignsTrunkLinesAndCallsASecond() {
        long limited = one.given().campaign("Limited", one.given().agent("A", "101", 50));
        long alone = one.given().campaign("Alone", one.given().agent("B", "102", 1));
        long wide = one.given().campaign("Wide", one.given().agent("C", "110", 50));
        one.change("UPDATE campaigns SET max_calls = 3 WHERE id = " + limited);
        one.given().leads(limited, GivenCalls.numbers(30, "1111"));
        one.given().leads(alone, GivenCalls.numbers(8, "2222"));
        List<String> shared = new ArrayList<>(GivenCalls.numbers(60, "3333"));
        shared.addAll(GivenCalls.numbers(10, "1111"));
        one.given().leads(wide, shared);
        Await.until("all are called", () -> one.ended() == 108);
        assertThat(mostAtOnce(logged("campaign_id = " + limited))).isLessThanOrEqualTo(3);
        assertThat(mostAtOnce(logged("campaign_id = " + alone))).isEqualTo(1);
        assertThat(mostAtOnce(logged("true"))).isBetween(LINES - 2, LINES);
        assertThat(mostBegunInASecond()).isLessThanOrEqualTo(A_SECOND);
        List<PlacedCall> placed = simulated.calls();
        assertThat(placed).hasSize(108);
        assertThat(mostAtOnce(placed.stream()
                        .map(call -> new Span(call.startedAt(), Objects.requireNonNull(call.endedAt())))
                        .toList()))
                .isLessThanOrEqualTo(LINES);
        assertThat(simulated.overlappingCalls()).isEmpty();
        assertThat(one.count("call_logs WHERE status <> 'completed'")).isZero();
        long workers = one.database()
                .sql("SELECT count(DISTINCT worker_id) AS n FROM call_logs")
                .one(row -> row.bigint("n"));
        assertThat(workers).isEqualTo(2);
        assertThat(one.broken()).isEmpty();
    }

    @Test
    void aCampaignThatIsPausedStopsAtOnce() {
        long campaign = one.campaign("101", 5, GivenCalls.numbers(200, "1111"));
        one.awaitEnded(5);
        one.change("UPDATE campaigns SET status = 'paused' WHERE id = " + campaign);
        Instant paused = one.database().sql("SELECT clock_timestamp() AS now").one(row -> row.instant("now"));
        Await.until("the last have ended", () -> one.live() == 0);
        long other = one.campaign("102", 5, GivenCalls.numbers(5, "2222"));
        Await.until(
                "others go on",
                () -> one.count("call_logs WHERE ended_at IS NOT NULL AND campaign_id = " + other) == 5);
        // a claim that was under way at that moment may still have been made
        assertThat(logged("campaign_id = " + campaign))
                .allMatch(span -> span.from().isBefore(paused.plusMillis(500)));
        assertThat(one.broken()).isEmpty();
    }
}
