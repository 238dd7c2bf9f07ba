package org.voiceorchestrator.donotcall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.database.DatabaseException;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// The do-not-call lists over HTTP.
class DoNotCallContractTest {
    private static final String LIST = "/api/dialer/do-not-call/";

    @RegisterExtension
    static final TestServer server = new TestServer();

    private final Given given = new Given(server);

    private static Answer add(Map<String, ?> body) {
        return server.post(LIST, body);
    }

    private static Map<String, Object> number(String number) {
        return new HashMap<>(Map.of("phone_number", number));
    }

    private static Answer addFor(String number, @Nullable String expiresAt) {
        Map<String, Object> body = number(number);
        body.put("expires_at", expiresAt);
        return add(body);
    }

    private static List<String> ledger(String number) {
        return server.database()
                .sql(
                        "SELECT event || ' ' || made_by AS line FROM do_not_call_ledger WHERE phone_number = :n ORDER BY id")
                .with("n", number)
                .list(row -> row.text("line"));
    }

    private Answer lead(long id) {
        return server.get("/api/dialer/leads/" + id);
    }

    private static String numberOf(Answer lead) {
        return String.valueOf(lead.at("phone_number"));
    }

    @Test
    void anEntrySaysWhoWhyAndUntilWhen() {
        Answer answer = add(Map.of(
                "phone_number",
                "0092-300-7654321",
                "source",
                "customer",
                "reason",
                "asked on the phone",
                "expires_at",
                "2026-12-31",
                "evidence",
                "letter 17"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.at("message")).isEqualTo("Added to the do-not-call list");
        Answer entry = server.get(LIST + answer.at("entry.id"));
        assertThat(entry.json())
                .containsEntry("phone_number", "923007654321")
                .containsEntry("scope", "company")
                .containsEntry("campaign", null)
                .containsEntry("source", "customer")
                .containsEntry("reason", "asked on the phone")
                // the end of that day in Karachi
                .containsEntry("expires_at", "2026-12-31T19:00:00Z")
                .containsEntry("in_force", true)
                .containsEntry("created_by", "test-admin");
        assertThat(ledger("923007654321")).containsExactly("added test-admin");
    }

    @Test
    void numbersOfEveryCountryAreTaken() {
        assertThat(add(number("+44 20 7946 0018")).at("entry.phone_number")).isEqualTo("442079460018");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phone_number | invalid123 | phone_number",
                "source | nobody | source",
                "campaign | 987654321 | campaign",
                "expires_at | 2020-01-01 | expires_at",
                "expires_at | tomorrow | expires_at"
            })
    void whatIsWrongIsNamedByItsField(String field, String value, String named) {
        Map<String, Object> body = number(Given.freshNumber());
        body.put(field, value);
        Answer answer = add(body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsOnlyKeys(named);
    }

    @Test
    void aNumberIsRequired() {
        assertThat(add(Map.of()).at("phone_number.0")).isEqualTo("This field is required.");
    }

    @Test
    void theStricterWishWins() {
        String number = Given.freshNumber();
        assertThat(addFor(number, "2026-06-01T00:00:00Z").status()).isEqualTo(201);
        Answer shorter = addFor(number, "2026-05-01T00:00:00Z");
        assertThat(shorter.status()).isEqualTo(200);
        assertThat(shorter.at("message")).isEqualTo("Already on the do-not-call list; nothing was changed");
        assertThat(shorter.at("entry.expires_at")).isEqualTo("2026-06-01T00:00:00Z");
        Answer forGood = addFor(number, null);
        assertThat(forGood.at("message")).isEqualTo("Already on the do-not-call list; it now stays there longer");
        assertThat(forGood.at("entry.expires_at")).isNull();
        assertThat(addFor(number, "2026-07-01T00:00:00Z").at("entry.expires_at"))
                .isNull();
        assertThat(ledger(number)).containsExactly("added test-admin", "changed test-admin");
    }

    @Test
    void aRepeatedWishOfAnotherKindIsOnRecordThoughNothingChanges() {
        String number = Given.freshNumber();
        add(number(number));
        add(number(number));
        Map<String, Object> byRegulator = number(number);
        byRegulator.put("source", "regulator");
        Answer answer = add(byRegulator);
        assertThat(answer.at("entry.source")).isEqualTo("supervisor");
        assertThat(ledger(number)).containsExactly("added test-admin", "asked test-admin");
    }

    @Test
    void anEntryWhoseTimeIsOverIsNoneWhenTheNumberIsAddedAgain() {
        String number = Given.freshNumber();
        addFor(number, server.clock().instant().plus(Duration.ofHours(1)).toString());
        server.clock().forward(Duration.ofHours(2));
        assertThat(server.get(LIST + "?in_force=false&search=" + number).at("count"))
                .isEqualTo(1);
        assertThat(addFor(number, null).status()).isEqualTo(201);
        assertThat(ledger(number)).containsExactly("added test-admin", "expired test-admin", "added test-admin");
    }

    @Test
    void twentyAtOnceAddItOnce() {
        String number = Given.freshNumber();
        List<Integer> answers = AtOnce.run(20, () -> add(number(number)).status());
        assertThat(answers).containsOnlyOnce(201).contains(200).hasSize(20);
        assertThat(ledger(number)).hasSize(1);
    }

    @Test
    void companyAndCampaignAreListsOfTheirOwn() {
        long campaign = given.campaign();
        String number = Given.freshNumber();
        Map<String, Object> body = number(number);
        body.put("campaign", campaign);
        assertThat(add(body).at("entry.scope")).isEqualTo("campaign");
        assertThat(add(number(number)).status()).isEqualTo(201);
        assertThat(server.get(LIST + "?scope=campaign&search=" + number).at("count"))
                .isEqualTo(1);
        assertThat(server.get(LIST + "?campaign=" + campaign).at("count")).isEqualTo(1);
        assertThat(server.get(LIST + "?search=%2B" + number + "&ordering=-expires_at")
                        .at("count"))
                .isEqualTo(2);
        assertThat(server.get(LIST + "?source=regulator&search=" + number).at("count"))
                .isEqualTo(0);
        assertThat(server.get(LIST + "?source=nobody").status()).isEqualTo(400);
    }

    @Test
    void aChangeKeepsWhatIsNotSentAndReplacingDoesNot() {
        Map<String, Object> body = number(Given.freshNumber());
        body.put("reason", "asked");
        body.put("source", "customer");
        body.put("expires_at", "2026-12-31");
        String path = LIST + add(body).at("entry.id");
        Answer changed = server.patch(path, Map.of("reason", "asked twice"));
        assertThat(changed.json()).containsEntry("source", "customer").containsEntry("reason", "asked twice");
        assertThat(changed.at("expires_at")).isNotNull();
        Answer replaced = server.put(path, Map.of("phone_number", String.valueOf(body.get("phone_number"))));
        assertThat(replaced.json()).containsEntry("source", "supervisor").containsEntry("reason", "");
        assertThat(replaced.at("expires_at")).isNull();
        assertThat(server.patch(path, Map.of("phone_number", Given.freshNumber()))
                        .json())
                .containsOnlyKeys("phone_number");
        assertThat(server.patch(path, Map.of("campaign", given.campaign())).json())
                .containsOnlyKeys("campaign");
        assertThat(server.patch(LIST + "987654321", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void removingAsksForAReasonAndLeavesTheRecord() {
        String number = Given.freshNumber();
        String path = LIST + add(number(number)).at("entry.id");
        assertThat(server.delete(path).json()).containsOnlyKeys("reason");
        assertThat(server.delete(path + "?reason=he+called+us").status()).isEqualTo(204);
        assertThat(server.delete(path + "?reason=again").status()).isEqualTo(404);
        Answer ledger = server.get(LIST + "ledger/?number=" + number);
        assertThat(ledger.at("results.0.event")).isEqualTo("removed");
        assertThat(ledger.at("results.0.reason")).isEqualTo("he called us");
        assertThat(ledger.at("results.1.event")).isEqualTo("added");
        assertThat(server.get(LIST + "ledger/?event=added&number=" + number).at("count"))
                .isEqualTo(1);
        assertThat(server.get(LIST + "ledger/?number=rubbish").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE do_not_call_ledger SET reason = 'other'",
                "DELETE FROM do_not_call_ledger",
                "TRUNCATE do_not_call_ledger"
            })
    void theLedgerIsAppendOnly(String statement) {
        add(number(Given.freshNumber()));
        assertThatThrownBy(() -> server.database().sql(statement).update())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("never changed or deleted");
    }

    @Test
    void entriesThatGoWithTheirCampaignStayOnRecord() {
        long campaign = given.campaign();
        String number = Given.freshNumber();
        Map<String, Object> body = number(number);
        body.put("campaign", campaign);
        add(body);
        assertThat(server.delete("/api/dialer/campaigns/" + campaign).status()).isEqualTo(204);
        assertThat(ledger(number)).containsExactly("added test-admin", "removed database");
    }

    @Test
    void theLedgerAsCsvIsSafeInASpreadsheet() {
        String number = Given.freshNumber();
        Map<String, Object> body = number(number);
        body.put("reason", "=HYPERLINK(\"http://x\")");
        add(body);
        Answer csv = server.get(LIST + "ledger.csv?number=" + number);
        assertThat(csv.text()).startsWith("\uFEFFid,at,made_by,event,phone_number");
        assertThat(csv.text()).contains("added,'" + number + ",company,,supervisor,\"'=HYPERLINK(\"\"http://x\"\")\"");
        assertThat(server.get(LIST + "ledger.csv").text().getBytes(StandardCharsets.UTF_8).length)
                .isGreaterThan(csv.text().length());
    }

    @Test
    void theCheckSaysWhichListsSayNo() {
        long campaign = given.campaign();
        String number = Given.freshNumber();
        String check = LIST + "check/?number=" + number.replaceFirst("92", "0");
        assertThat(server.get(check).json())
                .containsEntry("may_be_called", true)
                .containsEntry("phone_number", number);
        Map<String, Object> body = number(number);
        body.put("campaign", campaign);
        add(body);
        assertThat(server.get(check).at("may_be_called")).isEqualTo(true);
        Answer inCampaign = server.get(check + "&campaign=" + campaign);
        assertThat(inCampaign.at("may_be_called")).isEqualTo(false);
        assertThat(inCampaign.at("entries.0.scope")).isEqualTo("campaign");
        assertThat(server.get(check + "&campaign=" + given.campaign()).at("may_be_called"))
                .isEqualTo(true);
        assertThat(server.get(check + "&campaign=Nothing").json()).containsOnlyKeys("campaign");
        assertThat(server.get(LIST + "check/").json()).containsOnlyKeys("number");
    }

    @Test
    void pendingLeadsOfTheNumberStopAtOnceAndGoOnWhenItIsTakenOffTheList() {
        long lead = given.lead(given.campaign());
        Answer before = lead(lead);
        Object entry = add(number(numberOf(before))).at("entry.id");
        assertThat(lead(lead).at("status")).isEqualTo("do_not_call");
        server.delete(LIST + entry + "?reason=mistake");
        assertThat(lead(lead).at("status")).isEqualTo("pending");
        assertThat(lead(lead).at("due_at")).isEqualTo(before.at("due_at"));
    }

    @Test
    void aCampaignsListStopsItsOwnLeadOnly() {
        long campaign = given.campaign();
        long lead = given.lead(campaign);
        String number = numberOf(lead(lead));
        long other = server.post("/api/dialer/leads/", Map.of("campaign", given.campaign(), "phone_number", number))
                .id();
        Map<String, Object> body = number(number);
        body.put("campaign", campaign);
        add(body);
        assertThat(lead(lead).at("status")).isEqualTo("do_not_call");
        assertThat(lead(other).at("status")).isEqualTo("pending");
    }

    @Test
    void anEntryWithAnExpiryHoldsItsLeadsBackUntilThen() {
        long lead = given.lead(given.campaign());
        Object before = lead(lead).at("due_at");
        Object entry = addFor(numberOf(lead(lead)), "2027-01-01T00:00:00Z").at("entry.id");
        assertThat(lead(lead).json())
                .containsEntry("status", "pending")
                .containsEntry("due_at", "2027-01-01T00:00:00Z");
        server.patch(LIST + entry, Map.of("expires_at", "2026-11-01T00:00:00Z"));
        assertThat(lead(lead).at("due_at")).isEqualTo("2026-11-01T00:00:00Z");
        server.delete(LIST + entry + "?reason=mistake");
        assertThat(lead(lead).at("due_at")).isEqualTo(before);
    }

    @Test
    void onlyWhatTheListDidIsUndone() {
        long campaign = given.campaign();
        long lead = given.lead(campaign);
        server.patch("/api/dialer/leads/" + lead, Map.of("status", "do_not_call"));
        Object entry = add(number(numberOf(lead(lead)))).at("entry.id");
        server.delete(LIST + entry + "?reason=mistake");
        assertThat(lead(lead).at("status")).isEqualTo("do_not_call");
    }

    @Test
    void aLeadOfAListedNumberMayBeThereButIsNotPending() {
        String number = Given.freshNumber();
        add(number(number));
        long campaign = given.campaign();
        Answer lead = server.post("/api/dialer/leads/", Map.of("campaign", campaign, "phone_number", number));
        assertThat(lead.at("status")).isEqualTo("do_not_call");
        Answer pending = server.patch("/api/dialer/leads/" + lead.id(), Map.of("status", "pending"));
        assertThat(pending.status()).isEqualTo(409);
        assertThat(lead(lead.id()).at("status")).isEqualTo("do_not_call");
        assertThat(server.patch("/api/dialer/leads/" + lead.id(), Map.of("phone_number", Given.freshNumber()))
                        .at("status"))
                .isEqualTo("pending");
    }

    @Test
    void anAgentPassesOnTheWishOfItsOwnCustomerWhileTheyTalk() {
        long agent = given.agent();
        long lead = given.lead(given.campaign(agent));
        String number = numberOf(lead(lead));
        var call = given.call(lead, "answered");
        String path = "/api/dialer/leads/" + lead + "/do_not_call/";
        assertThat(server.send("POST", path, Map.of(), server.tokenOfAgent(given.agent()))
                        .status())
                .isEqualTo(404);
        Answer said = server.send("POST", path, Map.of("reason", "stop calling"), server.tokenOfAgent(agent));
        assertThat(said.status()).as(said.toString()).isEqualTo(200);
        assertThat(said.at("lead.status")).isEqualTo("do_not_call");
        assertThat(said.at("entry.source")).isEqualTo("agent");
        assertThat(said.at("entry.scope")).isEqualTo("company");
        Answer again = server.send("POST", path, Map.of("reason", "stop calling"), server.tokenOfAgent(agent));
        assertThat(again.at("message")).isEqualTo("Already on the do-not-call list; nothing was changed");
        assertThat(ledger(number)).containsExactly("added test-agent-" + agent);
        assertThat(String.valueOf(server.get(LIST + "ledger/?number=" + number).at("results.0.evidence")))
                .contains("call " + call);
        assertThat(server.send("POST", path, Map.of("scope", "world"), server.tokenOfAgent(agent))
                        .json())
                .containsOnlyKeys("scope");
        assertThat(server.send("POST", path, Map.of("scope", "campaign"), server.tokenOfAgent(agent))
                        .at("entry.scope"))
                .isEqualTo("campaign");
    }
}
