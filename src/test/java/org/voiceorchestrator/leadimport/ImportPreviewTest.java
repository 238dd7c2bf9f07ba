package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceorchestrator.leadimport.ImportHouse.HEADER;
import static org.voiceorchestrator.leadimport.ImportHouse.rows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.TestServer;

/// What an upload would do, asked before.
class ImportPreviewTest {
    private static final String PREVIEW = "/api/dialer/csv-upload/preview/";

    @RegisterExtension
    static final TestServer server = new TestServer();

    private final ImportHouse house = new ImportHouse(server);

    @Test
    void itTellsWhatWouldBecomeOfEveryRow() {
        String campaign = house.campaign();
        house.upload(campaign, HEADER + rows(100, 2));
        Answer preview = preview(campaign, null, """
                Name,Number,attempts,City,Shop
                Ali,0300-0000101,3,Lahore,Khan
                Sana,invalid123,1,Lahore,
                Zain,+92 300 0000200,0,Multan,
                Zain again,03000000200,1,Multan,
                Umar,03000000201,100,Multan,
                Old again,03000000101,1,Lahore,
                """);
        assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
        assertThat(preview.json())
                .containsEntry("campaign_id", campaign)
                .containsEntry("filename", "leads.csv")
                .containsEntry("duplicates", "campaign")
                .containsEntry("same_file_as", null);
        assertThat(preview.at("sha256")).asString().hasSize(64);
        assertThat(preview.at("columns"))
                .isEqualTo(List.of(
                        Map.of("name", "Name", "field", "name", "reason", "own_name"),
                        Map.of("name", "Number", "field", "number", "reason", "own_name"),
                        Map.of("name", "attempts", "field", "attempts", "reason", "own_name"),
                        Map.of("name", "City", "field", "city", "reason", "own_name"),
                        Map.of("name", "Shop", "field", "metadata", "reason", "unknown")));
        assertThat(preview.at("counts"))
                .isEqualTo(counts(6, 1, 2, 1, 0, Map.of("invalid_format", 1, "invalid_attempts", 1)));
        assertThat(verdicts(preview))
                .containsExactly(
                        "duplicate_in_campaign", "invalid", "new", "duplicate_in_file", "invalid", "duplicate_in_file");
        assertThat(preview.at("rows.0.lead"))
                .isEqualTo(lead("923000000101", "Ali", "Lahore", 3, Map.of("Shop", "Khan")));
        assertThat(preview.at("rows.2.lead")).isEqualTo(lead("923000000200", "Zain", "Multan", 1, Map.of()));
        assertThat(preview.at("rows.1.lead")).isNull();
        assertThat(preview.at("rows.1.row")).isEqualTo(3);
        assertThat(preview.at("rows.1.number")).isEqualTo("invalid123");
        assertThat(preview.at("rows.1.error")).isEqualTo("Invalid phone number format");
        assertThat(preview.at("rows.1.code")).isEqualTo("invalid_format");
    }

    @Test
    void nothingIsWritten() {
        String campaign = house.campaign();
        long before = number(server.get("/api/dialer/import-logs"), "count");
        preview(campaign, null, HEADER + rows(0, 500));
        assertThat(number(server.get("/api/dialer/import-logs"), "count")).isEqualTo(before);
        assertThat(house.numbersOf(campaign)).isEmpty();
    }

    @Test
    void itCountsTheWholeFileAndShowsTheFirstTwenty() {
        String campaign = house.campaign("active");
        house.upload(campaign, HEADER + rows(50_000, 1000));
        String file = HEADER + rows(50_500, 3000) + rows(50_500, 700) + "Bad,bad,Lahore,1\n".repeat(30);
        Answer preview = preview(campaign, null, file);
        assertThat(preview.at("counts")).isEqualTo(counts(3730, 2500, 700, 500, 0, Map.of("invalid_format", 30)));
        assertThat(verdicts(preview)).hasSize(20).containsOnly("duplicate_in_campaign");
        assertThat(house.upload(campaign, file).json())
                .as("and the upload does what the preview said")
                .containsEntry("successful_imports", 2500)
                .containsEntry("skipped_rows", 1200)
                .containsEntry("failed_imports", 30);
    }

    @Test
    void otherCampaignsCountAsTheSupervisorSays() {
        house.upload(house.campaign("active"), HEADER + rows(1000, 3));
        String draft = house.campaign();
        house.upload(draft, HEADER + rows(1010, 4));
        house.upload(draft, HEADER + rows(1000, 1));
        server.clock().forward(Duration.ofDays(3));
        String campaign = house.campaign();
        String file = HEADER + rows(1000, 20);
        assertThat(preview(campaign, null, file).at("counts"))
                .as("worth knowing, and no reason to leave them out")
                .isEqualTo(counts(20, 20, 0, 0, 3, Map.of()));
        Answer active = preview(campaign, "active_campaigns", file);
        assertThat(active.at("counts")).isEqualTo(counts(20, 17, 0, 0, 3, Map.of()));
        assertThat(verdicts(active).subList(0, 4))
                .containsExactly(
                        "duplicate_in_other_campaigns",
                        "duplicate_in_other_campaigns",
                        "duplicate_in_other_campaigns",
                        "new");
        assertThat(preview(campaign, "days:3", file).at("counts")).isEqualTo(counts(20, 13, 0, 0, 7, Map.of()));
        assertThat(preview(campaign, "days:2", file).at("counts")).isEqualTo(counts(20, 20, 0, 0, 0, Map.of()));
    }

    @Test
    void theSameBytesAreKnownAgain() {
        String campaign = house.campaign();
        String file = HEADER + rows(2000, 3) + "Bad,bad,Lahore,1\n";
        Answer first = house.upload(campaign, file);
        assertThat(first.json()).containsEntry("same_file_as", null);
        Answer preview = preview(campaign, null, file);
        assertThat(preview.at("same_file_as.import_id")).isEqualTo(first.at("import_id"));
        Answer again = house.upload(campaign, file);
        for (Answer answer : List.of(preview, again, server.get("/api/dialer/import-logs/" + again.id()))) {
            assertThat(answer.at("same_file_as"))
                    .isEqualTo(nullable(
                            Map.of(
                                    "id",
                                    (int) first.id(),
                                    "import_id",
                                    String.valueOf(first.at("import_id")),
                                    "filename",
                                    "leads.csv",
                                    "created_at",
                                    String.valueOf(server.get("/api/dialer/import-logs/" + first.id())
                                            .at("created_at")),
                                    "uploaded_by",
                                    "test-supervisor",
                                    "total_rows",
                                    4,
                                    "successful_imports",
                                    3,
                                    "failed_imports",
                                    1,
                                    "skipped_rows",
                                    0),
                            "undone_at"));
        }
        assertThat(house.upload(campaign, file).at("same_file_as.id"))
                .as("the one that stored something")
                .isEqualTo((int) first.id());
        assertThat(house.upload(house.campaign(), file).at("same_file_as"))
                .as("another campaign")
                .isNull();
    }

    @Test
    void whatAnUploadWouldRefuseIsRefused() {
        assertThat(preview("nobody", null, HEADER + rows(0, 1)).status()).isEqualTo(404);
        assertThat(preview(house.campaign("paused"), null, HEADER + rows(0, 1)).status())
                .isEqualTo(409);
        assertThat(preview(house.campaign(), null, "name\nAli\n").json()).containsOnlyKeys("csv_file");
        Answer wrong = preview(house.campaign(), "days:400", HEADER + rows(0, 1));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json()).isEqualTo(Map.of("duplicates", List.of("Ensure the days are from 1 to 365.")));
        assertThat(preview(house.campaign(), "all", HEADER + rows(0, 1)).at("duplicates.0"))
                .asString()
                .contains("active_campaigns", "days:N");
        assertThat(server.post(PREVIEW, Map.of("campaign_id", "x")).status()).isEqualTo(415);
    }

    private Answer preview(String campaign, @Nullable String duplicates, String file) {
        Map<String, String> fields = new HashMap<>(Map.of("campaign_id", campaign, "segment", "follow_up"));
        if (duplicates != null) {
            fields.put("duplicates", duplicates);
        }
        return server.upload(
                PREVIEW, fields, "leads.csv", file.getBytes(StandardCharsets.UTF_8), server.token("supervisor"));
    }

    private static List<String> verdicts(Answer preview) {
        return ((List<?>) Objects.requireNonNull(preview.json().get("rows")))
                .stream()
                        .map(row -> String.valueOf(((Map<?, ?>) row).get("verdict")))
                        .toList();
    }

    private static Map<String, Object> counts(
            int total, int fresh, int inFile, int inCampaign, int elsewhere, Map<String, Integer> invalid) {
        return Map.of(
                "total", total,
                "new", fresh,
                "duplicate_in_file", inFile,
                "duplicate_in_campaign", inCampaign,
                "duplicate_in_other_campaigns", elsewhere,
                "do_not_call", 0,
                "invalid", invalid.values().stream().mapToInt(Integer::intValue).sum(),
                "invalid_by_reason", invalid);
    }

    private static Map<String, @Nullable Object> lead(
            String number, String name, String city, int attempts, Map<String, Object> metadata) {
        return nullable(
                Map.of(
                        "phone_number", number,
                        "customer_name", name,
                        "city", city,
                        "max_attempts", attempts,
                        "priority", 0,
                        "customer_segment", "",
                        "metadata", metadata),
                "last_order_date",
                "follow_up_date");
    }

    private static Map<String, @Nullable Object> nullable(Map<String, Object> present, String... absent) {
        Map<String, @Nullable Object> all = new HashMap<>(present);
        for (String name : absent) {
            all.put(name, null);
        }
        return all;
    }

    private static long number(Answer answer, String field) {
        return ((Number) answer.json().getOrDefault(field, -1)).longValue();
    }
}
