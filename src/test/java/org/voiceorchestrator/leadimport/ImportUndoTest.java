package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceorchestrator.leadimport.ImportHouse.HEADER;
import static org.voiceorchestrator.leadimport.ImportHouse.rows;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Given;
import org.voiceorchestrator.testkit.TestServer;

/// Imports that are taken back.
class ImportUndoTest {
    private static final String LOGS = "/api/dialer/import-logs/";

    @RegisterExtension
    static final TestServer server = new TestServer();

    private final ImportHouse house = new ImportHouse(server);
    private final Given given = new Given(server);

    @Test
    void leadsThatNobodyTouchedAreGoneAndTheFiguresFollow() {
        String campaign = house.campaign("active");
        house.upload(campaign, HEADER + rows(0, 5));
        long log = house.upload(campaign, HEADER + rows(3, 10)).id();
        server.clock().forward(Duration.ofMinutes(1));
        Answer undone = undo(log);
        assertThat(undone.status()).as(undone.toString()).isEqualTo(200);
        assertThat(undone.json())
                .containsEntry("already_undone", false)
                .containsEntry("id", (int) log)
                .containsEntry("removed_leads", 8)
                .containsEntry("kept_leads", 0)
                .containsEntry("kept", Map.of("called", 0, "being_dialed", 0, "changed", 0))
                .containsEntry("undone_by", "test-supervisor");
        assertThat(house.numbersOf(campaign)).as("those of the other import").hasSize(5);
        assertThat(house.totalLeadsFigure(campaign)).isEqualTo(5);
        assertThat(server.get(LOGS + log).json())
                .containsEntry("status", "partial")
                .containsEntry("successful_imports", 8)
                .containsEntry("removed_leads", 8)
                .containsEntry("undone_by", "test-supervisor")
                .containsEntry("undone_at", undone.at("undone_at"));
        assertThat(given.number("SELECT count(*) FROM audit_log WHERE action = 'undo' AND entity_id = '" + log + "'"))
                .isEqualTo(1);
    }

    @Test
    void leadsThatSomebodyCalledOrChangedOrIsDialingAreKept() {
        String campaign = house.campaign("active");
        long log = house.upload(campaign, HEADER + rows(100, 7)).id();
        List<Long> leads = server.database()
                .sql("SELECT id FROM leads WHERE campaign_id = :id ORDER BY id")
                .with("id", house.idOf(campaign))
                .list(row -> row.bigint("id"));
        server.clock().forward(Duration.ofMinutes(1));
        assertThat(server.post("/api/dialer/leads/" + leads.get(0) + "/mark_as_called/", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(server.patch("/api/dialer/leads/" + leads.get(1) + "/", Map.of("city", "Quetta"))
                        .status())
                .isEqualTo(200);
        given.call(leads.get(2), "ringing");
        given.call(leads.get(3), "no_answer");
        assertThat(server.delete("/api/dialer/leads/" + leads.get(4) + "/").status())
                .isEqualTo(204);
        Answer undone = undo(log);
        assertThat(undone.json())
                .containsEntry("removed_leads", 2)
                .containsEntry("kept_leads", 4)
                .containsEntry("kept", Map.of("called", 2, "being_dialed", 1, "changed", 1))
                .containsEntry(
                        "message",
                        "Import undone: 2 leads removed, 4 kept (2 called, 1 being dialed, 1 changed since).");
        assertThat(server.database()
                        .sql("SELECT id FROM leads WHERE campaign_id = :id ORDER BY id")
                        .with("id", house.idOf(campaign))
                        .list(row -> row.bigint("id")))
                .isEqualTo(leads.subList(0, 4));
        assertThat(house.totalLeadsFigure(campaign)).isEqualTo(4);
    }

    @Test
    void doneTwiceItSaysSoAndChangesNothing() {
        String campaign = house.campaign();
        String file = HEADER + rows(200, 4);
        long log = house.upload(campaign, file).id();
        undo(log);
        Answer reimport = house.upload(campaign, file);
        assertThat(reimport.json()).containsEntry("successful_imports", 4);
        assertThat(reimport.at("same_file_as.undone_at")).isNotNull();
        Answer again = undo(log);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json())
                .containsEntry("already_undone", true)
                .containsEntry("removed_leads", 4)
                .containsEntry("kept_leads", 0);
        assertThat(again.at("message")).asString().contains("before", "Nothing was changed now");
        assertThat(house.numbersOf(campaign)).hasSize(4);
    }

    @Test
    void doneManyTimesAtOnceItIsDoneOnce() {
        String campaign = house.campaign();
        long log = house.upload(campaign, HEADER + rows(300, 500)).id();
        List<Answer> answers = AtOnce.run(6, () -> undo(log));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.json()).containsEntry("removed_leads", 500));
        assertThat(answers.stream().filter(answer -> Boolean.FALSE.equals(answer.at("already_undone"))))
                .hasSize(1);
        assertThat(house.numbersOf(campaign)).isEmpty();
        assertThat(house.totalLeadsFigure(campaign)).isZero();
    }

    @Test
    void whatRunsOrHasStoredNothingCannotBeUndone() {
        String campaign = house.campaign();
        long failed = house.upload(campaign, HEADER + "Bad,bad,Lahore,1\n").id();
        Answer nothing = undo(failed);
        assertThat(nothing.status()).isEqualTo(409);
        assertThat(nothing.at("error")).asString().contains("nothing to undo");
        server.database().sql("""
                        INSERT INTO import_logs (import_id, filename, file_size_bytes, sha256, uploaded_by,
                                                 campaign_id, campaign_key, status, created_at)
                        SELECT gen_random_uuid(), 'a.csv', 1, '', 'tester', id, campaign_id, 'processing', now()
                        FROM campaigns
                        WHERE campaign_id = :campaign
                        """).with("campaign", campaign).update();
        Answer running = undo(given.number("SELECT max(id) FROM import_logs"));
        assertThat(running.status()).isEqualTo(409);
        assertThat(running.at("error")).asString().contains("still running", "cancel");
        assertThat(undo(987654321).status()).isEqualTo(404);
    }

    @Test
    void theLeadsOfADeletedCampaignAreGoneAlready() {
        String campaign = house.campaign();
        long log = house.upload(campaign, HEADER + rows(0, 2)).id();
        server.database()
                .sql("DELETE FROM campaigns WHERE campaign_id = :campaign")
                .with("campaign", campaign)
                .update();
        assertThat(undo(log).json()).containsEntry("removed_leads", 0).containsEntry("kept_leads", 0);
    }

    private static Answer undo(long log) {
        return server.send("POST", LOGS + log + "/undo/", null, server.token("supervisor"));
    }
}
