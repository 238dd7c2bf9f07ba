package org.voiceorchestrator.bench;

import java.time.Duration;
import java.util.List;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.simulator.SimulatedSwitchConfig;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestServer;

/// How long somebody who has answered waits until an agent is on the line: where the agent's phone rings for each
/// call, and where a line stays up. In real time, against the simulated switch, in which an agent picks up after
/// 300 ms and a bridge takes 50 ms, as they were recorded.
public final class ConnectBench {
    private static final int AGENTS = 4;
    private static final String SUFFIX = "7777";

    private ConnectBench() {}

    public static void main(String[] args) {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 40;
        System.out.println("From the answer to the bridge, ms of " + calls + " calls:   median    95 %     most");
        run("progressive, the phone rings", "mode = 'progressive', agent_connection = 'ring'", calls);
        run("power, the phone rings", "mode = 'power', calls_per_agent = 1, agent_connection = 'ring'", calls);
        run("progressive, a line is up", "mode = 'progressive', agent_connection = 'line'", calls);
        run("power, a line is up", "mode = 'power', calls_per_agent = 1, agent_connection = 'line'", calls);
    }

    private static void run(String name, String rules, int calls) {
        Scenario scenario = Scenario.answering()
                .suffix(SUFFIX, CallBehaviour.answersAfter(Duration.ofMillis(500), Duration.ofSeconds(2)));
        try (SimulatedSwitch simulated =
                        SimulatedSwitch.start(SimulatedSwitchConfig.of(scenario).withTimeScale(1));
                TestServer server = new TestServer()
                        .with("freeswitch.host", "127.0.0.1")
                        .with("freeswitch.port", simulated.port())
                        .with("freeswitch.password", "ClueCon")
                        .with("dialer.dialing.enabled", true)
                        .withSystemClock()
                        .start()) {
            campaign(server, rules, calls);
            Await.until("all calls are over", Duration.ofMinutes(10), () -> ended(server) == calls);
            List<Long> waits = simulated.calls().stream()
                    .filter(call -> !call.toAgent())
                    .filter(call -> call.answeredAt() != null && call.bridgedAt() != null)
                    .map(ConnectBench::wait)
                    .sorted()
                    .toList();
            System.out.printf(
                    "%-42s %5d   %5d    %5d   (%d connected)%n",
                    name,
                    waits.get(waits.size() / 2),
                    waits.get(waits.size() * 95 / 100),
                    waits.getLast(),
                    waits.size());
        }
    }

    private static long wait(PlacedCall call) {
        return Duration.between(call.answeredAt(), call.bridgedAt()).toMillis();
    }

    private static void campaign(TestServer server, String rules, int calls) {
        GivenCalls given = new GivenCalls(server.database());
        long campaign = given.campaign("Measured", given.agent("Agent-101", "101", 1));
        for (int i = 2; i <= AGENTS; i++) {
            long agent = given.agent("Agent-10" + i, "10" + i, 1);
            change(
                    server,
                    "INSERT INTO campaign_agents (campaign_id, agent_id) VALUES (" + campaign + ", " + agent + ")");
        }
        change(server, "UPDATE campaigns SET " + rules);
        Await.until("the lines are up, where there are any", () -> linesMissing(server) == 0);
        given.leads(campaign, GivenCalls.numbers(calls, SUFFIX));
    }

    private static void change(TestServer server, String statement) {
        server.database().sql(statement).update();
    }

    private static long linesMissing(TestServer server) {
        return server.database().sql("""
                        SELECT count(*) AS n
                        FROM agents_on_lines AS w
                        WHERE NOT EXISTS (SELECT FROM agent_lines AS l WHERE l.agent_id = w.id AND l.state = 'up')
                        """).one(row -> row.bigint("n"));
    }

    private static long ended(TestServer server) {
        return server.database()
                .sql("SELECT count(*) AS n FROM call_logs WHERE ended_at IS NOT NULL")
                .one(row -> row.bigint("n"));
    }
}
