package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceorchestrator.leadimport.ImportHouse.HEADER;
import static org.voiceorchestrator.leadimport.ImportHouse.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// Imports that are watched, and cancelled, while they run.
@Timeout(180)
class ImportProgressTest {
    private static final String LOGS = "/api/dialer/import-logs/";
    private static final String DATABASE = TestDatabase.fresh();
    private static final int ROWS = 20_000;

    @RegisterExtension
    static final TestServer server = new TestServer().with("database.url", DATABASE);

    private final ImportHouse house = new ImportHouse(server);

    @Test
    void theLogTellsHowFarARunningImportIs() {
        String campaign = house.campaign();
        AtomicReference<Answer> midway = new AtomicReference<>();
        ImportReport report = importing(campaign, SlowFile.of(file(), () -> {
            Await.until("progress is noted", () -> number(log(campaign), "rows_read") > 0);
            midway.set(log(campaign));
        }));
        assertThat(midway.get().json())
                .containsEntry("status", "processing")
                .containsEntry("stage", "reading")
                .containsEntry("rows_imported", 0)
                .containsEntry("cancelled_by", null);
        assertThat(number(midway.get(), "rows_read")).isBetween(1L, ROWS - 1L);
        assertThat(number(midway.get(), "bytes_read")).isBetween(1L, file().length() - 1L);
        assertThat(number(midway.get(), "percentage")).isBetween(1L, 99L);
        assertThat(report.status()).isEqualTo(ImportStatus.COMPLETED);
        assertThat(log(campaign).json())
                .containsEntry("status", "completed")
                .containsEntry("stage", "done")
                .containsEntry("rows_read", ROWS)
                .containsEntry("rows_imported", ROWS)
                .containsEntry("bytes_read", file().length())
                .containsEntry("percentage", 100);
    }

    @Test
    void listenersAreToldEveryChangeAndTheEnd() {
        String campaign = house.campaign();
        AtomicReference<EventReader> events = new AtomicReference<>();
        importing(campaign, SlowFile.of(file(), () -> {
            EventReader reader = EventReader.of(server, LOGS + log(campaign).id() + "/events/");
            events.set(reader);
            Await.until("rows are told", () -> reader.text().contains("\"rows_read\":1"));
        }));
        EventReader reader = events.get();
        reader.awaitEnd();
        assertThat(reader.contentType()).startsWith("text/event-stream");
        assertThat(reader.names()).startsWith("progress", "progress").endsWith("done");
        assertThat(reader.names().stream().filter("done"::equals)).hasSize(1);
        assertThat(reader.text())
                .contains("\"status\":\"processing\"", "\"percentage\":100", "\"successful_imports\":" + ROWS);
    }

    @Test
    void whoListensToAFinishedImportIsToldItsEndAtOnce() {
        Answer report = house.upload(house.campaign(), HEADER + rows(0, 3));
        EventReader reader = EventReader.of(server, LOGS + report.id() + "/events/");
        reader.awaitEnd();
        assertThat(reader.names()).containsExactly("done");
        assertThat(reader.text()).contains("\"status\":\"completed\"", "\"rows_read\":3");
    }

    @Test
    void eventsOfNoImportAreNotFound() {
        assertThat(server.get(LOGS + "987654321/events/").status()).isEqualTo(404);
        assertThat(server.get(LOGS + "987654321/events/").json()).containsOnlyKeys("detail");
    }

    @Test
    void moreListenersThanThereArePlacesAreSentAwayUntilSomeLeave() {
        String path = LOGS + openLog() + "/events/";
        List<EventReader> listeners = new ArrayList<>();
        for (int i = 0; i < ImportEvents.MOST_LISTENERS; i++) {
            listeners.add(EventReader.of(server, path));
        }
        Await.until(
                "all are told",
                () -> listeners.stream().noneMatch(reader -> reader.names().isEmpty()));
        Answer oneTooMany = server.get(path);
        assertThat(oneTooMany.status()).isEqualTo(429);
        assertThat(oneTooMany.json()).containsOnlyKeys("detail");
        listeners.forEach(EventReader::leave);
        long log = house.upload(house.campaign(), HEADER + rows(0, 1)).id();
        Await.until("a place is free", () -> server.get(LOGS + log + "/events/").status() == 200);
    }

    @Test
    void theServerStopsWhileSomebodyListens() {
        TestServer stopping = new TestServer().with("database.url", DATABASE).start();
        EventReader reader = EventReader.of(stopping, LOGS + openLog() + "/events/");
        Await.until("the first event", () -> !reader.names().isEmpty());
        stopping.close();
        reader.awaitEnd();
        assertThat(reader.names()).containsExactly("progress");
    }

    @Test
    void aCancelledImportStoresNothingAndSaysWhoCancelledIt() {
        String campaign = house.campaign();
        AtomicReference<Answer> cancelled = new AtomicReference<>();
        ImportReport report = importing(
                campaign,
                SlowFile.of(
                        file(), () -> cancelled.set(cancel(server, log(campaign).id()))));
        assertThat(cancelled.get().status()).isEqualTo(202);
        assertThat(cancelled.get().at("import_log.status")).isEqualTo("processing");
        assertThat(cancelled.get().at("import_log.cancelled_by")).isEqualTo("test-supervisor");
        assertThat(report.status()).isEqualTo(ImportStatus.FAILED);
        assertNothingIsThere(campaign);
        Answer late = cancel(server, log(campaign).id());
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.json()).containsOnlyKeys("error");
        assertThat(house.upload(campaign, file()).json())
                .as("the same file again")
                .containsEntry("status", "completed")
                .containsEntry("same_file_as", null);
    }

    @Test
    void anImportIsCancelledFromAnotherProcessWhileItReads() {
        String campaign = house.campaign();
        List<Integer> statuses = new ArrayList<>();
        try (TestServer other = new TestServer().with("database.url", DATABASE).start()) {
            ImportReport report = importing(campaign, SlowFile.endless(HEADER, () -> {
                long log = log(campaign).id();
                statuses.add(cancel(other, log).status());
                statuses.add(cancel(server, log).status());
            }));
            assertThat(report.status()).isEqualTo(ImportStatus.FAILED);
        }
        assertThat(statuses).as("said twice").containsExactly(202, 202);
        assertNothingIsThere(campaign);
    }

    @Test
    void whatIsOverCannotBeCancelled() {
        String campaign = house.campaign();
        Answer report = house.upload(campaign, HEADER + rows(0, 3));
        Answer answer = cancel(server, report.id());
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("error")).asString().contains("completed", "undo");
        assertThat(log(campaign).json()).containsEntry("status", "completed").containsEntry("cancelled_by", null);
        assertThat(cancel(server, 987654321).status()).isEqualTo(404);
    }

    @Test
    void aCancelledImportOfADeadProcessIsSaidToBeCancelled() {
        long log = openLog();
        assertThat(cancel(server, log).status()).isEqualTo(202);
        server.bean(ImportSweeper.class).sweep(TestServer.START.plusSeconds(7200));
        assertThat(server.get(LOGS + log).json())
                .containsEntry("status", "failed")
                .containsEntry("summary", "Cancelled by test-supervisor. Nothing was stored.");
    }

    private void assertNothingIsThere(String campaign) {
        assertThat(house.numbersOf(campaign)).isEmpty();
        assertThat(house.totalLeadsFigure(campaign)).isZero();
        assertThat(log(campaign).json())
                .containsEntry("status", "failed")
                .containsEntry("stage", "done")
                .containsEntry("summary", "Cancelled by test-supervisor. Nothing was stored.")
                .containsEntry("cancelled_by", "test-supervisor")
                .containsEntry("successful_imports", 0)
                .containsEntry("rows_imported", 0)
                .containsEntry("error_log", List.of());
    }

    private static ImportReport importing(String campaign, LeadFile file) {
        return server.bean(LeadImporter.class).importFile(new ImportOrder(campaign, Segment.FOLLOW_UP, file, "tester"));
    }

    private static Answer cancel(TestServer at, long log) {
        return at.send("POST", LOGS + log + "/cancel/", null, at.token("supervisor"));
    }

    private Answer log(String campaign) {
        Answer page = server.get(LOGS + "?campaign=" + house.idOf(campaign));
        return server.get(LOGS + page.at("results.0.id"));
    }

    private static long openLog() {
        return server.database().sql("""
                        INSERT INTO import_logs (import_id, filename, file_size_bytes, sha256, uploaded_by,
                                                 campaign_key, status, created_at)
                        VALUES (gen_random_uuid(), 'a.csv', 1, '', 'tester', '', 'processing', :now)
                        RETURNING id
                        """).with("now", TestServer.START).one(row -> row.bigint("id"));
    }

    private static String file() {
        return HEADER + rows(0, ROWS);
    }

    private static long number(Answer answer, String field) {
        return ((Number) answer.json().getOrDefault(field, -1)).longValue();
    }
}
