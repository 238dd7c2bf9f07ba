package org.voiceorchestrator.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.campaign.LeadSequence;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// Which leads come first, against a plain sort of all of them.
class LeadLanesTest {
    @RegisterExtension
    static final TestServer server = new TestServer();

    private static final Instant NOW = TestServer.START;
    private static final int LEADS = 3_000;
    private static long campaign;

    private record Row(
            long id,
            String zone,
            int priority,
            int attempts,
            Instant due,
            boolean callBack,
            @Nullable Long agent) {}

    @BeforeAll
    static void someLeads() {
        campaign = new Given(server).campaign();
        Random random = new Random(5);
        List<String> numbers = new ArrayList<>();
        List<String> zones = new ArrayList<>();
        List<Integer> priorities = new ArrayList<>();
        List<Integer> attempts = new ArrayList<>();
        List<Integer> dues = new ArrayList<>();
        List<Integer> callBacks = new ArrayList<>();
        for (int i = 0; i < LEADS; i++) {
            numbers.add("92300%07d".formatted(i));
            zones.add(random.nextInt(4) == 0 ? "Asia/Dubai" : "");
            priorities.add(random.nextInt(3) - 1);
            attempts.add(random.nextInt(4));
            // half of them later
            dues.add(random.nextInt(2000) - 1000);
            callBacks.add(random.nextInt(40) == 0 ? random.nextInt(2) + 1 : 0);
        }
        server.database()
                .sql("""
                        INSERT INTO leads (campaign_id, phone_number, segment, time_zone, priority, attempt_count,
                            max_attempts, due_at, call_back_at, call_back_agent_id, status)
                        SELECT :campaign, number, 'follow_up', nullif(zone, ''), priority, attempts,
                            3, :now::timestamptz + make_interval(secs => due),
                            CASE WHEN call_back > 0 THEN :now::timestamptz + make_interval(secs => due) END,
                            CASE WHEN call_back > 1 THEN 7 END,
                            CASE WHEN number LIKE '%9' THEN 'failed' ELSE 'pending' END
                        FROM unnest(:numbers::text[], :zones::text[], :priorities::integer[], :attempts::integer[],
                                    :dues::integer[], :call_backs::integer[])
                             AS t (number, zone, priority, attempts, due, call_back)
                        """)
                .with("campaign", campaign)
                .with("now", NOW)
                .with("numbers", numbers)
                .with("zones", zones)
                .with("priorities", priorities)
                .with("attempts", attempts)
                .with("dues", dues)
                .with("call_backs", callBacks)
                .update();
        server.database().sql("ANALYZE leads").update();
        server.database().sql("ANALYZE campaign_zones").update();
    }

    private static List<Row> due(String zone) {
        return server
                .database()
                .sql("""
                        SELECT id, coalesce(time_zone, '') AS zone, priority, attempt_count, due_at,
                               call_back_at IS NOT NULL AS call_back, call_back_agent_id
                        FROM leads
                        WHERE campaign_id = :campaign
                          AND status = 'pending'
                          AND due_at <= :now
                          AND attempt_count < max_attempts
                        """)
                .with("campaign", campaign)
                .with("now", NOW)
                .list(row -> new Row(
                        row.bigint("id"),
                        row.text("zone"),
                        row.integer("priority"),
                        row.integer("attempt_count"),
                        row.instant("due_at"),
                        row.bool("call_back"),
                        row.bigintOrNull("call_back_agent_id")))
                .stream()
                .filter(row -> row.zone.equals(zone))
                .toList();
    }

    private static Comparator<Row> inOrder(LeadSequence sequence) {
        Comparator<Row> due = Comparator.comparing(Row::due).thenComparingLong(Row::id);
        Comparator<Row> step = Comparator.comparing(row -> row.attempts > 0);
        Comparator<Row> others = switch (sequence) {
            case DUE -> due;
            case NEWEST -> due.reversed();
            case NEW_FIRST -> step.thenComparing(due);
            case RETRIES_FIRST -> step.reversed().thenComparing(due);
        };
        return (one, other) -> {
            if (one.callBack != other.callBack) {
                return one.callBack ? -1 : 1;
            }
            return one.callBack
                    ? due.compare(one, other)
                    : Comparator.comparingInt(Row::priority)
                            .reversed()
                            .thenComparing(others)
                            .compare(one, other);
        };
    }

    private static final String ASKED = """
            WITH open_lanes AS (
                SELECT :campaign::bigint AS campaign_id, zone AS time_zone, :sequence::text AS lead_order, :n::integer AS n
                FROM unnest(:zones::text[]) AS zone
            )
            """;

    @ParameterizedTest
    @EnumSource(LeadSequence.class)
    void theFirstLeadsAreThoseThatASortOfAllPutsFirst(LeadSequence sequence) {
        int n = 150;
        List<List<Object>> found = server.database()
                .sql(ASKED + "SELECT * FROM (" + LeadLanes.FIRST_DUE
                        + ") AS f WHERE rank <= :n ORDER BY time_zone, rank")
                .with("campaign", campaign)
                .with("zones", List.of("", "Asia/Dubai", "Asia/Tokyo"))
                .with("sequence", sequence)
                .with("n", n)
                .with("now", NOW)
                .list(row -> List.of(
                        row.text("time_zone"), row.bigint("id"), row.bigintOrNull("call_back_agent_id") != null));
        List<List<Object>> expected = new ArrayList<>();
        for (String zone : List.of("", "Asia/Dubai")) {
            due(zone).stream()
                    .sorted(inOrder(sequence))
                    .limit(n)
                    .forEach(row -> expected.add(List.of(zone, row.id, row.agent != null)));
        }
        assertThat(expected).hasSizeGreaterThan(200);
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void onlyTheHeadsOfTheLanesAreRead() {
        server.database().sql("SET enable_seqscan = on").update();
        String plan = String.join(
                "\n",
                server.database()
                        .sql("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) " + ASKED + LeadLanes.FIRST_DUE)
                        .with("campaign", campaign)
                        .with("zones", List.of("", "Asia/Dubai"))
                        .with("sequence", LeadSequence.DUE)
                        .with("n", 5)
                        .with("now", NOW)
                        .list(row -> row.text("QUERY PLAN")));
        assertThat(plan).contains("leads_lanes").contains("leads_call_backs").doesNotContain("Seq Scan on leads");
    }

    @ParameterizedTest
    @ValueSource(strings = {"l.due_at <= :now", "l.due_at > :now", "l.due_at <= :now AND l.priority > 0"})
    void theHeadsOfTheLanesHaveTheFirstOfAll(String which) {
        String heads = "SELECT min(due_at) AS due FROM (" + LeadLanes.heads(":campaign", which) + ") AS heads";
        Instant first = server.database()
                .sql("""
                        SELECT min(l.due_at) AS due
                        FROM leads AS l
                        WHERE l.campaign_id = :campaign
                          AND l.status = 'pending'
                          AND l.attempt_count < l.max_attempts
                          AND %s
                        """.formatted(which))
                .with("campaign", campaign)
                .with("now", NOW)
                .one(row -> row.instant("due"));
        Instant found = server.database()
                .sql(heads)
                .with("campaign", campaign)
                .with("now", NOW)
                .one(row -> row.instant("due"));
        assertThat(found).isEqualTo(first);
        assertThat(server.database()
                        .sql("EXPLAIN (COSTS OFF) " + heads)
                        .with("campaign", campaign)
                        .with("now", NOW)
                        .list(row -> row.text("QUERY PLAN")))
                .anyMatch(line -> line.contains("leads_lanes"))
                .anyMatch(line -> line.contains("leads_call_backs"))
                .noneMatch(line -> line.contains("Seq Scan on leads") || line.contains("Sort Key: l.due_at"));
    }
}
