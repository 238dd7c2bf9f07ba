package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;

/// Agents on lines that stay up: rung once, and every customer is put through.
class LinesTest {
    private SimulatedSwitch simulated;
    private DialingHouse house;
    private LineHouse lines;

    @BeforeEach
    void start() {
        simulated = LineHouse.switchOfPhones(20);
        house = DialingHouse.running(
                simulated, DialingHouse.over(simulated).with("dialer.dialing.agent-ring-for", "4s"));
        lines = new LineHouse(simulated, house.database(), house.server());
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private void nothingIsBroken() {
        assertThat(lines.broken()).isEmpty();
    }

    @Test
    void anAgentIsRungOnceAndAllCustomersArePutThroughOneAfterTheOther() {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101"));
        lines.awaitLines(1);
        UUID line = lines.lineOf("101");
        lines.leads(campaign, 5, LineHouse.TALKS);
        house.awaitStatus("completed", 5);
        assertThat(house.count(
                        "call_logs WHERE over_line AND bridged_at IS NOT NULL AND agent_leg_uuid = '" + line + "'"))
                .isEqualTo(5);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        lines.awaitLines(1);
        assertThat(lines.lineOf("101")).isEqualTo(line);
        nothingIsBroken();
    }

    @Test
    void nobodyIsCalledBeforeTheLineIsUp() {
        long campaign = lines.campaign("mode = 'progressive'", List.of("104"));
        lines.leads(campaign, 3, LineHouse.TALKS);
        Await.until("the agent is given up", () -> lines.reason("104").startsWith("on_break"));
        assertThat(lines.reason("104")).isEqualTo("on_break: the line was not answered: NO_ANSWER");
        assertThat(house.count("call_logs")).isZero();
        lines.awaitNoLineOf("104");
        assertThat(lines.timesRung("104")).isEqualTo(1);
    }

    @Test
    void anAgentWithoutAPhoneIsTakenOffAndTheOthersWork() {
        long campaign = lines.campaign("mode = 'power', calls_per_agent = 1", List.of("105", "101"));
        lines.leads(campaign, 2, LineHouse.TALKS);
        house.awaitStatus("completed", 2);
        Await.until("the agent is given up", () -> lines.reason("105").startsWith("on_break"));
        assertThat(lines.reason("105")).isEqualTo("on_break: the line was not answered: USER_NOT_REGISTERED");
        nothingIsBroken();
    }

    @Test
    void inAPowerCampaignCustomersGoToTheLinesThatAreFreeAndTheRestAreLetGo() {
        long campaign = lines.campaign("mode = 'power', calls_per_agent = 3", List.of("101", "102"));
        lines.awaitLines(2);
        lines.leads(campaign, 6, LineHouse.STAYS);
        house.awaitBridged(2);
        house.awaitStatus("abandoned", 4);
        assertThat(house.count("call_logs WHERE over_line AND ended_at IS NULL"))
                .isEqualTo(2);
        assertThat(house.count("(SELECT DISTINCT agent_id FROM call_logs WHERE bridged_at IS NOT NULL) AS talking"))
                .isEqualTo(2);
        assertThat(lines.timesRung("101") + lines.timesRung("102")).isEqualTo(2);
        assertThat(house.count("agents WHERE status = 'available'")).isEqualTo(2);
        nothingIsBroken();
    }

    @Test
    void aPredictiveCampaignUsesLinesToo() {
        long campaign = lines.campaign("mode = 'predictive'", List.of("101"));
        lines.leads(campaign, 3, LineHouse.TALKS);
        house.awaitStatus("completed", 3);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        nothingIsBroken();
    }

    @Test
    void whoHangsUpTheLineIsOnBreakAndIsRungAnewWhenAvailableAgain() {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101"));
        lines.awaitLines(1);
        UUID first = lines.lineOf("101");
        simulated.phone("101").hangUp();
        lines.awaitNoLineOf("101");
        assertThat(lines.reason("101")).isEqualTo("on_break: the line was hung up");
        lines.leads(campaign, 1, LineHouse.TALKS);
        lines.say("101", "available");
        house.awaitStatus("completed", 1);
        assertThat(lines.lineOf("101")).isNotEqualTo(first);
        assertThat(lines.timesRung("101")).isEqualTo(2);
        nothingIsBroken();
    }

    @Test
    void whoEndsACallWithThePhoneIsRungAnewAndGetsTheNext() {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101"));
        lines.leads(campaign, 2, LineHouse.STAYS);
        house.awaitBridged(1);
        simulated.phone("101").hangUp();
        house.awaitBridged(2);
        lines.hangUpCustomers();
        house.awaitStatus("completed", 2);
        assertThat(lines.reason("101")).isEqualTo("available: ");
        assertThat(lines.timesRung("101")).isEqualTo(2);
        nothingIsBroken();
    }

    @Test
    void whoPutsThePhoneDownWhileWrappingUpIsRungAnewBehindIt() {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101"));
        lines.change("UPDATE agents SET wrap_up_seconds = 600");
        lines.leads(campaign, 1, LineHouse.TALKS);
        house.awaitStatus("completed", 1);
        lines.change("UPDATE agents SET last_call_at = last_call_at - interval '1 minute'");
        simulated.phone("101").hangUp();
        lines.awaitNoLineOf("101");
        assertThat(lines.reason("101")).isEqualTo("available: ");
        lines.change("UPDATE agents SET wrap_up_until = NULL");
        house.server().bean(LineKeeper.class).look(Clock.systemUTC().instant());
        lines.awaitLines(1);
        assertThat(lines.timesRung("101")).isEqualTo(2);
        nothingIsBroken();
    }

    @Test
    void aBreakEndsTheLineBehindTheCurrentCall() {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101"));
        lines.leads(campaign, 2, LineHouse.STAYS);
        house.awaitBridged(1);
        UUID line = lines.lineOf("101");
        lines.say("101", "on_break");
        house.server().bean(LineKeeper.class).look(Clock.systemUTC().instant());
        assertThat(lines.lineOf("101")).isEqualTo(line);
        assertThat(house.live()).isEqualTo(1);
        lines.hangUpCustomers();
        house.awaitStatus("completed", 1);
        lines.awaitNoLineOf("101");
        assertThat(lines.reason("101")).isEqualTo("on_break: ");
        assertThat(house.count("call_logs")).isEqualTo(1);
        nothingIsBroken();
    }

    @Test
    void aCustomerWhoseLineIsLostWhileItRingsGoesToAnotherAgent() {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101"));
        lines.awaitLines(1);
        lines.leads(campaign, 1, LineHouse.LATE);
        Await.until("the customer is called for the agent", () -> house.count("call_logs WHERE over_line") == 1);
        lines.join(campaign, lines.agent("102"));
        lines.awaitLines(2);
        simulated.phone("101").hangUp();
        lines.awaitNoLineOf("101");
        house.awaitBridged(1);
        assertThat(house.count("call_logs AS c JOIN agents AS a ON a.id = c.agent_id WHERE a.extension = '102'"))
                .isEqualTo(1);
        assertThat(lines.reason("102")).isEqualTo("available: ");
        nothingIsBroken();
    }

    @Test
    void aCustomerWhoseLineIsLostAndForWhomThereIsNoOtherIsLetGoAfterTwoSeconds() {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101"));
        lines.awaitLines(1);
        lines.leads(campaign, 1, LineHouse.LATE);
        Await.until("the customer is called for the agent", () -> house.count("call_logs WHERE over_line") == 1);
        simulated.phone("101").hangUp();
        house.awaitStatus("abandoned", 1);
        assertThat(house.count("""
                call_logs WHERE agent_id IS NULL AND bridged_at IS NULL
                    AND ended_at - answered_at BETWEEN interval '1.9 seconds' AND interval '20 seconds'
                """)).isEqualTo(1);
        nothingIsBroken();
    }

    @Test
    void anAgentWithTwoCampaignsHasOneLineAndOneCallAtATime() {
        long onLines = lines.campaign("mode = 'progressive'", List.of("101"));
        long agent = house.database().sql("SELECT id FROM agents").one(row -> row.bigint("id"));
        house.change("UPDATE agents SET max_concurrent_calls = 5");
        long rung = house.given().campaign("Rung", agent);
        List<String> numbers = GivenCalls.numbers(6, LineHouse.TALKS);
        house.given().leads(onLines, numbers.subList(0, 3));
        house.given().leads(rung, numbers.subList(3, 6));
        house.awaitStatus("completed", 6);
        assertThat(house.count("call_logs WHERE over_line")).isEqualTo(6);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        nothingIsBroken();
    }

    @Test
    void outOfTheLastCampaignOnLinesTheAgentIsRungForEachCall() {
        long onLines = lines.campaign("mode = 'progressive'", List.of("101"));
        long agent = house.database().sql("SELECT id FROM agents").one(row -> row.bigint("id"));
        lines.awaitLines(1);
        house.change("UPDATE campaigns SET status = 'paused' WHERE id = " + onLines);
        lines.awaitNoLineOf("101");
        assertThat(lines.reason("101")).isEqualTo("available: ");
        long rung = house.given().campaign("Rung", agent);
        lines.leads(rung, 2, LineHouse.TALKS);
        house.awaitStatus("completed", 2);
        assertThat(house.count("call_logs WHERE over_line")).isZero();
        assertThat(lines.timesRung("101")).isEqualTo(3);
        nothingIsBroken();
    }

    @Test
    void whoMovesToAnotherExtensionGetsALineThere() {
        lines.campaign("mode = 'progressive'", List.of("101"));
        lines.awaitLines(1);
        house.change("UPDATE agents SET extension = '102', status_since = now(), status = status");
        Await.until("the line is at the other phone", () -> lines.phonesInUse("102") == 1);
        Await.until("the line at the first is gone", () -> lines.phonesInUse("101") == 0);
        lines.awaitLines(1);
        assertThat(house.count("agent_lines WHERE extension = '102'")).isEqualTo(1);
    }

    @Test
    void afterACallOnTheLineTheAgentWrapsUpAndIsGivenNoOther() {
        long campaign = lines.campaign("mode = 'progressive'", List.of("101"));
        house.change("UPDATE agents SET wrap_up_seconds = 3600");
        lines.leads(campaign, 2, LineHouse.TALKS);
        house.awaitStatus("completed", 1);
        assertThat(house.server().get("/api/dialer/agents/").at("results.0.status"))
                .isEqualTo("wrap_up");
        assertThat(house.server().get("/api/dialer/agents/").at("results.0.line.state"))
                .isEqualTo("up");
        assertThat(house.count("call_logs")).isEqualTo(1);
        house.change("UPDATE agents SET wrap_up_until = NULL, status = status");
        house.awaitStatus("completed", 2);
        assertThat(lines.timesRung("101")).isEqualTo(1);
    }

    private Answer ask(String what, Map<String, Object> body) {
        Answer answer = house.server().post("/api/dialer/calls/" + what, body);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer;
    }

    private long idOf(String extension) {
        return house.database()
                .sql("SELECT id FROM agents WHERE extension = '" + extension + "'")
                .one(row -> row.bigint("id"));
    }

    @Test
    void whoOrdersACallHasItOnTheLineAndCanHoldItAndGiveItToAnother() {
        lines.campaign("mode = 'progressive'", List.of("101"));
        lines.awaitLines(1);
        long other = lines.agent("102");
        Object call = ask("", Map.of("agent", idOf("101"), "phone_number", "0300 1237777"))
                .at("call_id");
        lines.await(1, "call_logs WHERE over_line AND bridged_at IS NOT NULL AND source = 'click_to_call'");
        ask(call + "/hold/", Map.of());
        lines.await(1, "call_logs WHERE held_at IS NOT NULL");
        ask(call + "/unhold/", Map.of());
        lines.await(1, "call_logs WHERE held_at IS NULL");
        assertThat(lines.timesRung("101")).isEqualTo(1);
        ask(call + "/transfer/", Map.of("agent", other));
        lines.await(1, "call_logs WHERE agent_id = " + other + " AND NOT over_line AND ended_at IS NULL");
        lines.hangUpCustomers();
        house.awaitStatus("completed", 1);
        lines.awaitLines(1);
        assertThat(lines.timesRung("101")).isEqualTo(1);
        nothingIsBroken();
    }
}
