package org.voiceorchestrator.donotcall;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// Files of numbers that are not to be called, over HTTP.
class NumberImportTest {
    private TestServer server;
    private Given given;

    @BeforeEach
    void start() {
        server = new TestServer().start();
        given = new Given(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Answer upload(byte[] file, Map<String, String> fields) {
        return server.upload("/api/dialer/do-not-call/import/", fields, "list.csv", file, server.token("service"));
    }

    private Answer upload(String file, Map<String, String> fields) {
        return upload(file.getBytes(StandardCharsets.UTF_8), fields);
    }

    private Answer upload(String file) {
        return upload(file, Map.of());
    }

    private long entries() {
        return given.number("SELECT count(*) FROM do_not_call_entries");
    }

    private List<String> stored() {
        return server.database()
                .sql("SELECT phone_number || coalesce(' ' || campaign_id, '') || ' ' || reason AS e"
                        + " FROM do_not_call_entries ORDER BY phone_number, campaign_id NULLS FIRST")
                .list(row -> row.text("e"));
    }

    @Test
    void goodRowsComeInAndBadOnesAreReported() {
        long campaign = given.campaign();
        Answer answer = upload("number,reason,expires_at,campaign_id\n"
                + "03001234567,asked,,\n"
                + "invalid123,,,\n"
                + "\n"
                + "+92 301 1234567,,2027-01-01," + campaign + "\n"
                + "3021234567,,yesterday,\n"
                + "3031234567,,,Nothing\n");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("total_rows", 5)
                .containsEntry("added", 2)
                .containsEntry("failed_rows", 3)
                .containsEntry("summary", "Processed 5 rows. Added: 2, Extended: 0, Unchanged: 0, Failed: 3");
        assertThat(answer.at("errors.0"))
                .isEqualTo(Map.of(
                        "row",
                        3,
                        "number",
                        "invalid123",
                        "error",
                        "Invalid phone number format",
                        "code",
                        "invalid_format"));
        assertThat(answer.at("errors.1.code")).isEqualTo("invalid_expiry");
        assertThat(answer.at("errors.1.row")).isEqualTo(6);
        assertThat(answer.at("errors.2.code")).isEqualTo("unknown_campaign");
        assertThat(stored()).containsExactly("923001234567 asked", "923011234567 " + campaign + " ");
        assertThat(given.text("SELECT string_agg(event || ': ' || evidence, ', ' ORDER BY id) FROM do_not_call_ledger"))
                .isEqualTo("added: list.csv, row 2, added: list.csv, row 5");
    }

    @Test
    void sentTwiceAFileChangesNothingTheSecondTime() {
        String file = "number\n03001234567\n03001234568\n03001234567\n";
        assertThat(upload(file).json()).containsEntry("added", 2).containsEntry("unchanged", 1);
        assertThat(upload(file).json()).containsEntry("added", 0).containsEntry("unchanged", 3);
        assertThat(given.number("SELECT count(*) FROM do_not_call_ledger")).isEqualTo(2);
    }

    @Test
    void sentFourTimesAtOnceItIsThereOnce() {
        StringBuilder file = new StringBuilder("number\n");
        for (int i = 0; i < 500; i++) {
            file.append("0300").append(1_000_000 + i).append('\n');
        }
        List<Answer> answers = AtOnce.run(4, () -> upload(file.toString()));
        assertThat(answers)
                .extracting(answer -> answer.at("added"))
                .containsOnlyOnce(500)
                .contains(0);
        assertThat(entries()).isEqualTo(500);
    }

    @Test
    void theStrictestOfSeveralRowsCounts() {
        upload("number,reason,expires_at\n03001234567,a,2026-12-01\n03001234567,b,\n03001234567,c,2026-12-31\n");
        assertThat(stored()).containsExactly("923001234567 b");
        assertThat(upload("number,expires_at\n03001234568,2026-12-01\n").at("added"))
                .isEqualTo(1);
        assertThat(upload("number,expires_at\n03001234568,2026-12-02\n").at("extended"))
                .isEqualTo(1);
    }

    @Test
    void theFieldsOfTheFormCountWhereARowSaysNothing() {
        long campaign = given.campaign();
        upload(
                "phone;reason\n03001234567;\n03001234568;own\n",
                Map.of(
                        "campaign",
                        String.valueOf(campaign),
                        "source",
                        "regulator",
                        "reason",
                        "the register",
                        "expires_at",
                        "2026-12-31"));
        assertThat(stored())
                .containsExactly("923001234567 " + campaign + " the register", "923001234568 " + campaign + " own");
        assertThat(
                        given.number(
                                "SELECT count(*) FROM do_not_call_entries WHERE source = 'regulator' AND expires_at IS NOT NULL"))
                .isEqualTo(2);
    }

    @Test
    void operatorsListsOfBareNumbersNeedNoHeader() {
        assertThat(upload("\uFEFF923001234567\r\n923001234568\r923001234569").at("added"))
                .isEqualTo(3);
    }

    @Test
    void pendingLeadsStopWithTheImport() {
        long lead = given.lead(given.campaign());
        String number = String.valueOf(server.get("/api/dialer/leads/" + lead).at("phone_number"));
        assertThat(upload("number\n" + number + "\n").at("stopped_leads")).isEqualTo(1);
        assertThat(server.get("/api/dialer/leads/" + lead).at("status")).isEqualTo("do_not_call");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "name,city\nA,B\n", "number,number\n1,2\n", "PK\u0003\u0004rubbish"})
    void aFileThatIsNoListIsRefusedAsAWhole(String file) {
        Answer answer = upload(file);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.json()).containsOnlyKeys("csv_file");
        assertThat(entries()).isZero();
    }

    @Test
    void unreadableRowsCostThemselvesOnly() {
        byte[] file = ("number,reason\n03001234567,\"never closed\n03001234568,ok\n03001234569,\u0000\n0300123456?,\n"
                        + "x".repeat(20_000) + "\n03001234560,ok\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        file[new String(file, StandardCharsets.ISO_8859_1).indexOf('?')] = (byte) 0xE9;
        Answer answer = upload(file, Map.of());
        assertThat(answer.json()).containsEntry("added", 2).containsEntry("failed_rows", 4);
        assertThat(stored()).containsExactly("923001234560 ok", "923001234568 ok");
    }

    @Test
    void whatBreaksOffInTheMiddleLeavesNothing() {
        server.database()
                .sql("CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE EXCEPTION 'broken'; END $$")
                .update();
        server.database()
                .sql("CREATE TRIGGER break_off AFTER INSERT ON do_not_call_ledger FOR EACH STATEMENT"
                        + " EXECUTE FUNCTION break_off()")
                .update();
        assertThat(upload("number\n03001234567\n").status()).isEqualTo(500);
        assertThat(entries()).isZero();
        server.database().sql("DROP TRIGGER break_off ON do_not_call_ledger").update();
        assertThat(upload("number\n03001234567\n").at("added")).isEqualTo(1);
    }
}
