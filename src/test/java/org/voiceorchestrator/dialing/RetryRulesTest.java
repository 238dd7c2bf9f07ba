package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.GivenCalls;
import org.voiceorchestrator.testkit.Lead;

/// Retries by the rules of a campaign, and what becomes of call-backs: the worker is turned by hand.
class RetryRulesTest {
    private DialingHouse house;

    @BeforeEach
    void start() {
        house = DialingHouse.byHand(Scenario.carrierSuffixes());
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private void callsEnd(int calls) {
        assertThat(house.tick()).isEqualTo(1);
        house.awaitEnded(calls);
        Await.until("it is let go", () -> house.worker().callsUnderWay() == 0);
    }

    private Instant now() {
        return house.server().clock().instant();
    }

    private void rule(long campaign, String ending, String values) {
        house.change("INSERT INTO retry_rules (campaign_id, position, ending, disposition, delay, factor, max_delay,"
                + " max_attempts) VALUES (" + campaign + ", 0, '" + ending + "', '', " + values + ")");
    }

    @Test
    void aGrowingDelayCountsTheCallsThatEndedSoUpToItsMaximum() {
        String number = GivenCalls.numbers(1, "0002").getFirst();
        long campaign = house.campaign("101", 1, List.of(number), 9);
        rule(campaign, "busy", "60, 3, 500, NULL");
        int calls = 0;
        for (int seconds : List.of(60, 180, 500, 500)) {
            Instant now = now();
            callsEnd(++calls);
            assertThat(Lead.of(house.database(), number).due()).isEqualTo(now.plusSeconds(seconds));
            house.server().clock().forward(Duration.ofSeconds(seconds));
        }
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void aRulesOwnCapGivesALeadUpBeforeItsAttemptsAreUsedUp() {
        String number = GivenCalls.numbers(1, "0002").getFirst();
        long campaign = house.campaign("101", 1, List.of(number), 9);
        rule(campaign, "busy", "0, 1, NULL, 2");
        callsEnd(1);
        assertThat(Lead.of(house.database(), number).status()).isEqualTo("pending");
        callsEnd(2);
        assertThat(Lead.of(house.database(), number).status()).isEqualTo("failed");
    }

    @Test
    void aRuleThatSaysNeverHoldsInPlaceOfTheDelayAndForItsEndingOnly() {
        String busy = GivenCalls.numbers(1, "0002").getFirst();
        long campaign = house.campaign("101", 1, List.of(busy), 9);
        rule(campaign, "no_answer", "NULL, 1, NULL, NULL");
        callsEnd(1);
        assertThat(Lead.of(house.database(), busy).status()).isEqualTo("pending");
        house.change("UPDATE retry_rules SET ending = 'busy'");
        callsEnd(2);
        assertThat(Lead.of(house.database(), busy).status()).isEqualTo("failed");
    }

    @Test
    void aCallBackEndsWhenTheCustomerIsReachedOrGivenUpAndStaysWhileItIsTriedAgain() {
        String reached = "923000000" + "0001";
        String busy = "923000001" + "0002";
        long campaign = house.campaign("101", 2, List.of(reached, busy), 2);
        house.change("UPDATE campaigns SET retry_busy = 60 WHERE id = " + campaign);
        house.change("UPDATE leads SET call_back_at = due_at, call_back_note = 'price', call_back_before = 'called'");
        assertThat(house.tick()).isEqualTo(2);
        house.awaitEnded(2);
        Await.until("they are let go", () -> house.worker().callsUnderWay() == 0);
        assertThat(house.count("leads WHERE phone_number = '" + reached + "' AND status = 'completed'"
                        + " AND call_back_at IS NULL AND call_back_note = ''"))
                .isEqualTo(1);
        assertThat(house.count("leads WHERE phone_number = '" + busy + "' AND status = 'pending'"
                        + " AND call_back_at IS NOT NULL"))
                .isEqualTo(1);
        house.server().clock().forward(Duration.ofSeconds(60));
        callsEnd(3);
        assertThat(house.count("leads WHERE phone_number = '" + busy + "' AND status = 'failed'"
                        + " AND call_back_at IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void aCallBackThatIsAgreedOnDuringTheCallOutlivesIt() {
        String number = GivenCalls.numbers(1, "0001").getFirst();
        house.campaign("101", 1, List.of(number));
        assertThat(house.tick()).isEqualTo(1);
        house.awaitBridged(1);
        long lead = house.database().sql("SELECT id FROM leads").one(row -> row.bigint("id"));
        long agent = house.database().sql("SELECT id FROM agents").one(row -> row.bigint("id"));
        Instant at = now().plus(Duration.ofHours(3));
        assertThat(house.server()
                        .send(
                                "POST",
                                "/api/dialer/leads/" + lead + "/call_back/",
                                java.util.Map.of("at", at.toString(), "agent", agent),
                                house.server().tokenOfAgent(agent))
                        .status())
                .isEqualTo(200);
        house.awaitEnded(1);
        Await.until("it is let go", () -> house.worker().callsUnderWay() == 0);
        Lead after = Lead.of(house.database(), number);
        assertThat(after.status()).isEqualTo("pending");
        assertThat(after.onTheLine()).isFalse();
        assertThat(house.count("leads WHERE call_back_agent_id = " + agent)).isEqualTo(1);
        assertThat(house.tick()).isZero();
        house.server().clock().forward(Duration.ofHours(3));
        assertThat(house.tick()).isEqualTo(1);
        house.awaitEnded(2);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void whatNobodysPhoneRangForDoesNotCountAgainstItsNumber() {
        house.simulated().maxSessions(1);
        house.campaign("101", 3, GivenCalls.numbers(3, "0010"));
        assertThat(house.tick()).isEqualTo(3);
        house.awaitEnded(3);
        assertThat(house.count("call_logs WHERE NOT counts")).isEqualTo(2);
        assertThat(house.count("call_logs WHERE counts AND status = 'no_answer'"))
                .isEqualTo(1);
    }

    @Test
    void aNumberThatHasHadItsCallsOfTheDayIsDueTheNextInEveryCampaign() {
        String number = GivenCalls.numbers(1, "0002").getFirst();
        long campaign = house.campaign("101", 1, List.of(number), 9);
        long other = house.given().campaign("Other", house.given().agent("AgentOther", "102", 1));
        house.given().leads(other, List.of(number), 9);
        house.change("UPDATE campaigns SET calls_per_number_daily = 2, retry_busy = 60");
        house.change("UPDATE agents SET status = 'on_break' WHERE agent_id = 'AgentOther'");
        house.change("UPDATE leads SET time_zone = 'Europe/Berlin' WHERE campaign_id = " + other);
        Instant start = Instant.parse("2026-11-21T10:00:00Z");
        house.server().clock().set(start);
        house.change("UPDATE campaigns SET started_at = '2026-11-21T09:00:00Z'");
        house.change("UPDATE leads SET due_at = '2026-11-21T09:00:00Z'");
        callsEnd(1);
        assertThat(due(campaign)).isEqualTo(start.plusSeconds(60));
        house.server().clock().forward(Duration.ofSeconds(60));
        callsEnd(2);
        assertThat(due(campaign)).isEqualTo(Instant.parse("2026-11-21T19:00:00Z"));
        assertThat(due(other)).isEqualTo(Instant.parse("2026-11-21T23:00:00Z"));
    }

    private Instant due(long campaign) {
        return house.database()
                .sql("SELECT due_at FROM leads WHERE campaign_id = :campaign")
                .with("campaign", campaign)
                .one(row -> row.instant("due_at"));
    }
}
