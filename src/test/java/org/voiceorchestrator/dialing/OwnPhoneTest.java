package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.telephony.CallPlacer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.Operator;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.Wire;

/// What agents do on their phones by themselves.
class OwnPhoneTest {
    private static final String NUMBER = "923001230002";
    private static final String OTHER = "923001240002";

    private DialingHouse house = DialingHouse.running(Scenario.carrierSuffixes());

    @AfterEach
    void stop() {
        house.close();
    }

    private void awaitLive(int calls) {
        Await.until(calls + " calls are live", () -> house.live() == calls);
    }

    private void awaitDialer() {
        Await.until("a worker is at work", () -> house.count("workers") > 0);
        Await.until(
                "the switch is there",
                () -> house.server().bean(CallPlacer.class).isReady());
    }

    @Test
    void whoDialsOnTheirOwnPhoneIsOnRecordAndGivenNoCall() {
        long agent = house.given().agent("Agent-101", "101", 1);
        awaitDialer();
        String leg = house.simulated().phone("101").dial("03001230002");
        awaitLive(1);
        assertThat(house.count("call_logs WHERE source = 'softphone' AND direction = 'outbound' AND lead_id IS NULL"
                        + " AND phone_number = '" + NUMBER + "' AND call_id = '" + UUID.fromString(leg) + "'"))
                .isEqualTo(1);
        assertThat(house.server().get("/api/dialer/agents/" + agent + "/").at("status"))
                .isEqualTo("reserved");

        long campaign = house.given().campaign("Campaign", agent);
        house.given().leads(campaign, List.of(OTHER));
        house.simulated().phone("101").hangUp();
        Await.until("the campaign's call is over", () -> house.count("call_logs WHERE status = 'busy'") == 1);
        assertThat(house.count("""
                call_logs AS own JOIN call_logs AS c ON c.source = 'campaign'
                WHERE own.source = 'softphone' AND own.status = 'cancelled' AND own.ended_at <= c.initiated_at
                """)).isEqualTo(1);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void aNumberOfTheirCampaignIsItsLead() {
        long campaign = house.campaign("101", 1, List.of());
        house.change("UPDATE campaigns SET mode = 'preview' WHERE id = " + campaign);
        house.given().leads(campaign, List.of(NUMBER), 2);
        awaitDialer();
        house.simulated().phone("101").dial(NUMBER);
        awaitLive(1);
        assertThat(house.count("leads WHERE status = 'dialing' AND live_call_id IS NOT NULL"))
                .isEqualTo(1);
        house.simulated().phone("101").hangUp();
        awaitLive(0);
        assertThat(house.count("leads WHERE status = 'pending' AND attempt_count = 1 AND live_call_id IS NULL"))
                .isEqualTo(1);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void aPhoneThatIsNoAgentsIsNobodysBusiness() {
        house.given().agent("Agent-101", "101", 1);
        awaitDialer();
        house.simulated().phone("555").dial(NUMBER);
        house.simulated().phone("101").dial(NUMBER);
        awaitLive(1);
        assertThat(house.count("call_logs")).isEqualTo(1);
    }

    @Test
    void whoPressesHoldOnTheirPhoneHasTheCustomerOnHoldInTheLogToo() {
        house.close();
        house = DialingHouse.running(Scenario.answering());
        house.campaign("101", 1, List.of(NUMBER));
        house.awaitBridged(1);
        String leg = house.database()
                .sql("SELECT agent_leg_uuid::text AS leg FROM call_logs")
                .one(row -> row.text("leg"));
        try (Operator operator = new Operator(house.simulated())) {
            operator.hold(leg, true);
            Await.until("it is held", () -> house.count("call_logs WHERE held_at IS NOT NULL") == 1);
            operator.hold(leg, false);
            Await.until("it is held no more", () -> house.count("call_logs WHERE held_at IS NULL") == 1);
        }
    }

    @Test
    void aCallThatWasBegunWhileTheConnectionWasLostIsFoundWhenItIsBack() {
        house.close();
        SimulatedSwitch simulated = DialingHouse.switchWith(Scenario.carrierSuffixes());
        try (Wire wire = new Wire(simulated.port())) {
            house = DialingHouse.running(simulated, DialingHouse.over(simulated).with("freeswitch.port", wire.port()));
            long agent = house.given().agent("Agent-101", "101", 1);
            awaitDialer();
            wire.cut();
            String leg = simulated.phone("101").dial(NUMBER);
            wire.mend();
            awaitLive(1);
            assertThat(house.count("call_logs WHERE source = 'softphone' AND call_id = '" + UUID.fromString(leg)
                            + "' AND agent_id = " + agent))
                    .isEqualTo(1);
            simulated.phone("101").hangUp();
            house.awaitStatus("cancelled", 1);
            wire.cutOnce();
            house.campaign("102", 1, List.of(OTHER));
            house.awaitStatus("busy", 1);
            assertThat(house.count("call_logs")).isEqualTo(2);
        }
    }

    @Test
    void aCallThatWasBegunBeforeTheDialerIsFoundAtItsStart() {
        house.close();
        SimulatedSwitch simulated = DialingHouse.switchWith(Scenario.carrierSuffixes());
        String database = TestDatabase.fresh();
        house = DialingHouse.running(simulated, DialingHouse.over(simulated).with("database.url", database));
        house.given().agent("Agent-101", "101", 1);
        awaitDialer();
        house.server().close();
        simulated.phone("101").dial(NUMBER);
        house = DialingHouse.running(simulated, DialingHouse.over(simulated).with("database.url", database));
        awaitLive(1);
        simulated.phone("101").hangUp();
        house.awaitStatus("cancelled", 1);
        assertThat(house.count("call_logs")).isEqualTo(1);
    }

    @Test
    void ofTwoProcessesOneWritesItDownAndTheOtherTakesItOver() {
        house.close();
        SimulatedSwitch simulated = DialingHouse.switchWith(Scenario.carrierSuffixes());
        String database = TestDatabase.fresh();
        house = DialingHouse.running(
                simulated,
                DialingHouse.over(simulated)
                        .with("database.url", database)
                        .with("dialer.dialing.stop-patience", "1ms"));
        house.given().agent("Agent-101", "101", 1);
        awaitDialer();
        simulated.phone("101").dial(NUMBER);
        awaitLive(1);
        house.server().close();
        house = DialingHouse.running(simulated, DialingHouse.over(simulated).with("database.url", database));
        Await.until("it is taken over", () -> house.count("""
                call_logs AS c JOIN workers AS w ON w.id = c.worker_id WHERE c.ended_at IS NULL
                """) == 1);
        simulated.phone("101").hangUp();
        house.awaitStatus("cancelled", 1);
        assertThat(house.count("call_logs")).isEqualTo(1);
    }
}
