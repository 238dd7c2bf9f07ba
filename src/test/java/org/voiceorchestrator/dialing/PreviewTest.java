package org.voiceorchestrator.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Await;

/// Agents look at leads before they have them called.
class PreviewTest {
    private static DialingHouse house;
    private static int fresh = 100;

    private long agent;
    private long other;
    private long campaign;

    @BeforeAll
    static void start() {
        house = DialingHouse.byHand(Scenario.carrierSuffixes());
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @BeforeEach
    void fresh() {
        fresh++;
        house.change("UPDATE campaigns SET status = 'completed' WHERE status = 'active'");
        house.tick();
        Await.until("all calls are over", () -> house.live() == 0);
        agent = house.given().agent("Agent-" + fresh, "2" + fresh, 1);
        other = member("Other-" + fresh, "9" + fresh);
        campaign = house.given().campaign("Campaign-" + fresh, agent);
        house.change("UPDATE campaigns SET mode = 'preview', dial_first = 'agent' WHERE id = " + campaign);
        house.change("INSERT INTO campaign_agents (campaign_id, agent_id) VALUES (" + campaign + ", " + other + ")");
    }

    private static long member(String name, String extension) {
        return house.given().agent(name, extension, 1);
    }

    /// Busy when they are called.
    private static String number(int i) {
        return "9230" + i + fresh + "0002";
    }

    private void leads(int... numbers) {
        for (int number : numbers) {
            house.given().leads(campaign, List.of(number(number)));
        }
    }

    private Answer next(long of) {
        return house.server().post("/api/dialer/campaigns/" + campaign + "/next_lead/", Map.of("agent", of));
    }

    private Answer dial(long lead, long by) {
        return house.server().post("/api/dialer/leads/" + lead + "/dial/", Map.of("agent", by));
    }

    private Answer skip(long lead, Map<String, Object> body) {
        return house.server().post("/api/dialer/leads/" + lead + "/skip/", body);
    }

    private Answer why(long lead) {
        return house.server().get("/api/dialer/leads/" + lead + "/why/");
    }

    private static long lead(int number) {
        return house.database()
                .sql("SELECT id FROM leads WHERE phone_number = :number")
                .with("number", number(number))
                .one(row -> row.bigint("id"));
    }

    private static void assertLead(Answer answer, int number) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("lead.phone_number")).as(answer.text()).isEqualTo(number(number));
        assertThat(answer.at("held_until")).isNotNull();
    }

    private static void assertNone(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("lead")).isNull();
    }

    private static void assertClosed(String gate, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(409);
        assertThat(answer.json()).as(answer.text()).containsEntry("gate", gate);
    }

    @Test
    void eachAgentLooksAtALeadOfTheirOwnAndAskedAgainAtTheSame() {
        leads(1, 2);
        assertLead(next(agent), 1);
        assertLead(next(other), 2);
        assertLead(next(agent), 1);
        assertThat(house.tick()).isZero();
    }

    @Test
    void callBacksComeFirstAndThoseThatAnotherAgentHasPromisedNotAtAll() {
        leads(1, 2, 3);
        house.change("UPDATE leads SET call_back_at = due_at, call_back_note = 'ask for Ali' WHERE id = " + lead(3));
        house.change(
                "UPDATE leads SET call_back_at = due_at, call_back_agent_id = " + other + " WHERE id = " + lead(2));
        Answer first = next(agent);
        assertLead(first, 3);
        assertThat(first.at("lead.call_back_note")).isEqualTo("ask for Ali");
        assertLead(next(other), 2);
    }

    @Test
    void aLeadIsGivenToOneOfAllWhoAskAtOnce() {
        leads(1, 2, 3);
        List<Long> agents = List.of(agent, other, extra(3), extra(4), extra(5));
        AtomicInteger turn = new AtomicInteger();
        List<Answer> answers = AtOnce.run(5, () -> next(agents.get(turn.getAndIncrement())));
        assertThat(answers.stream()
                        .filter(answer -> answer.at("lead") != null)
                        .map(answer -> answer.at("lead.phone_number")))
                .containsExactlyInAnyOrder(number(1), number(2), number(3));
    }

    private long extra(int i) {
        long extra = member("Extra-" + i + "-" + fresh, "7" + i + fresh);
        house.change("INSERT INTO campaign_agents (campaign_id, agent_id) VALUES (" + campaign + ", " + extra + ")");
        return extra;
    }

    @Test
    void aHoldEndsByItselfAndWhenItsAgentGoesOffline() {
        leads(1);
        assertLead(next(agent), 1);
        assertNone(next(other));
        house.change("UPDATE agents SET status = 'offline' WHERE id = " + agent);
        assertLead(next(other), 1);
        assertThat(next(agent).status()).isEqualTo(409);
        house.change("UPDATE agents SET status = 'available' WHERE id = " + agent);
        assertNone(next(agent));
        house.server().clock().forward(Duration.ofMinutes(5));
        assertLead(next(agent), 1);
    }

    @Test
    void whyTellsWhoLooksAtALead() {
        leads(1);
        assertThat(why(lead(1)).at("closed_by")).isNull();
        next(agent);
        Answer why = why(lead(1));
        assertThat(why.at("closed_by")).isEqualTo("preview");
        assertThat(why.text()).contains("Agent-" + fresh + " looks at it");
        assertClosed("preview", house.server().post("/api/dialer/calls/", Map.of("agent", other, "lead", lead(1))));
    }

    @Test
    void theLeadIsCalledForTheAgentWhoLookedAtItAndSettled() {
        leads(1);
        next(agent);
        assertClosed("preview", dial(lead(1), other));
        Answer call = dial(lead(1), agent);
        assertThat(call.status()).as(call.text()).isEqualTo(201);
        assertThat(call.json()).containsEntry("source", "preview").containsEntry("lead", (int) lead(1));
        assertClosed("preview", dial(lead(1), agent));
        assertThat(house.tick()).isEqualTo(1);
        Await.until("it is over", () -> house.live() == 0);
        assertThat(house.count("leads WHERE status = 'failed' AND attempt_count = 1 AND id = " + lead(1)))
                .isEqualTo(1);
        assertThat(house.broken()).isEmpty();
    }

    @Test
    void theCallsBeforeAreShown() {
        leads(1);
        house.change("UPDATE leads SET max_attempts = 2");
        next(agent);
        dial(lead(1), agent);
        house.tick();
        Await.until("it is over", () -> house.live() == 0);
        Answer again = next(agent);
        assertLead(again, 1);
        assertThat(again.at("calls.0.status")).isEqualTo("busy");
    }

    @Test
    void aGateThatHasClosedMeanwhileKeepsTheCallFromBeingMade() {
        leads(1);
        next(agent);
        house.server()
                .post(
                        "/api/dialer/do-not-call/",
                        Map.of("phone_number", number(1), "expires_at", "2099-01-01T00:00:00Z"));
        house.change("UPDATE leads SET status = 'pending' WHERE id = " + lead(1));
        assertClosed("do_not_call", dial(lead(1), agent));
        house.change("UPDATE campaigns SET status = 'paused' WHERE id = " + campaign);
        assertClosed("campaign_active", dial(lead(1), agent));
        assertNone(next(other));
    }

    @Test
    void aSkippedLeadIsSkippedForGoodOrPutOff() {
        leads(1, 2);
        next(agent);
        assertThat(skip(lead(1), Map.of("agent", agent)).json()).containsKey("reason");
        Answer skipped = skip(lead(1), Map.of("agent", agent, "reason", "speaks no Urdu"));
        assertThat(skipped.at("lead.status")).as(skipped.text()).isEqualTo("skipped");
        assertThat(skipped.at("lead.notes")).isEqualTo("speaks no Urdu");
        assertLead(next(agent), 2);
        Answer later = skip(
                lead(2),
                Map.of(
                        "agent",
                        agent,
                        "reason",
                        "lunch",
                        "again_at",
                        house.server().clock().instant().plusSeconds(3600).toString()));
        assertThat(later.at("lead.status")).as(later.text()).isEqualTo("pending");
        assertNone(next(agent));
        house.server().clock().forward(Duration.ofHours(1));
        assertLead(next(agent), 2);
        assertClosed("preview", skip(lead(1), Map.of("agent", agent, "reason", "again")));
    }

    @Test
    void onlyAgentsOfAPreviewCampaignAreGivenItsLeads() {
        leads(1);
        long stranger = member("Stranger-" + fresh, "8" + fresh);
        assertThat(next(stranger).status()).isEqualTo(404);
        assertThat(house.server()
                        .send(
                                "POST",
                                "/api/dialer/campaigns/" + campaign + "/next_lead/",
                                Map.of("agent", other),
                                house.server().tokenOfAgent(agent))
                        .status())
                .isEqualTo(403);
        house.change("UPDATE campaigns SET mode = 'progressive' WHERE id = " + campaign);
        assertThat(next(agent).status()).isEqualTo(409);
    }
}
