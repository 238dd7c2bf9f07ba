package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.CallBehaviour;
import org.voiceorchestrator.simulator.PlacedCall;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;

/// People press keys while they hear a broadcast.
class BroadcastKeysTest {
    /// The ends of numbers that press these keys, a second of the switch's after they have answered.
    private static final String ONE = "1111";

    private static final String NINE = "1119";
    private static final String FOUR_FIVE = "1145";
    /// Presses 2 just before the end of the long message.
    private static final String TWO_LATE = "1112";

    private static final Duration LONG = Duration.ofSeconds(40);

    private DialingHouse house;

    @BeforeEach
    void start() {
        CallBehaviour stays = CallBehaviour.staysAfter(Duration.ZERO);
        house = DialingHouse.running(Scenario.carrierSuffixes()
                .suffix(ONE, stays.pressing("1", Duration.ofSeconds(1)))
                .suffix(NINE, stays.pressing("9", Duration.ofSeconds(1)))
                .suffix(FOUR_FIVE, stays.pressing("45", Duration.ofSeconds(1)))
                .suffix(TWO_LATE, stays.pressing("2", LONG.minusSeconds(5)))
                .sound("ivr/long.wav", LONG));
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private long campaign(String message, String extension) {
        long campaign = house.given().campaign("Broadcast", house.given().agent("Agent", extension, 1));
        house.change("UPDATE campaigns SET mode = 'broadcast', broadcast_message = '" + message + "', broadcast_keys ="
                + " '{\"1\": \"agent\", \"9\": \"do_not_call\", \"2\": \"repeat\"}' WHERE id = " + campaign);
        return campaign;
    }

    private List<String> keys() {
        return house.database()
                .sql("SELECT k ->> 'key' AS key FROM call_logs, jsonb_array_elements(metadata -> 'keys') AS k")
                .list(row -> row.text("key"));
    }

    @Test
    void whoAsksForAnAgentIsConnectedWithOne() {
        long campaign = campaign("ivr/offer.wav", "106");
        house.given().leads(campaign, GivenCalls.numbers(1, ONE));
        house.awaitStatus("completed", 1);
        assertThat(house.count("call_logs WHERE bridged_at IS NOT NULL AND agent_id IS NOT NULL"
                        + " AND agent_asked_at IS NOT NULL"))
                .isEqualTo(1);
        assertThat(keys()).containsExactly("1");
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void whoAsksForAnAgentIsPutThroughToALineWhereTheCampaignHasThem() {
        long campaign = campaign("ivr/offer.wav", "101");
        house.change("UPDATE campaigns SET agent_connection = 'line'");
        Await.until("the line is up", () -> house.count("agent_lines WHERE state = 'up'") == 1);
        house.given().leads(campaign, GivenCalls.numbers(1, ONE));
        house.awaitBridged(1);
        assertThat(house.count("call_logs WHERE over_line AND agent_id IS NOT NULL"))
                .isEqualTo(1);
        assertThat(house.simulated().calls().stream().filter(PlacedCall::toAgent))
                .hasSize(1);
    }

    @Test
    void whoAsksForAnAgentAndFindsNoneIsAbandonedAfterTwoSeconds() {
        long campaign = campaign("ivr/offer.wav", "101");
        house.change("UPDATE agents SET status = 'on_break'");
        house.given().leads(campaign, GivenCalls.numbers(1, ONE));
        house.awaitStatus("abandoned", 1);
        assertThat(house.count("call_logs WHERE ended_at - agent_asked_at BETWEEN interval '1.9 seconds' AND"
                        + " interval '20 seconds'"))
                .isEqualTo(1);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void whoDoesNotWantToBeCalledIsOnTheCompanysListAndTheCallIsOver() {
        long campaign = campaign("ivr/long.wav", "101");
        house.given().leads(campaign, GivenCalls.numbers(1, NINE));
        house.awaitStatus("completed", 1);
        Await.until("the number is on the list", () -> house.count("do_not_call_entries") == 1);
        assertThat(house.count("""
                do_not_call_ledger
                WHERE campaign_id IS NULL AND source = 'customer' AND event = 'added' AND made_by = 'dialer'
                  AND reason = 'pressed 9 in the broadcast Broadcast'
                  AND evidence = 'call ' || (SELECT call_id FROM call_logs)
                """)).isEqualTo(1);
        Await.until(
                "the lead keeps it",
                () -> house.count("leads WHERE status = 'do_not_call' AND live_call_id IS NULL") == 1);
        assertThat(house.simulated().calls().getFirst().cause()).isEqualTo("NORMAL_CLEARING");
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void whoAsksForTheMessageAgainHearsAllOfItAgain() {
        long campaign = campaign("ivr/long.wav", "101");
        house.given().leads(campaign, GivenCalls.numbers(1, TWO_LATE));
        house.awaitStatus("completed", 1);
        PlacedCall call = house.simulated().calls().getFirst();
        assertThat(Duration.between(call.answeredAt(), call.endedAt())).isGreaterThan(LONG.plus(LONG.dividedBy(2)));
        assertThat(keys()).containsExactly("2");
    }

    @Test
    void otherKeysAreNotedAndDoNothingAlsoWhenTheSwitchSaysThemTwice() {
        house.simulated().duplicateEvents(true);
        long campaign = campaign("ivr/offer.wav", "101");
        house.given().leads(campaign, GivenCalls.numbers(1, FOUR_FIVE));
        house.awaitStatus("completed", 1);
        assertThat(keys()).containsExactly("4", "5");
        assertThat(house.count("call_logs WHERE agent_id IS NOT NULL")).isZero();
    }
}
