package org.voiceorchestrator.dialing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.voiceorchestrator.call.CallAudit;
import org.voiceorchestrator.database.Database;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.simulator.SimulatedSwitchConfig;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.TestServer;

/// A switch, a server that dials over it, and what a test asks them. Either the worker runs by itself in real time,
/// or the test turns it by hand and sets its clock.
final class DialingHouse implements AutoCloseable {
    private final SimulatedSwitch simulated;
    private final TestServer server;
    private final GivenCalls given;

    private DialingHouse(SimulatedSwitch simulated, TestServer server) {
        this.simulated = simulated;
        this.server = server;
        this.given = new GivenCalls(server.database());
    }

    static SimulatedSwitch switchWith(Scenario scenario) {
        return switchWith(scenario, 20);
    }

    /// Where a test does something while phones ring: a phone that may ring for a minute rings for fifteen seconds.
    static SimulatedSwitch slowSwitchWith(Scenario scenario) {
        return switchWith(scenario, 4);
    }

    private static SimulatedSwitch switchWith(Scenario scenario, int timeScale) {
        return SimulatedSwitch.start(
                SimulatedSwitchConfig.of(scenario.agentsTakeSeveralCalls()).withTimeScale(timeScale));
    }

    /// Settings of a server that dials over this switch.
    static TestServer over(SimulatedSwitch simulated) {
        return new TestServer()
                .with("dialer.trunk.calls-per-second", 1000)
                .with("freeswitch.host", "127.0.0.1")
                .with("freeswitch.port", simulated.port())
                .with("freeswitch.password", "ClueCon");
    }

    /// Dials by itself.
    static DialingHouse running(Scenario scenario) {
        SimulatedSwitch simulated = switchWith(scenario);
        return running(simulated, over(simulated));
    }

    static DialingHouse running(SimulatedSwitch simulated, TestServer server) {
        return new DialingHouse(
                simulated,
                server.withSystemClock().with("dialer.dialing.enabled", true).start());
    }

    /// Dials when it is told to, by a clock that stands still.
    static DialingHouse byHand(Scenario scenario) {
        SimulatedSwitch simulated = switchWith(scenario);
        return byHand(simulated, over(simulated));
    }

    static DialingHouse byHand(SimulatedSwitch simulated, TestServer server) {
        DialingHouse house = new DialingHouse(simulated, server.start());
        Instant now = house.database().sql("SELECT now() AS now").one(row -> row.instant("now"));
        server.clock().set(now);
        DialingWorker worker = house.worker();
        house.lease().beat(now);
        Await.until("the switch is there", () -> worker.tick(now) == 0 && house.placerIsReady());
        server.bean(SwitchNodes.class).tell(house.lease().worker());
        return house;
    }

    private boolean placerIsReady() {
        return server.bean(CallPlacer.class).isReady();
    }

    /// A round of dialing now, under a fresh lease.
    int tick() {
        Instant now = server.clock().instant();
        lease().beat(now);
        return worker().tick(now);
    }

    int rescue() {
        return worker().rescue(server.clock().instant());
    }

    DialingWorker worker() {
        return server.bean(DialingWorker.class);
    }

    WorkerLease lease() {
        return server.bean(WorkerLease.class);
    }

    SimulatedSwitch simulated() {
        return simulated;
    }

    TestServer server() {
        return server;
    }

    Database database() {
        return server.database();
    }

    GivenCalls given() {
        return given;
    }

    /// Leads of a fresh campaign of a fresh agent.
    long campaign(String extension, int agentsCalls, List<String> numbers, int maxAttempts) {
        long campaign =
                given.campaign("Campaign-" + extension, given.agent("Agent-" + extension, extension, agentsCalls));
        given.leads(campaign, numbers, maxAttempts);
        return campaign;
    }

    long campaign(String extension, int agentsCalls, List<String> numbers) {
        return campaign(extension, agentsCalls, numbers, 1);
    }

    long count(String from) {
        return database().sql("SELECT count(*) AS n FROM " + from).one(row -> row.bigint("n"));
    }

    void change(String statement) {
        database().sql(statement).update();
    }

    long ended() {
        return count("call_logs WHERE ended_at IS NOT NULL");
    }

    long live() {
        return count("call_logs WHERE ended_at IS NULL");
    }

    void awaitEnded(int calls) {
        Await.until(calls + " calls have ended", () -> ended() >= calls);
    }

    void awaitStatus(String status, int calls) {
        Await.until(calls + " calls are " + status, () -> count("call_logs WHERE status = '" + status + "'") >= calls);
    }

    void awaitBridged(int calls) {
        Await.until(calls + " calls talk", () -> count("call_logs WHERE bridged_at IS NOT NULL") >= calls);
    }

    List<String> statuses() {
        return database()
                .sql("SELECT status FROM call_logs ORDER BY phone_number, id")
                .list(row -> row.text("status"));
    }

    List<CallAudit.Finding> broken() {
        return server.bean(CallAudit.class).findings().stream()
                .filter(finding -> !finding.kept())
                .toList();
    }

    /// A call that another worker, of which nothing is known, has opened for a lead of this campaign.
    UUID callOf(UUID worker, String number) {
        UUID call = UUID.randomUUID();
        database().inTransaction(() -> {
            database()
                    .sql("""
                            INSERT INTO call_logs (call_id, freeswitch_uuid, agent_leg_uuid, agent_id, campaign_id, lead_id,
                                phone_number, status, worker_id, initiated_at, attempt_number)
                            SELECT :call, :call, gen_random_uuid(), c.agent_id, c.id, l.id, l.phone_number, 'initiated',
                                   :worker, :now, 1
                            FROM leads AS l
                            JOIN campaigns AS c ON c.id = l.campaign_id
                            WHERE l.phone_number = :number
                            """)
                    .with("call", call)
                    .with("worker", worker)
                    .with("number", number)
                    .with("now", server.clock().instant())
                    .update();
            database().sql("""
                            UPDATE leads SET status = 'dialing', live_call_id = :call, attempt_count = attempt_count + 1
                            WHERE phone_number = :number
                            """).with("call", call).with("number", number).update();
        });
        return call;
    }

    @Override
    public void close() {
        server.close();
        simulated.close();
    }
}
