package org.voiceorchestrator.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.simulator.SimulatedSwitchConfig;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.DialerProcess;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// Two processes on one database share the work of one campaign.
class TwoProcessesTest {
    private static final int LEADS = 10_000;

    @Test
    void dialTenThousandLeadsEachExactlyOnce(@TempDir Path folder) throws Exception {
        Scenario scenario = Scenario.always(CallBehaviour.answersAfter(Duration.ofSeconds(2), Duration.ofSeconds(20)))
                .agentsTakeSeveralCalls();
        String database = TestDatabase.fresh();
        try (SimulatedSwitch simulated =
                        SimulatedSwitch.start(SimulatedSwitchConfig.of(scenario).withTimeScale(20));
                TestServer observer =
                        new TestServer().with("database.url", database).start()) {
            GivenCalls given = new GivenCalls(observer.database());
            long campaign = given.campaign("Campaign", given.agent("Agent", "101", 1000));
            Map<String, String> environment = Map.of(
                    "DATABASE_URL", database,
                    "FREESWITCH_HOST", "127.0.0.1",
                    "FREESWITCH_PORT", String.valueOf(simulated.port()),
                    "FREESWITCH_PASSWORD", "ClueCon",
                    // fewer than the agent takes: one process alone cannot have them all
                    "DIALER_DIALING_LINES", "600",
                    "DIALER_TRUNK_LINES", "2000",
                    "DIALER_TRUNK_CALLS_PER_SECOND", "5000");
            try (DialerProcess one = DialerProcess.start(Files.createDirectory(folder.resolve("1")), environment);
                    DialerProcess two = DialerProcess.start(Files.createDirectory(folder.resolve("2")), environment)) {
                assertThat(one.url()).isNotEqualTo(two.url());
                Await.until("both are at work", () -> atWork(observer) == 2);
                given.leads(campaign, GivenCalls.numbers(LEADS, "7777"));
                Await.until("all leads are called", Duration.ofMinutes(10), () -> completed(observer) == LEADS);
            }
            List<PlacedCall> calls = simulated.calls();
            assertThat(calls).hasSize(LEADS);
            assertThat(calls.stream().map(PlacedCall::number).distinct()).hasSize(LEADS);
            assertThat(simulated.overlappingCalls()).isEmpty();
            assertThat(observer.bean(CallAudit.class).findings()).allMatch(CallAudit.Finding::kept);
            assertThat(workers(observer)).as("both processes took part").isEqualTo(2);
            System.out.println("Two processes, " + LEADS + " calls: " + rate(observer) + " calls a second");
        }
    }

    private static long completed(TestServer observer) {
        return observer.database()
                .sql("SELECT coalesce(sum(completed_leads), 0) AS n FROM campaign_figures")
                .one(row -> row.bigint("n"));
    }

    private static long atWork(TestServer observer) {
        return observer.database().sql("SELECT count(*) AS n FROM workers").one(row -> row.bigint("n"));
    }

    private static long workers(TestServer observer) {
        return observer.database()
                .sql("SELECT count(DISTINCT worker_id) AS n FROM call_logs")
                .one(row -> row.bigint("n"));
    }

    private static long rate(TestServer observer) {
        return observer.database().sql("""
                        SELECT (count(*) / extract(epoch FROM max(initiated_at) - min(initiated_at)))::bigint AS n
                        FROM call_logs
                        """).one(row -> row.bigint("n"));
    }
}
