package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;

/// The database refuses for good what became of a call or a line: nobody and nothing is blocked for ever.
class GivenUpTest {
    private final SimulatedSwitch simulated = LineHouse.switchOfPhones(20);
    private final DialingHouse house = DialingHouse.running(simulated, DialingHouse.over(simulated));

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void aCallWhoseEndIsRefusedIsLostAndItsAgentAndLeadGoOn() {
        house.change("ALTER TABLE call_logs ADD CONSTRAINT no_busy CHECK (hangup_cause <> 'USER_BUSY') NOT VALID");
        long campaign = house.campaign("101", 1, List.of("923001230002"));
        house.awaitStatus("lost", 1);
        assertThat(house.count("call_logs WHERE ended_at IS NULL")).isZero();
        assertThat(house.count("leads WHERE live_call_id IS NOT NULL")).isZero();
        assertThat(house.count("call_logs WHERE metadata ->> 'remark' LIKE '%see the log%'"))
                .isEqualTo(1);
        house.given().leads(campaign, GivenCalls.numbers(1, "0001"));
        house.awaitStatus("completed", 1);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void aCallIsClosedAndItsAgentFreeAlthoughItsLeadCannotBeSettled() {
        long campaign = house.campaign("101", 1, List.of());
        house.change("ALTER TABLE leads ADD CONSTRAINT stuck CHECK (live_call_id IS NOT NULL"
                + " OR phone_number <> '923001230002' OR attempt_count = 0) NOT VALID");
        house.given().leads(campaign, List.of("923001230002"));
        house.awaitStatus("lost", 1);
        house.given().leads(campaign, GivenCalls.numbers(1, "0001"));
        house.awaitStatus("completed", 1);
        house.change("ALTER TABLE leads DROP CONSTRAINT stuck");
        assertThat(house.count("call_logs WHERE ended_at IS NULL")).isZero();
    }

    @Test
    void aLineThatCannotBeWrittenAsUpIsHungUpAndRungAgain() {
        LineHouse lines = new LineHouse(simulated, house.database(), house.server());
        lines.change("ALTER TABLE agent_lines ADD CONSTRAINT never_up CHECK (state <> 'up')");
        lines.campaign("mode = 'progressive'", List.of("101"));
        Await.until("it was rung", () -> lines.timesRung("101") == 1);
        Await.until("it is hung up", () -> lines.phonesInUse("101") == 0 && lines.count("agent_lines") == 0);
        assertThat(lines.reason("101")).isEqualTo("available: ");
        lines.change("ALTER TABLE agent_lines DROP CONSTRAINT never_up");
        lines.awaitLines(1);
        assertThat(lines.broken()).isEmpty();
    }
}
