package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceorchestrator.leadimport.ImportHouse.HEADER;
import static org.voiceorchestrator.leadimport.ImportHouse.rows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.database.DataFolder;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.AtOnce;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.TestServer;

/// The import as clients of the specification use it.
class CsvUploadTest {
    private static final String UPLOAD = "/api/dialer/csv-upload/upload/";
    private static final int LARGEST = 3_000_000;

    @RegisterExtension
    static final TestServer server = new TestServer().with("dialer.imports.max-file-bytes", LARGEST);

    private final ImportHouse house = new ImportHouse(server);

    @Test
    void aFileOfGoodRowsIsCompleted() {
        String campaign = house.campaign();
        Answer answer = house.upload(
                campaign,
                HEADER + "Ali,923001234567,Lahore,3\nSana,+92 300 1234568,Karachi,\nZain,03001234569,Multan,0\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("campaign_id", campaign)
                .containsEntry("filename", "leads.csv")
                .containsEntry("status", "completed")
                .containsEntry("total_rows", 3)
                .containsEntry("successful_imports", 3)
                .containsEntry("failed_imports", 0)
                .containsEntry("skipped_rows", 0)
                .containsEntry("success_rate", 100.0)
                .containsEntry("errors", List.of())
                .containsEntry("errors_truncated", false)
                .containsEntry("total_errors", 0)
                .containsEntry("summary", "Processed 3 rows. Successful: 3, Failed: 0, Skipped: 0");
        assertThat(answer.json().get("import_id")).asString().hasSize(36);
        assertThat(house.numbersOf(campaign)).containsExactly("923001234567", "923001234568", "923001234569");
        assertThat(house.totalLeadsFigure(campaign)).isEqualTo(3);
    }

    @Test
    void aWorkbookThatIsDamagedBehindItsFirstRowsIsRefusedAndNothingOfItIsStored() {
        String campaign = house.campaign();
        String message = "The Excel workbook is damaged (row 2 stands behind row 3000); open it in Excel, save it again"
                + " and upload that";
        for (String route : List.of("upload/", "preview/")) {
            Answer answer = house.upload("/api/dialer/csv-upload/" + route, campaign, damagedWorkbook());
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.json()).containsEntry("csv_file", List.of(message));
        }
        assertThat(house.numbersOf(campaign)).isEmpty();
        assertThat(server.get("/api/dialer/import-logs?page_size=1").at("results.0.summary"))
                .isEqualTo(message + ". Nothing was stored.");
    }

    private static byte[] damagedWorkbook() {
        StringBuilder rows = new StringBuilder(TestWorkbook.row(1, "name", "number", "city", "attempts"));
        for (int row = 2; row <= 3000; row++) {
            rows.append(TestWorkbook.row(row, "Ali", "0300" + (1_000_000 + row), "Lahore", "1"));
        }
        rows.append(TestWorkbook.row(2, "Ali", "03009000000", "Lahore", "1"));
        return new TestWorkbook().sheet("Leads", rows.toString()).bytes();
    }

    @Test
    void badRowsFailAndDuplicatesAreSkippedWithTheRestUntouched() {
        String campaign = house.campaign("active");
        house.upload(campaign, HEADER + "Old,923001234567,Lahore,1\n");
        Answer answer = house.upload(
                campaign,
                HEADER
                        + "Ali,03001234501,Lahore,1\n"
                        + "Sana,03001234502,Lahore,1\n"
                        + "Zain,03001234503,Lahore,1\n"
                        + "Umar,invalid123,Lahore,1\n"
                        + "Hina,03001234504,Lahore,1\n"
                        + "Ali again,+92 300 1234501,Lahore,1\n"
                        + "Old,923001234567,Lahore,1\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("status", "partial")
                .containsEntry("total_rows", 7)
                .containsEntry("successful_imports", 4)
                .containsEntry("failed_imports", 1)
                .containsEntry("skipped_rows", 2)
                .containsEntry("success_rate", 57.14)
                .containsEntry("total_errors", 3)
                .containsEntry("summary", "Processed 7 rows. Successful: 4, Failed: 1, Skipped: 2")
                .containsEntry(
                        "errors",
                        List.of(
                                Map.of(
                                        "row", 5,
                                        "number", "invalid123",
                                        "error", "Invalid phone number format",
                                        "code", "invalid_format"),
                                Map.of(
                                        "row", 7,
                                        "number", "+92 300 1234501",
                                        "error", "Duplicate phone number in campaign",
                                        "code", "duplicate_number"),
                                Map.of(
                                        "row", 8,
                                        "number", "923001234567",
                                        "error", "Duplicate phone number in campaign",
                                        "code", "duplicate_number")));
        assertThat(house.numbersOf(campaign)).hasSize(5);
        assertThat(house.totalLeadsFigure(campaign)).isEqualTo(5);
    }

    @Test
    void aLeadHasAllThatItsRowSays() {
        String campaign = house.campaign();
        house.upload(campaign, """
                name,number,city,attempts,customer_segment,last_order_date,follow_up_date,Shop,Note
                Ali Khan,03001234567,Lahore,3,Medium,2026-01-15,20/02/2026,"Khan ""& Sons""\\",
                """);
        server.database()
                .sql("SELECT * FROM leads WHERE campaign_id = :id")
                .with("id", house.idOf(campaign))
                .one(lead -> {
                    assertThat(lead.text("customer_name")).isEqualTo("Ali Khan");
                    assertThat(lead.text("city")).isEqualTo("Lahore");
                    assertThat(lead.text("segment")).isEqualTo("follow_up");
                    assertThat(lead.text("status")).isEqualTo("pending");
                    assertThat(lead.integer("max_attempts")).isEqualTo(3);
                    assertThat(lead.text("customer_segment")).isEqualTo("medium");
                    assertThat(lead.dateOrNull("last_order_date")).isEqualTo(LocalDate.of(2026, 1, 15));
                    assertThat(lead.dateOrNull("follow_up_date")).isEqualTo(LocalDate.of(2026, 2, 20));
                    assertThat(lead.text("metadata")).isEqualTo("{\"Shop\": \"Khan \\\"& Sons\\\"\\\\\"}");
                    assertThat(lead.instant("created_at")).isEqualTo(TestServer.START);
                    assertThat(lead.instant("due_at")).isEqualTo(TestServer.START);
                    return true;
                });
    }

    @Test
    void leadsHaveTheOrderOfTheFile() {
        String campaign = house.campaign();
        house.upload(campaign, "number,attempts\n03001234569,1\n03001234561,1\n03001234565,1\n");
        assertThat(house.numbersOf(campaign)).containsExactly("923001234569", "923001234561", "923001234565");
    }

    @Test
    void theSameFileTwiceAddsNothing() {
        String campaign = house.campaign();
        String file = HEADER + rows(0, 50);
        house.upload(campaign, file);
        Answer again = house.upload(campaign, file);
        assertThat(again.json())
                .containsEntry("status", "failed")
                .containsEntry("total_rows", 50)
                .containsEntry("successful_imports", 0)
                .containsEntry("skipped_rows", 50)
                .containsEntry("success_rate", 0.0);
        assertThat(house.numbersOf(campaign)).hasSize(50);
        assertThat(house.totalLeadsFigure(campaign)).isEqualTo(50);
    }

    @Test
    void fourAtOnceHaveEachNumberOnceAndTheirCountsAddUp() throws InterruptedException {
        String campaign = house.campaign("active");
        ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
        List<Thread> people = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            // the same numbers, in another order each
            String file = HEADER + rows(i * 500, 2000 - i * 500) + rows(0, i * 500);
            people.add(Thread.startVirtualThread(() -> answers.add(house.upload(campaign, file))));
        }
        for (Thread person : people) {
            person.join();
        }
        assertThat(answers).hasSize(4).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json()).containsEntry("total_rows", 2000).containsEntry("failed_imports", 0);
            assertThat(number(answer, "successful_imports") + number(answer, "skipped_rows"))
                    .isEqualTo(2000);
        });
        assertThat(answers.stream().mapToLong(answer -> number(answer, "successful_imports")))
                .satisfies(counts -> assertThat(
                                counts.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(2000));
        assertThat(house.numbersOf(campaign)).hasSize(2000).doesNotHaveDuplicates();
        assertThat(house.totalLeadsFigure(campaign)).isEqualTo(2000);
    }

    @Test
    void theAnswerHoldsTheFirstHundredErrorsAndSaysThatThereAreMore() {
        StringBuilder file = new StringBuilder(HEADER).append("Ali,03001234567,Lahore,1\n");
        for (int i = 0; i < 1500; i++) {
            file.append("Bad,bad").append(i).append(",Lahore,1\n");
        }
        Answer answer = house.upload(house.campaign(), file.toString());
        assertThat(answer.json()).containsEntry("errors_truncated", true).containsEntry("total_errors", 1500);
        assertThat((List<?>) answer.json().get("errors")).hasSize(100);
        Answer log = server.get("/api/dialer/import-logs/" + answer.json().get("import_id") + "/");
        assertThat((List<?>) log.json().get("error_log")).hasSize(1000);
        assertThat(log.json()).containsEntry("total_errors", 1500).containsEntry("failed_imports", 1500);
        Answer csv = server.get("/api/dialer/import-logs/" + answer.json().get("import_id") + "/rejected.csv");
        assertThat(csv.text().lines()).hasSize(1501);
    }

    @Test
    void aFileWithoutTheRequiredColumnsIsRefusedWithoutALog() {
        long logs = house.openLogs() + number(server.get("/api/dialer/import-logs"), "count");
        Answer answer = house.upload(house.campaign(), "name,city\nAli,Lahore\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json())
                .isEqualTo(Map.of("csv_file", List.of("CSV missing required columns: {'number', 'attempts'}")));
        assertThat(number(server.get("/api/dialer/import-logs"), "count")).isEqualTo(logs);
    }

    @Test
    void fieldsThatAreMissingOrWrongAreNamed() {
        Answer nothing = server.upload(UPLOAD, Map.of(), "", new byte[0], server.token("admin"));
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.json())
                .isEqualTo(Map.of(
                        "campaign_id", List.of("This field is required."),
                        "segment", List.of("This field is required."),
                        "csv_file", List.of("This field is required.")));
        Answer wrong = server.upload(
                UPLOAD + "?async=perhaps",
                Map.of("campaign_id", house.campaign(), "segment", "everybody"),
                "a.csv",
                HEADER.getBytes(StandardCharsets.UTF_8),
                server.token("admin"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json())
                .isEqualTo(Map.of(
                        "segment", List.of("\"everybody\" is not a valid choice."),
                        "async", List.of("Must be a valid boolean.")));
    }

    @Test
    void theCampaignMustExistAndBeOfThatSegmentAndTakeLeads() {
        Answer unknown = house.upload("Nobody-Follow_Up-20260209", HEADER + rows(0, 1));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json()).isEqualTo(Map.of("error", "Campaign Nobody-Follow_Up-20260209 not found"));

        String campaign = house.campaign();
        Answer segment = server.upload(
                UPLOAD,
                Map.of("campaign_id", campaign, "segment", "growth"),
                "a.csv",
                (HEADER + rows(0, 1)).getBytes(StandardCharsets.UTF_8),
                server.token("service"));
        assertThat(segment.status()).isEqualTo(400);
        assertThat(segment.json())
                .isEqualTo(Map.of("error", "Campaign " + campaign + " is of segment follow_up, not growth"));

        for (String status : List.of("paused", "completed", "archived")) {
            house.setStatus(campaign, status);
            Answer conflict = house.upload(campaign, HEADER + rows(0, 1));
            assertThat(conflict.status()).isEqualTo(409);
            assertThat(conflict.json().get("error"))
                    .asString()
                    .contains(campaign)
                    .contains(status);
        }
        assertThat(house.numbersOf(campaign)).isEmpty();
    }

    @Test
    void aCampaignIsAlsoKnownByItsId() {
        String campaign = house.campaign();
        Answer answer = house.upload(Long.toString(house.idOf(campaign)), HEADER + rows(0, 1));
        assertThat(answer.json()).containsEntry("campaign_id", campaign).containsEntry("status", "completed");
    }

    @Test
    void numbersOfOtherCountriesGoWhereTheyAreAllowed() {
        String file = "number,attempts\n+14155552671,1\n03001234567,1\n";
        assertThat(house.upload(house.campaign(), file).json()).containsEntry("successful_imports", 1);
        assertThat(house.upload(house.campaign("draft", "{PK,US}"), file).json())
                .containsEntry("successful_imports", 2);
    }

    @Test
    void aFileThatIsTooLargeIsRefusedInTheErrorShape() {
        Answer answer = house.upload(UPLOAD, house.campaign(), new byte[LARGEST + 1]);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json()).containsOnlyKeys("detail");
        assertThat(answer.json().get("detail")).asString().contains("3000000 bytes");
    }

    @Test
    void anythingButAFormIsRefused() {
        assertThat(server.post(UPLOAD, Map.of("campaign_id", "x")).status()).isEqualTo(415);
        assertThat(server.get(UPLOAD).status()).isEqualTo(405);
    }

    @Test
    void onlyThoseWhoRunCampaignsMayUpload() {
        Map<String, String> fields = Map.of("campaign_id", house.campaign(), "segment", "follow_up");
        byte[] file = (HEADER + rows(0, 1)).getBytes(StandardCharsets.UTF_8);
        Map<String, Integer> statuses = new HashMap<>();
        for (String role : List.of("admin", "supervisor", "service", "agent", "viewer")) {
            statuses.put(
                    role,
                    server.upload(UPLOAD, fields, "a.csv", file, server.token(role))
                            .status());
        }
        assertThat(statuses)
                .isEqualTo(Map.of("admin", 200, "supervisor", 200, "service", 200, "agent", 403, "viewer", 403));
        assertThat(server.upload(UPLOAD, fields, "a.csv", file, "forged").status())
                .isEqualTo(401);
    }

    @Test
    void inTheBackgroundTheAnswerIsTheLogToPoll() {
        String campaign = house.campaign();
        Answer accepted = house.upload(UPLOAD + "?async=true", campaign, HEADER + rows(0, 3000) + "Bad,bad,Lahore,1\n");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json())
                .containsEntry("campaign_id", campaign)
                .containsEntry("uploaded_by", "test-supervisor")
                .containsKeys("id", "import_id", "status", "sha256", "error_log");
        Answer log = closed(accepted.id());
        assertThat(log.json())
                .containsEntry("status", "partial")
                .containsEntry("successful_imports", 3000)
                .containsEntry("failed_imports", 1);
        assertThat(house.numbersOf(campaign)).hasSize(3000);
    }

    @Test
    void inTheBackgroundTooABadFileIsRefusedAtOnce() {
        Answer answer = house.upload(UPLOAD + "?async=true", house.campaign(), "name\nAli\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()).containsOnlyKeys("csv_file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home/ali/leads.csv", "../../leads.csv", "leads.csv"})
    void ofTheFilesNameTheFolderIsLeftOut(String sent) {
        Answer answer = server.upload(
                UPLOAD,
                Map.of("campaign_id", house.campaign(), "segment", "Follow_Up"),
                sent,
                (HEADER + rows(0, 1)).getBytes(StandardCharsets.UTF_8),
                server.token("admin"));
        assertThat(answer.json()).containsEntry("filename", "leads.csv");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            C:\\Users\\Ali\\leads.csv | leads.csv
            کراچی leads.csv          | کراچی leads.csv
            ..                       | upload.csv
            /                        | upload.csv
            a<b>"c".csv              | abc.csv
            """)
    void aNameIsFreedOfWhatCouldBreakALogOrAHeader(String sent, String kept) {
        assertThat(Uploads.nameOf(sent)).isEqualTo(kept);
        assertThat(Uploads.nameOf(sent + "\r\nSet-Cookie: a")).doesNotContain("\r", "\n");
    }

    @Test
    void anUploadThatBreaksOffInTheMiddleLeavesNothing() throws IOException {
        String campaign = house.campaign();
        URI address = URI.create(server.url());
        String half = "--b\r\nContent-Disposition: form-data; name=\"campaign_id\"\r\n\r\n" + campaign
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"segment\"\r\n\r\nfollow_up"
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"csv_file\"; filename=\"a.csv\"\r\n\r\n"
                + HEADER + rows(0, 2000);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("POST " + UPLOAD + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + server.token("admin")
                                    + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 10000000\r\n\r\n"
                                    + half)
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }
        assertThat(house.upload(campaign, HEADER + rows(5000, 1)).json()).containsEntry("total_rows", 1);
        assertThat(house.numbersOf(campaign)).hasSize(1);
        assertThat(number(server.get("/api/dialer/import-logs?campaign=" + house.idOf(campaign)), "count"))
                .isEqualTo(1);
    }

    @Test
    void nothingStaysOnDisk() {
        house.upload(house.campaign(), HEADER + rows(0, 10));
        house.upload(house.campaign(), "name\nAli\n");
        house.upload("nobody", HEADER + rows(0, 10));
        Path folder = server.bean(DataFolder.class).folder("tmp");
        Await.until("no small file is left", () -> smallFiles(folder) == 0);
    }

    @Test
    void everyUploadIsOnRecord() {
        String campaign = house.campaign();
        house.upload(campaign, HEADER + rows(0, 2));
        assertThat(server.database()
                        .sql("SELECT username, action FROM audit_log WHERE entity = 'campaign' AND entity_id = :id")
                        .with("id", Long.toString(house.idOf(campaign)))
                        .list(row -> row.text("username") + " " + row.text("action")))
                .containsExactly("test-supervisor import");
    }

    /// Asks until the import is over.
    private static Answer closed(long log) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        Answer answer = server.get("/api/dialer/import-logs/" + log);
        while (answer.json().get("completed_at") == null && System.nanoTime() < deadline) {
            answer = server.get("/api/dialer/import-logs/" + log);
        }
        return answer;
    }

    private static long number(Answer answer, String field) {
        return ((Number) answer.json().getOrDefault(field, -1)).longValue();
    }

    /// The server deletes its parts of a request when it has answered.
    private static long smallFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toFile)
                    .filter(file -> file.exists() && file.length() < 5000)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ofManyUploadsAtOnceEachArrives() {
        String campaign = house.campaign();
        List<Integer> answers = AtOnce.run(
                100,
                () -> house.upload(campaign, HEADER + "Ali,923001234567,Lahore,1\n")
                        .status());
        assertThat(answers).containsOnly(200);
        assertThat(house.numbersOf(campaign)).containsExactly("923001234567");
    }
}
