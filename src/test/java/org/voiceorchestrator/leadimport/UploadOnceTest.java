package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceorchestrator.leadimport.ImportHouse.HEADER;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.KeyedRequests;
import org.voiceorchestrator.testkit.TestServer;

/// Uploads with an `Idempotency-Key`, sent again.
class UploadOnceTest {
    private static final String UPLOAD = "/api/dialer/csv-upload/upload/";
    private static final String GOOD = HEADER + "Ali,923001234567,Lahore,3\nSana,923001234568,Karachi,1\n";

    @RegisterExtension
    static final TestServer server = new TestServer();

    private final ImportHouse house = new ImportHouse(server);
    private final Given given = new Given(server);
    private final String campaign = house.campaign();
    private final String key = KeyedRequests.freshKey();

    @Test
    void theSameUploadIsAnsweredFromTheFirstImport() {
        Answer first = upload(GOOD);
        assertThat(first.status()).as(first.toString()).isEqualTo(200);
        assertThat(first.headers()).doesNotContainKey("idempotency-replayed");
        Answer second = upload(GOOD);
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.headers()).containsEntry("idempotency-replayed", List.of("true"));
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(imports()).isEqualTo(1);
    }

    @Test
    void anotherFileOrFieldWithTheSameKeyIsRefused() {
        upload(GOOD);
        assertThat(upload(GOOD + "Zain,923001234569,Lahore,1\n").status()).isEqualTo(422);
        Answer other = requests().upload(UPLOAD, key, fields(house.campaign()), GOOD);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json()).containsOnlyKeys("detail");
        assertThat(requests().post("/api/dialer/agents/", key, "{}").status()).isEqualTo(422);
        assertThat(imports()).isEqualTo(1);
    }

    @Test
    void fiveAtOnceAreImportedOnceAndAllGetThatReport() {
        List<Answer> answers = AtOnce.run(5, () -> upload(GOOD));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(Answer::text)
                .containsOnly(answers.getFirst().text());
        assertThat(imports()).isEqualTo(1);
    }

    @Test
    void anUploadInTheBackgroundIsAnsweredWithItsLogAsItIsNow() {
        String path = UPLOAD + "?async=true";
        Answer first = requests().upload(path, key, fields(campaign), GOOD);
        assertThat(first.status()).isEqualTo(202);
        Await.until(
                "it is done",
                () -> given.number("SELECT count(*) FROM import_logs WHERE status = 'completed'"
                                + " AND campaign_key = '" + campaign + "'")
                        == 1);
        Answer second = requests().upload(path, key, fields(campaign), GOOD);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.at("status")).isEqualTo("completed");
        assertThat(imports()).isEqualTo(1);
    }

    @Test
    void whatWasRefusedOrFailedIsImportedWhenItIsSentAgain() {
        assertThat(requests().upload(UPLOAD, key, fields("nowhere"), GOOD).status())
                .isEqualTo(404);
        server.database().sql("""
                        CREATE FUNCTION break_import() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'broken'; END $$
                        """).update();
        server.database().sql("""
                        CREATE TRIGGER broken BEFORE INSERT ON leads
                        FOR EACH ROW EXECUTE FUNCTION break_import()
                        """).update();
        try {
            assertThat(upload(GOOD).status()).isEqualTo(500);
        } finally {
            server.database().sql("DROP TRIGGER broken ON leads").update();
        }
        Answer again = upload(GOOD);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.headers()).doesNotContainKey("idempotency-replayed");
        assertThat(again.at("successful_imports")).isEqualTo(2);
        assertThat(upload(GOOD).text()).isEqualTo(again.text());
        assertThat(house.numbersOf(campaign)).hasSize(2);
    }

    private Answer upload(String file) {
        return requests().upload(UPLOAD, key, fields(campaign), file);
    }

    private static Map<String, String> fields(String campaign) {
        return Map.of("campaign_id", campaign, "segment", "follow_up");
    }

    private static KeyedRequests requests() {
        return new KeyedRequests(server.url(), server.token("admin"));
    }

    private long imports() {
        return given.number("SELECT count(*) FROM import_logs WHERE campaign_key = '" + campaign + "'");
    }
}
