package org.voiceorchestrator.dialing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.simulator.SimulatedSwitchConfig;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.Operator;
import org.voiceorchestrator.testkit.TestServer;

/// What tests of lines that stay up share: campaigns on lines, and what must be true of agents, lines and customers
/// whatever happened. The phones of its switch take one call at a time.
record LineHouse(SimulatedSwitch simulated, Database database, TestServer server) {
    /// Answer after half a second of the switch's and talk for ten.
    static final String TALKS = "6666";
    /// Answer at once and stay.
    static final String STAYS = "7777";
    /// Ring for forty seconds, then answer and stay.
    static final String LATE = "8888";

    /// @param scale how much faster than ours the switch's time is
    static SimulatedSwitch switchOfPhones(int scale) {
        Scenario scenario = Scenario.carrierSuffixes()
                .suffix(TALKS, CallBehaviour.answersAfter(Duration.ofMillis(500), Duration.ofSeconds(10)))
                .suffix(STAYS, CallBehaviour.staysAfter(Duration.ZERO))
                .suffix(LATE, CallBehaviour.staysAfter(Duration.ofSeconds(40)));
        return SimulatedSwitch.start(SimulatedSwitchConfig.of(scenario).withTimeScale(scale));
    }

    /// @param mode assignments of columns
    long campaign(String mode, List<String> extensions) {
        GivenCalls given = new GivenCalls(database);
        long campaign = given.campaign("Campaign-" + extensions.getFirst(), agent(extensions.getFirst()));
        change("UPDATE campaigns SET agent_connection = 'line', " + mode + " WHERE id = " + campaign);
        extensions.stream().skip(1).forEach(extension -> join(campaign, agent(extension)));
        return campaign;
    }

    void join(long campaign, long agent) {
        change("INSERT INTO campaign_agents (campaign_id, agent_id) VALUES (" + campaign + ", " + agent
                + ") ON CONFLICT DO NOTHING");
        change("UPDATE campaigns SET updated_at = now() WHERE id = " + campaign);
    }

    long agent(String extension) {
        return new GivenCalls(database).agent("Agent-" + extension, extension, 1);
    }

    long idOf(String extension) {
        return database.sql("SELECT id FROM agents WHERE extension = :extension")
                .with("extension", extension)
                .one(row -> row.bigint("id"));
    }

    void leads(long campaign, int count, String suffix) {
        new GivenCalls(database).leads(campaign, GivenCalls.numbers(count, suffix));
    }

    void change(String statement) {
        database.sql(statement).update();
    }

    long count(String from) {
        return database.sql("SELECT count(*) AS n FROM " + from).one(row -> row.bigint("n"));
    }

    void await(long n, String from) {
        Await.until(n + " " + from, () -> count(from) == n);
    }

    void awaitLines(int up) {
        await(up, "agent_lines WHERE state = 'up'");
    }

    void awaitNoLineOf(String extension) {
        await(0, "agent_lines AS l JOIN agents AS a ON a.id = l.agent_id WHERE a.extension = '" + extension + "'");
        Await.until("the phone of " + extension + " is free", () -> phonesInUse(extension) == 0);
    }

    UUID lineOf(String extension) {
        return database.sql("SELECT line_id FROM agent_lines AS l JOIN agents AS a ON a.id = l.agent_id"
                        + " WHERE a.extension = :extension")
                .with("extension", extension)
                .one(row -> row.uuid("line_id"));
    }

    String reason(String extension) {
        return database.sql("SELECT status || ': ' || status_reason AS reason FROM agents WHERE extension = :extension")
                .with("extension", extension)
                .one(row -> row.text("reason"));
    }

    void say(String extension, String status) {
        change("UPDATE agents SET status = '" + status + "', status_since = now() WHERE extension = '" + extension
                + "'");
    }

    long phonesInUse(String extension) {
        return simulated.liveCalls().stream()
                .filter(call -> call.toAgent() && call.number().equals(extension))
                .count();
    }

    /// How often the agent's phone rang.
    long timesRung(String extension) {
        return simulated.legs().stream()
                .filter(call -> call.toAgent() && call.number().equals(extension))
                .count();
    }

    void hangUpCustomers() {
        try (Operator operator = new Operator(simulated)) {
            operator.hangUpCustomers();
        }
    }

    /// What is promised of every call and agent, at any moment.
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        simulated.overlappingCalls().forEach(number -> broken.add(number + " had two calls at a time"));
        List<String> dialed = simulated.calls().stream()
                .filter(call -> !call.toAgent())
                .map(PlacedCall::number)
                .toList();
        dialed.stream()
                .distinct()
                .filter(number -> dialed.indexOf(number) != dialed.lastIndexOf(number))
                .forEach(number -> broken.add(number + " was dialed twice"));
        database.sql("""
                        SELECT a.call_id || ' and ' || b.call_id AS both
                        FROM call_logs AS a
                        JOIN call_logs AS b ON b.agent_id = a.agent_id AND b.id > a.id
                        WHERE a.bridged_at < coalesce(b.agent_left_at, b.ended_at, 'infinity')
                          AND b.bridged_at < coalesce(a.agent_left_at, a.ended_at, 'infinity')
                        """).list(row -> broken.add("an agent talked on both " + row.text("both")));
        server.bean(CallAudit.class).findings().stream()
                .filter(finding -> !finding.kept())
                .forEach(finding -> broken.add(finding.toString()));
        return broken;
    }
}
