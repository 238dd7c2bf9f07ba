package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceorchestrator.leadimport.ImportHouse.HEADER;
import static org.voiceorchestrator.leadimport.ImportHouse.rows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.TestServer;

/// The import logs as clients of the specification read them.
class ImportLogTest {
    private static final String LOGS = "/api/dialer/import-logs/";

    @RegisterExtension
    static final TestServer server = new TestServer();

    private final ImportHouse house = new ImportHouse(server);

    @Test
    void aLogTellsEverythingAboutItsFile() throws NoSuchAlgorithmException {
        String campaign = house.campaign();
        String file = HEADER + rows(0, 2) + "Umar,invalid123,Lahore,1\n" + rows(0, 1);
        Answer report = house.upload(campaign, file);
        Answer log = server.get(LOGS + report.id() + "/");
        assertThat(log.status()).isEqualTo(200);
        assertThat(log.json())
                .containsEntry("id", (int) report.id())
                .containsEntry("import_id", report.json().get("import_id"))
                .containsEntry("filename", "leads.csv")
                .containsEntry("file_size_bytes", file.length())
                .containsEntry("sha256", sha256(file))
                .containsEntry("uploaded_by", "test-supervisor")
                .containsEntry("campaign", (int) house.idOf(campaign))
                .containsEntry("campaign_id", campaign)
                .containsEntry("status", "partial")
                .containsEntry("total_rows", 4)
                .containsEntry("successful_imports", 2)
                .containsEntry("failed_imports", 1)
                .containsEntry("skipped_rows", 1)
                .containsEntry("success_rate", 50.0)
                .containsEntry("summary", "Processed 4 rows. Successful: 2, Failed: 1, Skipped: 1");
        assertThat(log.json().get("error_log"))
                .isEqualTo(List.of(
                        Map.of(
                                "row", 4,
                                "number", "invalid123",
                                "error", "Invalid phone number format",
                                "code", "invalid_format"),
                        Map.of(
                                "row", 5,
                                "number", "03000000000",
                                "error", "Duplicate phone number in campaign",
                                "code", "duplicate_number")));
        for (String moment : List.of("created_at", "started_at", "completed_at")) {
            assertThat(log.json().get(moment)).asString().endsWith("Z");
        }
        assertThat(server.get(LOGS + log.json().get("import_id")).json()).isEqualTo(log.json());
    }

    @Test
    void logsAreListedAndFilteredAndOrdered() {
        String first = house.campaign();
        String second = house.campaign();
        long older = house.upload(first, HEADER + rows(0, 1)).id();
        server.clock().forward(Duration.ofMinutes(1));
        long newer = house.upload(first, HEADER + rows(0, 1)).id();
        house.upload(second, HEADER + rows(0, 1));

        String ofFirst = LOGS + "?campaign=" + house.idOf(first);
        assertThat(server.get(ofFirst).json()).containsEntry("count", 2).containsEntry("next", null);
        assertThat(ids(ofFirst)).containsExactly(newer, older);
        assertThat(ids(ofFirst + "&ordering=created_at")).containsExactly(older, newer);
        assertThat(ids(ofFirst + "&status=completed")).containsExactly(older);
        assertThat(ids(ofFirst + "&status=failed")).containsExactly(newer);
        assertThat(ids(ofFirst + "&page_size=1&page=2")).containsExactly(older);
        assertThat((List<?>) server.get(ofFirst).at("results.0.error_log")).hasSize(1);
        assertThat((List<?>) server.get(ofFirst).at("results.1.error_log")).isEmpty();
    }

    @Test
    void unknownFiltersOrderingsAndPagesAreErrors() {
        assertThat(server.get(LOGS + "?status=lost").status()).isEqualTo(400);
        assertThat(server.get(LOGS + "?status=lost").json()).containsOnlyKeys("status");
        assertThat(server.get(LOGS + "?ordering=filename").json()).containsOnlyKeys("ordering");
        assertThat(server.get(LOGS + "?campaign=x").json()).containsOnlyKeys("campaign");
        assertThat(server.get(LOGS + "?page=4711").json()).isEqualTo(Map.of("detail", "Invalid page."));
    }

    @Test
    void anUnknownLogIsNotFound() {
        for (String id : List.of("999999999", "no-such-log", "7d1cbb0e-8c9f-4a54-a8a0-0a7a3a6d2f11", "-1")) {
            assertThat(server.get(LOGS + id).status()).as(id).isEqualTo(404);
            assertThat(server.get(LOGS + id + "/rejected.csv").status()).as(id).isEqualTo(404);
        }
    }

    @Test
    void logsAreReadOnly() {
        long log = house.upload(house.campaign(), HEADER + rows(0, 1)).id();
        assertThat(server.post(LOGS, Map.of()).status()).isEqualTo(405);
        for (String method : List.of("PUT", "PATCH", "DELETE", "POST")) {
            Answer answer = server.send(method, LOGS + log + "/", Map.of(), server.token("admin"));
            assertThat(answer.status()).as(method).isEqualTo(405);
            assertThat(answer.json()).containsOnlyKeys("detail");
        }
    }

    @Test
    void everybodyButAgentsMayReadThem() {
        long log = house.upload(house.campaign(), HEADER + rows(0, 1)).id();
        for (String path : List.of(LOGS, LOGS + log, LOGS + log + "/rejected.csv")) {
            for (String role : List.of("admin", "supervisor", "service", "viewer")) {
                assertThat(server.send("GET", path, null, server.token(role)).status())
                        .as(role + " " + path)
                        .isEqualTo(200);
            }
            assertThat(server.send("GET", path, null, server.token("agent")).status())
                    .isEqualTo(403);
            assertThat(server.send("GET", path, null, null).status()).isEqualTo(401);
        }
    }

    @Test
    void theLogOutlivesItsCampaign() {
        String campaign = house.campaign();
        long log = house.upload(campaign, HEADER + rows(0, 1)).id();
        server.database()
                .sql("DELETE FROM campaigns WHERE campaign_id = :campaign")
                .with("campaign", campaign)
                .update();
        assertThat(server.get(LOGS + log).json())
                .containsEntry("campaign", null)
                .containsEntry("campaign_id", campaign);
    }

    @Test
    void rejectedRowsAreDownloadedWithTheFilesOwnColumnsAndTheReason() {
        long log = house.upload(house.campaign(), """
                        City,Number,Attempts,Name,Remark
                        Lahore,03001234567,1,Ali,fine
                        "Multan, Cantt",invalid123,1,=HYPERLINK("http://x"),"say ""hello""
                        twice"
                        Quetta,+92 300 1234567,1,Dup,-5
                        Gujrat,0300,1,@Sana,x,too,many
                        """).id();
        Answer answer = server.get(LOGS + log + "/rejected.csv");
        assertThat(answer.headers().get("content-type"))
                .singleElement()
                .asString()
                .startsWith("text/csv");
        assertThat(answer.headers().get("content-disposition"))
                .singleElement()
                .asString()
                .contains("attachment", "rejected-", ".csv");
        assertThat(answer.text())
                .isEqualTo(
                        "\uFEFFCity,Number,Attempts,Name,Remark,import_row,import_code,import_error,import_suggestion\r\n"
                                + "\"Multan, Cantt\",invalid123,1,\"'=HYPERLINK(\"\"http://x\"\")\",\"say \"\"hello\"\"\ntwice\","
                                + "3,invalid_format,Invalid phone number format,\r\n"
                                + "Quetta,'+92 300 1234567,1,Dup,-5,4,duplicate_number,Duplicate phone number in campaign,\r\n"
                                + "Gujrat,'0300,1,'@Sana,x,5,too_short,The phone number is too short; digits are missing"
                                + "; The row has more cells than the header has columns,"
                                + "put a cell that holds the delimiter in double quotes,too,many\r\n");
    }

    @Test
    void aMendedDownloadIsUploadedAgain() {
        String campaign = house.campaign();
        long log = house.upload(campaign, "number,name,attempts,remark\nO3001234567,=Ali,1,-x\n")
                .id();
        String mended = server.get(LOGS + log + "/rejected.csv").text().replace("O300", "0300");
        assertThat(house.upload(campaign, mended).json()).containsEntry("status", "completed");
        server.database()
                .sql("SELECT customer_name, phone_number, metadata FROM leads WHERE campaign_id = :id")
                .with("id", house.idOf(campaign))
                .one(lead -> {
                    assertThat(lead.text("customer_name")).isEqualTo("=Ali");
                    assertThat(lead.text("phone_number")).isEqualTo("923001234567");
                    assertThat(lead.text("metadata")).isEqualTo("{\"remark\": \"-x\"}");
                    return true;
                });
    }

    @Test
    void ofAMendedDownloadOnlyWhatWasMissingIsTaken() {
        String campaign = house.campaign();
        String columns = "Attempts,number,last_order_date,Note\n";
        Answer first = house.upload(
                campaign,
                columns + "1,923001234501,2026-01-31,a\n" + "1,92300123450X,2026-02-09,0042\n"
                        + "many,923001234503,2026-02-09,=1+1\n");
        assertThat(first.json()).containsEntry("successful_imports", 1).containsEntry("failed_imports", 2);
        String mended = server.get(LOGS + first.id() + "/rejected.csv")
                .text()
                .replace("92300123450X", "923001234502")
                .replace("many", "2");
        assertThat(mended).contains("'923001234503", "'2026-02-09", "'0042", "'=1+1");
        Answer second = house.upload(campaign, mended);
        assertThat(second.json())
                .containsEntry("status", "completed")
                .containsEntry("total_rows", 2)
                .containsEntry("successful_imports", 2)
                .containsEntry("same_file_as", null);
        assertThat(house.numbersOf(campaign)).containsExactly("923001234501", "923001234502", "923001234503");
        assertThat(server.database()
                        .sql(
                                "SELECT metadata, last_order_date FROM leads WHERE campaign_id = :id ORDER BY phone_number")
                        .with("id", house.idOf(campaign))
                        .list(row -> row.text("metadata") + row.dateOrNull("last_order_date")))
                .containsExactly(
                        "{\"Note\": \"a\"}2026-01-31",
                        "{\"Note\": \"0042\"}2026-02-09",
                        "{\"Note\": \"=1+1\"}2026-02-09");
        assertThat(house.upload(campaign, mended).json())
                .as("and once more nothing")
                .containsEntry("successful_imports", 0)
                .containsEntry("skipped_rows", 2);
    }

    @Test
    void aSuggestionStandsBesideTheReason() {
        long log = house.upload(house.campaign(), "number,attempts\nO3001234567,1\n")
                .id();
        server.database()
                .sql("UPDATE import_rejects SET suggestion = '03001234567' WHERE import_log_id = :log")
                .with("log", log)
                .update();
        assertThat(server.get(LOGS + log + "/rejected.csv").text()).endsWith(",'03001234567\r\n");
    }

    private static List<Long> ids(String path) {
        return Pattern.compile("\"id\":(\\d+),\"import_id\"")
                .matcher(server.get(path).text())
                .results()
                .map(id -> Long.valueOf(id.group(1)))
                .toList();
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
