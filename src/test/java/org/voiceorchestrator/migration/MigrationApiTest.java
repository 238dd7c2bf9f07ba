package org.voiceorchestrator.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceorchestrator.database.DataFolder;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Role;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.Await;
import org.voiceorchestrator.testkit.TestDatabase;
import org.voiceorchestrator.testkit.TestServer;

/// Migrations over HTTP.
class MigrationApiTest {
    private static final String MIGRATIONS = "/api/dialer/migrations/";

    @RegisterExtension
    static final TestServer server = new TestServer()
            .with("dialer.imports.max-file-bytes", 2_000_000)
            .with("dialer.migrations.max-total-bytes", 3_000_000);

    @Test
    void severalFilesOfOneFormAreMigratedInTheBackground() {
        String agent = TelecardHouse.freshAgent();
        Answer accepted = new Form()
                .field("extensions", agent + ",555")
                .file(agent + "-Active-20260209.csv", TelecardHouse.rows(1, 30) + "Bad,12x,X,1\n")
                .file(agent + "-Growth-20260209.csv", TelecardHouse.rows(1, 5))
                .field("activate", "true")
                .field("duration_days", "7")
                .send(server, "service");
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        Answer migration = ended(accepted.id());
        assertThat(migration.json())
                .containsEntry("status", "completed")
                .containsEntry("source", "telecard")
                .containsEntry("origin", "API")
                .containsEntry("started_by", "test-service")
                .containsEntry("progress", 100.0)
                .containsEntry("files_total", 2)
                .containsEntry("files_verified", 2);
        assertThat(migration.at("totals.imported")).isEqualTo(35);
        assertThat(migration.at("files.0.counts.rejected")).isEqualTo(1);
        assertThat(migration.at("files.0.extension")).isEqualTo("555");
        assertThat(migration.at("files.0.campaign_status")).isEqualTo("active");
        Answer campaign = server.get("/api/dialer/campaigns/?search=" + agent + "-Growth");
        assertThat(campaign.at("results.0.status")).isEqualTo("active");
        assertThat(campaign.at("results.0.duration_days")).isEqualTo(7);
        assertThat(campaign.at("results.0.total_leads")).isEqualTo(5);
        assertThat(leftInFolder()).isZero();
    }

    @Test
    void aZipIsUnpackedWhateverFolderItsFilesAreIn() {
        String agent = TelecardHouse.freshAgent();
        byte[] zip = Form.zip(Map.of(
                "export/" + agent + "-Active-20260209.csv",
                TelecardHouse.rows(1, 3),
                agent + "-Growth-20260209.csv",
                TelecardHouse.rows(1, 4),
                "export/README.txt",
                "hello",
                "__MACOSX/._" + agent + "-Active-20260209.csv",
                "x",
                "export/.DS_Store",
                "x"));
        Answer accepted = new Form()
                .field("first_extension", "300")
                .file("files", "export.zip", zip)
                .send(server, "supervisor");
        Answer migration = ended(accepted.id());
        assertThat(migration.at("totals.imported")).isEqualTo(7);
        assertThat(migration.at("passed_over")).isEqualTo(List.of("README.txt"));
    }

    @Test
    void aDryRunMakesNothingAndCanBeAskedFor() {
        String agent = TelecardHouse.freshAgent();
        long agents = count("agents");
        Answer accepted = new Form()
                .file(agent + "-Active-20260209.csv", TelecardHouse.rows(1, 3))
                .field("dry_run", "true")
                .field("first_extension", "400")
                .send(server, "admin");
        Answer migration = ended(accepted.id());
        assertThat(migration.json()).containsEntry("status", "completed").containsEntry("dry_run", true);
        assertThat(migration.at("totals.imported")).isEqualTo(3);
        assertThat(migration.at("files.0.status")).isEqualTo("waiting");
        assertThat(count("agents")).isEqualTo(agents);
        assertThat(leftInFolder()).isZero();
    }

    @Test
    void theListHasNoFilesAndIsFilteredByStatus() {
        long failed = ended(new Form()
                        .file("nonsense.csv", "x")
                        .send(server, "admin")
                        .id())
                .id();
        Answer list = server.get(MIGRATIONS + "?status=failed&page_size=1");
        assertThat(list.at("results.0.id")).isEqualTo((int) failed);
        assertThat(list.at("results.0.files")).isNull();
        assertThat(server.get(MIGRATIONS + "?status=interrupted").at("count")).isEqualTo(0);
        assertThat(server.get(MIGRATIONS + "?status=nonsense").status()).isEqualTo(400);
        assertThat(server.get(MIGRATIONS + "987654/").status()).isEqualTo(404);
    }

    @Test
    void theReportIsACsv() {
        String agent = TelecardHouse.freshAgent();
        long id = ended(new Form()
                        .file(agent + "-Active-20260209.csv", TelecardHouse.rows(1, 3))
                        .field("first_extension", "500")
                        .send(server, "admin")
                        .id())
                .id();
        Answer report = server.get(MIGRATIONS + id + "/report.csv");
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.headers().get("content-type")).containsExactly("text/csv");
        assertThat(report.text()).contains("campaign_id,agent_id", agent + "-Active-20260209.csv", ",yes,draft,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dry_run | maybe | Must be a valid boolean.",
                "first_extension | 0 | Ensure this value is from 1 to 999999999.",
                "first_extension | x | A valid integer is required.",
                "duration_days | 3651 | Ensure this value is from 1 to 3650.",
                "extensions | AgentA | Line 1 is not agent_id,extension",
                "dryrun | true | Unknown field."
            })
    void aWrongOptionIsNamedAndNothingIsKept(String option, String value, String complaint) {
        Answer answer = new Form()
                .file("AgentX-Active-20260209.csv", TelecardHouse.rows(1, 3))
                .field(option, value)
                .send(server, "admin");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.at(option)).asString().contains(complaint);
        assertThat(leftInFolder()).isZero();
    }

    @Test
    void aFormWithoutFilesIsRefused() {
        assertThat(new Form().field("dry_run", "true").send(server, "admin").json())
                .containsOnlyKeys("files");
    }

    @Test
    void aNameThatCannotBeAFilesIsRefusedAtOnce() {
        Answer answer = new Form().file("Agent Ahmed-Active-20260209.csv", "x").send(server, "admin");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("files")).asString().contains("Agent Ahmed-Active-20260209.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../AgentX-Active-20260209.csv",
                "a/../../AgentX-Active-20260209.csv",
                "/etc/AgentX-Active-20260209.csv",
                "C:/AgentX-Active-20260209.csv",
                "..\\AgentX-Active-20260209.csv"
            })
    void anEntryThatPointsOutOfTheArchiveIsRefused(String entry) {
        Answer answer = new Form()
                .file("files", "x.zip", Form.zip(Map.of(entry, TelecardHouse.rows(1, 3))))
                .send(server, "admin");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.at("files")).asString().contains("points out of it");
        assertThat(leftInFolder()).isZero();
    }

    @Test
    void aZipBombIsRefused() {
        String zeros = "0".repeat(1_900_000);
        Answer answer = new Form()
                .file("files", "x.zip", Form.zip(Map.of("AgentX-Active-20260209.csv", zeros)))
                .send(server, "admin");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.at("files")).asString().contains("unpacks to more than 200 times its size");
        assertThat(leftInFolder()).isZero();
    }

    @Test
    void whatIsTooLargeIsRefusedByItselfAndTogether() {
        String large = TelecardHouse.rows(1, 60_000);
        assertThat(new Form()
                        .file("AgentX-Active-20260209.csv", large + large)
                        .send(server, "admin")
                        .status())
                .isEqualTo(413);
        Form several = new Form();
        for (int i = 1; i < 5; i++) {
            several.file("AgentX-Active-2026020" + i + ".csv", large);
        }
        assertThat(several.send(server, "admin").status()).isEqualTo(413);
        assertThat(leftInFolder()).isZero();
    }

    @Test
    void aDamagedArchiveIsRefused() {
        byte[] zip = Form.zip(Map.of("AgentX-Active-20260209.csv", TelecardHouse.rows(1, 300)));
        Answer answer = new Form()
                .file("files", "x.zip", Arrays.copyOf(zip, zip.length / 2))
                .send(server, "admin");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("files")).asString().contains("cannot be unpacked");
    }

    @Test
    void oneNameTwiceIsRefused() {
        Answer answer = new Form()
                .file("AgentX-Active-20260209.csv", TelecardHouse.rows(1, 3))
                .file("AgentX-Active-20260209.csv", TelecardHouse.rows(4, 3))
                .send(server, "admin");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("files")).asString().contains("is there more than once");
    }

    @Test
    void aMigrationThatAServerLeftIsDoneToItsEndByItsNextStart(@TempDir Path data) throws IOException {
        String database = TestDatabase.fresh();
        long id;
        try (TestServer first = serverOn(data, database)) {
            String folder = UUID.randomUUID().toString();
            Path files = first.bean(DataFolder.class).folder("migrations/" + folder);
            Files.write(
                    files.resolve("AgentLeft-Active-20260209.csv"),
                    TelecardHouse.rows(1, 10).getBytes(StandardCharsets.UTF_8));
            MigrationOrder order = new MigrationOrder(
                    "API",
                    new TelecardFolder(List.of(), List.of("README.txt")),
                    TelecardHouse.options(false, true, false),
                    new Caller("somebody", Role.SUPERVISOR, Optional.empty()));
            id = first.bean(MigrationStore.class).open(order, folder);
            assertThat(first.get(MIGRATIONS + id + "/").at("status"))
                    .as("nobody works at it")
                    .isEqualTo("interrupted");
        }
        try (TestServer second = serverOn(data, database)) {
            Await.until(
                    "it is taken up",
                    () -> "completed".equals(second.get(MIGRATIONS + id + "/").at("status")));
            Answer migration = second.get(MIGRATIONS + id + "/");
            assertThat(migration.at("totals.imported")).isEqualTo(10);
            assertThat(migration.at("passed_over")).isEqualTo(List.of("README.txt"));
            assertThat(migration.at("files.0.campaign_status")).isEqualTo("active");
            assertThat(second.get("/api/dialer/import-logs/").at("results.0.uploaded_by"))
                    .isEqualTo("somebody");
        }
    }

    private static TestServer serverOn(Path data, String database) {
        return new TestServer()
                .with("dialer.data-dir", data.toString())
                .with("database.url", database)
                .start();
    }

    /// A migration that has ended, and whose files are gone.
    private static Answer ended(long id) {
        String path = MIGRATIONS + id + "/";
        Await.until("migration " + id + " has ended", () -> server.get(path).at("finished_at") != null);
        Await.until("its files are gone", () -> leftInFolder() == 0);
        Await.until(
                "the next one may begin",
                () -> server.bean(MigrationLock.class)
                        .tryTake()
                        .map(MigrationApiTest::letGo)
                        .orElse(false));
        return server.get(path);
    }

    private static boolean letGo(MigrationLock.Held held) {
        held.close();
        return true;
    }

    private static long leftInFolder() {
        Path folder = server.bean(DataFolder.class).folder("migrations");
        try (Stream<Path> left = Files.list(folder)) {
            return left.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(String table) {
        return server.database().sql("SELECT count(*) AS n FROM " + table).one(row -> row.bigint("n"));
    }
}
