package org.voiceorchestrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.leadimport.ImportSweeper;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.simulator.SimulatedSwitchConfig;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.DialerProcess;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// The process is killed again and again while it imports and dials in all ways there are; in the end everything adds
/// up. How often says the system property `crash.kills`.
class CrashTest {
    private static final int KILLS = Integer.getInteger("crash.kills", 20);
    private static final int ROWS = 40_000;
    private static final long SEED = new Random().nextLong();

    private final String database = TestDatabase.fresh();
    private final Random random = new Random(SEED);

    @Test
    void killsLoseNothingAndDialNobodyTwice(@TempDir Path folder) throws Exception {
        System.out.println("Crash test, seed " + SEED);
        Scenario scenario = Scenario.demo(SEED).agentsTakeSeveralCalls();
        try (SimulatedSwitch simulated =
                        SimulatedSwitch.start(SimulatedSwitchConfig.of(scenario).withTimeScale(10));
                TestServer observer =
                        new TestServer().with("database.url", database).start()) {
            GivenCalls given = new GivenCalls(observer.database());
            long agent = given.agent("Agent", "101", 40);
            given.leads(given.campaign("Dialed", agent), GivenCalls.numbers(25 * KILLS, "7777"));
            given.draftCampaign("Imported", agent);
            dialed(
                    observer,
                    "Power",
                    "mode = 'power', calls_per_agent = 2",
                    200,
                    GivenCalls.numbers(5 * KILLS, "5555"));
            dialed(observer, "Lines", "agent_connection = 'line'", 300, GivenCalls.numbers(3 * KILLS, "4444"));
            dialed(
                    observer,
                    "Power on lines",
                    "mode = 'power', agent_connection = 'line'",
                    400,
                    GivenCalls.numbers(4 * KILLS, "3333"));
            for (int kill = 1; kill <= KILLS; kill++) {
                killAtSomeMoment(folder, environment(simulated));
            }
            try (DialerProcess last = DialerProcess.start(folder, environment(simulated))) {
                awaitAllSettled(observer);
                assertThat(last.url()).isNotEmpty();
                assertEachAgentHasOneLine(observer, simulated);
                observer.database()
                        .sql("UPDATE agents SET status = 'offline', status_since = now()")
                        .update();
                Await.until("the lines are ended", () -> lines(observer) == 0);
            }
            simulated.awaitIdle(Duration.ofMinutes(1));
            assertNobodyWasDialedTwice(simulated);
            assertNoAgentTalkedToTwo(observer);
            assertImportsAreWholeOrAbsent(observer);
            assertThat(observer.bean(CallAudit.class).findings()).allMatch(CallAudit.Finding::kept);
            report(observer, simulated);
        }
    }

    /// A campaign of four agents.
    private static void dialed(TestServer observer, String name, String rules, int extensions, List<String> numbers) {
        GivenCalls given = new GivenCalls(observer.database());
        long campaign = given.campaign(name, given.agent(name + " 1", String.valueOf(extensions + 1), 1));
        observer.database()
                .sql("UPDATE campaigns SET " + rules + " WHERE id = :id")
                .with("id", campaign)
                .update();
        for (int i = 2; i <= 4; i++) {
            observer.database()
                    .sql("INSERT INTO campaign_agents (campaign_id, agent_id) VALUES (:campaign, :agent)")
                    .with("campaign", campaign)
                    .with("agent", given.agent(name + " " + i, String.valueOf(extensions + i), 1))
                    .update();
        }
        given.leads(campaign, numbers);
    }

    private Map<String, String> environment(SimulatedSwitch simulated) {
        return Map.of(
                "DATABASE_URL", database,
                "FREESWITCH_HOST", "127.0.0.1",
                "FREESWITCH_PORT", String.valueOf(simulated.port()),
                "FREESWITCH_PASSWORD", "ClueCon",
                "DIALER_TRUNK_CALLS_PER_SECOND", "40");
    }

    /// Dials and imports, and dies at a moment between its start and two seconds later.
    private void killAtSomeMoment(Path folder, Map<String, String> environment) throws InterruptedException {
        DialerProcess process = DialerProcess.start(folder, environment);
        Thread upload = Thread.ofVirtual().start(() -> Uploads.send(process.url(), "Imported", file()));
        process.liveFor(random.nextInt(2000));
        process.kill();
        upload.join();
    }

    private static byte[] file() {
        StringBuilder rows = new StringBuilder("name,number,city,attempts\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append("Lead ")
                    .append(i)
                    .append(",92301")
                    .append("%07d".formatted(i))
                    .append(",Lahore,1\n");
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static long open(TestServer observer) {
        return observer.database().sql("""
                        SELECT count(*) AS n
                        FROM leads AS l
                        JOIN campaigns AS c ON c.id = l.campaign_id
                        WHERE c.campaign_id <> 'Imported' AND l.status IN ('pending', 'dialing')
                        """).one(row -> row.bigint("n"));
    }

    private static void awaitAllSettled(TestServer observer) {
        try {
            Await.until("every lead is settled", Duration.ofMinutes(5), () -> open(observer) == 0);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + state(observer), e);
        }
    }

    /// What may keep leads from being settled.
    private static String state(TestServer observer) {
        return observer.database().sql("""
                        SELECT (SELECT string_agg(c.campaign_id || ' has ' || n || ' ' || s.status, ', ')
                                FROM (SELECT campaign_id, status, count(*) AS n FROM leads GROUP BY 1, 2) AS s
                                JOIN campaigns AS c ON c.id = s.campaign_id)
                               || '; ' ||
                               (SELECT string_agg(a.agent_id || ' is ' || a.status || ' ' || a.status_reason || ' '
                                                  || coalesce(l.state, 'no line'), ', ' ORDER BY a.id)
                                FROM agents AS a
                                LEFT JOIN agent_lines AS l ON l.agent_id = a.id) AS state
                        """).one(row -> "; " + row.text("state"));
    }

    private static long lines(TestServer observer) {
        return observer.database().sql("SELECT count(*) AS n FROM agent_lines").one(row -> row.bigint("n"));
    }

    private static void assertEachAgentHasOneLine(TestServer observer, SimulatedSwitch simulated) {
        Await.until("all lines are up", () -> lines(observer) == 8);
        Await.until("no agent's phone is in more than one call", () -> {
            List<String> inUse = simulated.liveCalls().stream()
                    .filter(PlacedCall::toAgent)
                    .map(PlacedCall::number)
                    .toList();
            return inUse.size() == 8 && inUse.stream().distinct().count() == 8;
        });
    }

    private static void assertNoAgentTalkedToTwo(TestServer observer) {
        assertThat(observer.database().sql("""
                        SELECT a.call_id || ' and ' || b.call_id AS both
                        FROM call_logs AS a
                        JOIN call_logs AS b ON b.agent_id = a.agent_id AND b.id > a.id
                        JOIN agents AS g ON g.id = a.agent_id
                        WHERE g.max_concurrent_calls = 1
                          AND a.bridged_at < coalesce(b.ended_at, 'infinity')
                          AND b.bridged_at < coalesce(a.ended_at, 'infinity')
                        """).list(row -> row.text("both"))).isEmpty();
    }

    private static void assertNobodyWasDialedTwice(SimulatedSwitch simulated) {
        List<String> dialed = simulated.calls().stream()
                .filter(call -> !call.toAgent())
                .map(PlacedCall::number)
                .toList();
        assertThat(dialed).doesNotHaveDuplicates();
        assertThat(simulated.overlappingCalls()).isEmpty();
    }

    private static void assertImportsAreWholeOrAbsent(TestServer observer) {
        observer.bean(ImportSweeper.class).sweep(java.time.Instant.now().plusSeconds(120));
        long leads = observer.database().sql("""
                        SELECT count(*) AS n
                        FROM leads AS l
                        JOIN campaigns AS c ON c.id = l.campaign_id
                        WHERE c.campaign_id = 'Imported'
                        """).one(row -> row.bigint("n"));
        long whole = observer.database()
                .sql("SELECT count(*) AS n FROM import_logs WHERE successful_imports = " + ROWS)
                .one(row -> row.bigint("n"));
        long unfinished = observer.database()
                .sql("SELECT count(*) AS n FROM import_logs WHERE status IN ('pending', 'processing')")
                .one(row -> row.bigint("n"));
        assertThat(leads).isIn(0L, (long) ROWS);
        assertThat(whole).isEqualTo(leads / ROWS);
        assertThat(unfinished).isZero();
    }

    private static void report(TestServer observer, SimulatedSwitch simulated) {
        observer.database().sql("""
                        SELECT c.campaign_id || ': ' || string_agg(n || ' ' || s.status, ', ' ORDER BY s.status) AS line
                        FROM (SELECT campaign_id, status, count(*) AS n FROM call_logs GROUP BY 1, 2) AS s
                        JOIN campaigns AS c ON c.id = s.campaign_id
                        GROUP BY c.id
                        ORDER BY c.id
                        """).list(row -> row.text("line")).forEach(System.out::println);
        observer.bean(CallAudit.class)
                .findings()
                .forEach(finding -> System.out.println((finding.kept() ? "kept    " : "BROKEN  ") + finding));
        String imports = observer.database()
                .sql(
                        "SELECT coalesce(string_agg(status || ' ' || n, ', '), 'none') AS all FROM (SELECT status, count(*) AS n FROM import_logs GROUP BY 1 ORDER BY 1) AS s")
                .one(row -> row.text("all"));
        System.out.println("Crash test: " + KILLS + " kills; imports: " + imports
                + "; originates that reached the switch: " + simulated.calls().size());
    }
}
