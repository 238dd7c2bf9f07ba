package org.voiceorchestrator.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Role;
import org.voiceorchestrator.testkit.TestServer;

/// A folder of Telecard's files becomes campaigns with leads, or says why not.
class TelecardMigrationTest {
    private static final Pattern SAMPLE = Pattern.compile(
            "^\\| (\\S+\\.csv) \\| (\\S+) \\| ([a-z_]+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| (\\d+) \\|$",
            Pattern.MULTILINE);

    @RegisterExtension
    static final TestServer server = new TestServer();

    @TempDir
    private Path folder = Path.of("");

    private TelecardHouse house = new TelecardHouse(server, folder);

    @BeforeEach
    void open() {
        house = new TelecardHouse(server, folder);
    }

    @Test
    void theSampleFolderBecomesWhatItsReadmeSays() throws IOException {
        List<String> promised = SAMPLE.matcher(Files.readString(Path.of("sample-csv/README.md")))
                .results()
                .map(row -> row.group(1) + " " + row.group(4) + " " + row.group(5) + " " + row.group(6) + " "
                        + row.group(7))
                .toList();
        Path samples = Path.of("sample-csv/telecard");
        Path listed = samples.resolve("extensions.csv");
        MigrationOrder order = new MigrationOrder(
                "sample-csv",
                TelecardFolder.read(samples, List.of(listed)),
                new MigrationOptions(false, false, false, 1, Extensions.read(Files.readAllLines(listed), 201)),
                new Caller("tester", Role.ADMIN, Optional.empty()));
        Migration migration = server.bean(TelecardMigrations.class).run(order, new TelecardHouse.Nobody());
        assertThat(migration.status()).as(migration.summary()).isEqualTo(MigrationStatus.COMPLETED);
        assertThat(Objects.requireNonNull(migration.files()).stream()
                        .map(file -> file.fileName() + " " + file.counts().rows() + " "
                                + file.counts().imported() + " " + file.counts().duplicates() + " "
                                + file.counts().rejected())
                        .toList())
                .hasSizeGreaterThan(3)
                .isEqualTo(promised);
        assertThat(migration.files()).allMatch(MigrationFile::verified);
        assertThat(TelecardHouse.file(migration, "Agent-Lahore-2-Growth-20260210.csv")
                        .counts()
                        .reasons())
                .isEqualTo(Map.of("letters", 1L, "too_short", 1L));
        assertThat(server.database()
                        .sql("SELECT agent_id, extension FROM agents WHERE agent_id LIKE 'Agent%' ORDER BY 1")
                        .list(row -> row.text("agent_id") + " " + row.text("extension")))
                .containsExactly("Agent-Lahore-2 201", "AgentAhmed 101", "AgentSana 202");
        String day = server.database()
                .sql("SELECT metadata->>'telecard_date' AS day FROM campaigns WHERE campaign_id = :id")
                .with("id", "AgentSana-Acquisition-20260211")
                .one(row -> row.text("day"));
        assertThat(day).isEqualTo("2026-02-11");
    }

    @Test
    void aDryRunTellsExactlyWhatTheRunWillDoAndWritesNothing() {
        String agent = TelecardHouse.freshAgent();
        house.file(
                agent + "-Active-20260209.csv", TelecardHouse.rows(100, 50) + "Twice,03000000100,X,1\nBad,12x,X,1\n");
        house.file(agent + "-Growth-20260209.csv", TelecardHouse.rows(100, 20));
        List<Long> before = house.everything();
        Migration dry = house.run(TelecardHouse.options(true, true, false));
        assertThat(house.everything()).isEqualTo(before);
        assertThat(dry.status()).isEqualTo(MigrationStatus.COMPLETED);
        assertThat(dry.summary()).contains("nothing was made", "72 rows: 70 imported, 1 duplicate, 1 rejected");
        Migration real = house.run(TelecardHouse.PLAIN);
        assertThat(real.totals()).isEqualTo(dry.totals());
        assertThat(TelecardHouse.file(real, agent + "-Active-20260209.csv").counts())
                .isEqualTo(
                        TelecardHouse.file(dry, agent + "-Active-20260209.csv").counts())
                .isEqualTo(new RowCounts(52, 50, 1, 1, Map.of("duplicate_number", 1L, "invalid_format", 1L)));
        assertThat(TelecardHouse.file(real, agent + "-Growth-20260209.csv"))
                .extracting(MigrationFile::agentCreated, MigrationFile::campaignCreated, MigrationFile::extension)
                .isEqualTo(List.of(
                        true,
                        true,
                        TelecardHouse.file(dry, agent + "-Growth-20260209.csv").extension()));
    }

    @Test
    void aDryRunKnowsWhatACampaignHasAlready() {
        String name = TelecardHouse.freshAgent() + "-Active-20260209.csv";
        house.file(name, TelecardHouse.rows(200, 6000));
        house.run(TelecardHouse.PLAIN);
        house.file(name, TelecardHouse.rows(199, 6010));
        RowCounts expected = new RowCounts(6010, 10, 6000, 0, Map.of("duplicate_number", 6000L));
        assertThat(house.run(TelecardHouse.options(true, false, false)).totals())
                .isEqualTo(expected);
        Migration real = house.run(TelecardHouse.PLAIN);
        assertThat(real.totals()).isEqualTo(expected);
        assertThat(real.status()).isEqualTo(MigrationStatus.COMPLETED);
    }

    @Test
    void numbersOnADoNotCallListAreRejectedAndADryRunKnowsIt() {
        server.database().sql("""
                        INSERT INTO do_not_call_entries (phone_number, source, expires_at, created_by)
                        VALUES ('923000007101', 'customer', NULL, 'tester'),
                               ('923000007102', 'customer', :now, 'tester')
                        """).with("now", server.clock().instant()).update();
        house.file(
                TelecardHouse.freshAgent() + "-Active-20260209.csv",
                TelecardHouse.rows(7100, 10) + "Again,03000007101,Lahore,1\n");
        RowCounts expected = new RowCounts(11, 9, 1, 1, Map.of("duplicate_number", 1L, RowCounts.DO_NOT_CALL, 1L));
        assertThat(house.run(TelecardHouse.options(true, false, false)).totals())
                .isEqualTo(expected);
        Migration real = house.run(TelecardHouse.PLAIN);
        assertThat(real.status()).as(real.summary()).isEqualTo(MigrationStatus.COMPLETED);
        assertThat(real.totals()).isEqualTo(expected);
    }

    @Test
    void oneFileThatIsNoGoodStopsAllOfThem() {
        String agent = TelecardHouse.freshAgent();
        house.file(agent + "-Active-20260209.csv", TelecardHouse.rows(300, 5));
        house.file(agent + "-Growth-20260209.csv", "name,city\nAli,Lahore\n");
        house.file(agent + "-Nonsense-20260209.csv", TelecardHouse.rows(300, 5));
        house.file(agent + "-Growth-20260210.xlsx", "PK");
        house.file("README.md", "not a lead file");
        Migration refused = house.run(TelecardHouse.PLAIN);
        assertThat(refused.status()).isEqualTo(MigrationStatus.FAILED);
        assertThat(refused.summary()).startsWith("3 files of 4 cannot be used, so nothing was made.");
        assertThat(refused.passedOver()).containsExactly("README.md");
        assertThat(TelecardHouse.file(refused, agent + "-Growth-20260209.csv").problem())
                .contains("missing required columns");
        assertThat(house.count("campaigns WHERE campaign_id LIKE '" + agent + "%'"))
                .isZero();
        assertThat(house.count("agents WHERE agent_id = '" + agent + "'")).isZero();

        Migration without = house.run(TelecardHouse.options(false, true, true));
        assertThat(without.status()).as(without.summary()).isEqualTo(MigrationStatus.COMPLETED);
        assertThat(without.summary()).contains("3 left out.");
        assertThat(house.count("campaigns WHERE campaign_id LIKE '" + agent + "%' AND status = 'active'"))
                .isOne();
    }

    @Test
    void anAgentWithoutAnExtensionStopsEverything() {
        String agent = TelecardHouse.freshAgent();
        house.file(agent + "-Active-20260209.csv", TelecardHouse.rows(400, 5));
        Migration refused =
                house.run(new MigrationOptions(false, false, false, 1, new Extensions(Map.of("Other", "7"), null)));
        assertThat(refused.status()).isEqualTo(MigrationStatus.FAILED);
        assertThat(TelecardHouse.file(refused, agent + "-Active-20260209.csv").problem())
                .contains("The agent " + agent + " is not here and no extension is given for it");
        assertThat(house.count("agents WHERE agent_id = '" + agent + "'")).isZero();
    }

    @Test
    void anEmptyFolderIsAFailure() {
        assertThat(house.run(TelecardHouse.PLAIN).summary()).isEqualTo("There are no Telecard files.");
    }

    @Test
    void aCampaignThatIsHereAlreadyMustBeThatOfTheFile() {
        String agent = TelecardHouse.freshAgent();
        String other = TelecardHouse.freshAgent();
        for (String segment : List.of("Active", "Growth", "Acquisition")) {
            house.file(agent + "-" + segment + "-20260209.csv", TelecardHouse.rows(500, 5));
        }
        house.run(TelecardHouse.PLAIN);
        server.database()
                .sql("INSERT INTO agents (agent_id, extension) VALUES (:name, '9')")
                .with("name", other)
                .update();
        change(agent + "-Active-20260209", "segment = 'growth'");
        change(agent + "-Growth-20260209", "agent_id = (SELECT id FROM agents WHERE agent_id = '" + other + "')");
        change(agent + "-Acquisition-20260209", "status = 'paused'");
        for (String segment : List.of("Active", "Growth", "Acquisition")) {
            house.file(agent + "-" + segment + "-20260209.csv", TelecardHouse.rows(600, 5));
        }
        Migration refused = house.run(TelecardHouse.PLAIN);
        assertThat(TelecardHouse.file(refused, agent + "-Active-20260209.csv").problem())
                .contains("is here already, of segment growth");
        assertThat(TelecardHouse.file(refused, agent + "-Growth-20260209.csv").problem())
                .contains("is here already, of agent " + other);
        assertThat(TelecardHouse.file(refused, agent + "-Acquisition-20260209.csv")
                        .problem())
                .contains("is paused; leads can be imported only while it is draft or active");
        assertThat(refused.status()).isEqualTo(MigrationStatus.FAILED);
    }

    @Test
    void runAgainItSendsNothingTwiceAndReportsTheSame() {
        String agent = TelecardHouse.freshAgent();
        house.file(agent + "-Active-20260209.csv", TelecardHouse.rows(700, 20) + "Bad,12x,X,1\n");
        house.file(agent + "-Growth-20260209.csv", TelecardHouse.rows(700, 5));
        Migration first = house.run(TelecardHouse.PLAIN);
        long imports = house.count("import_logs");
        Migration second = house.run(TelecardHouse.PLAIN);
        assertThat(house.count("import_logs")).isEqualTo(imports);
        assertThat(house.csv(second)).isEqualTo(house.csv(first)).contains(agent);
        assertThat(Objects.requireNonNull(second.files())).allMatch(MigrationFile::alreadyIn);
    }

    @Test
    void brokenOffInTheMiddleOfAFileItContinuesAndEndsAsIfNothingHadHappened() {
        for (int i = 0; i < 4; i++) {
            house.file("TelecardB-Active-2026020" + (i + 1) + ".csv", TelecardHouse.rows(800, 3000) + "Bad,x,X,1\n");
        }
        Migration broken = house.run(TelecardHouse.PLAIN, new TelecardHouse.Stopper(2));
        assertThat(broken.status()).isEqualTo(MigrationStatus.INTERRUPTED);
        assertThat(broken.filesVerified()).isEqualTo(2);
        Migration continued = house.run(TelecardHouse.PLAIN);
        assertThat(continued.status()).isEqualTo(MigrationStatus.COMPLETED);
        assertThat(Objects.requireNonNull(continued.files()).stream()
                        .filter(MigrationFile::alreadyIn)
                        .count())
                .isEqualTo(2);
        try (TestServer another = new TestServer().start()) {
            TelecardHouse unbroken = new TelecardHouse(another, folder);
            assertThat(withoutExtension(unbroken.csv(unbroken.run(TelecardHouse.PLAIN))))
                    .isEqualTo(withoutExtension(house.csv(continued)));
        }
    }

    @Test
    void campaignsAreActivatedOnlyWhenAllFilesAreVerified() {
        String agent = TelecardHouse.freshAgent();
        house.file(agent + "-Active-20260209.csv", TelecardHouse.rows(900, 5));
        house.file(agent + "-Growth-20260209.csv", TelecardHouse.rows(900, 5));
        house.run(TelecardHouse.PLAIN);
        assertThat(house.count("campaigns WHERE campaign_id LIKE '" + agent + "%' AND status = 'draft'"))
                .isEqualTo(2);
        server.database().sql("""
                        DELETE FROM leads
                        WHERE id = (SELECT min(l.id)
                                    FROM leads AS l
                                    JOIN campaigns AS c ON c.id = l.campaign_id
                                    WHERE c.campaign_id = :campaign)
                        """).with("campaign", agent + "-Growth-20260209").update();
        Migration one = house.run(TelecardHouse.options(false, true, false));
        assertThat(one.status()).isEqualTo(MigrationStatus.FAILED);
        assertThat(TelecardHouse.file(one, agent + "-Growth-20260209.csv").problem())
                .isEqualTo("Not verified: the import stored 5 leads, of which 4 are in the campaign now.");
        assertThat(house.count("campaigns WHERE campaign_id LIKE '" + agent + "%' AND status = 'active'"))
                .isZero();

        deleteFile(agent + "-Growth-20260209.csv");
        Migration all = house.run(TelecardHouse.options(false, true, false));
        assertThat(all.status()).isEqualTo(MigrationStatus.COMPLETED);
        assertThat(TelecardHouse.file(all, agent + "-Active-20260209.csv").campaignStatus())
                .isEqualTo("active");
    }

    @Test
    void whatSomebodyHasPausedSinceStaysPaused() {
        String name = TelecardHouse.freshAgent() + "-Active-20260209";
        house.file(name + ".csv", TelecardHouse.rows(1000, 5));
        house.run(TelecardHouse.options(false, true, false));
        change(name, "status = 'paused'");
        Migration again = house.run(TelecardHouse.options(false, true, false));
        assertThat(again.status()).isEqualTo(MigrationStatus.COMPLETED);
        assertThat(TelecardHouse.file(again, name + ".csv").campaignStatus()).isEqualTo("paused");
    }

    @Test
    void figuresThatAreNotThoseOfTheLeadsAreNoticed() {
        String name = TelecardHouse.freshAgent() + "-Active-20260209";
        house.file(name + ".csv", TelecardHouse.rows(1100, 5));
        house.run(TelecardHouse.PLAIN);
        server.database().sql("""
                        UPDATE campaign_figures
                        SET pending_leads = pending_leads + 1
                        WHERE campaign_id = (SELECT id FROM campaigns WHERE campaign_id = :campaign)
                        """).with("campaign", name).update();
        Migration again = house.run(TelecardHouse.PLAIN);
        assertThat(TelecardHouse.file(again, name + ".csv").problem())
                .isEqualTo("Not verified: the campaign's figures are not those of its leads.");
    }

    @Test
    void oneMigrationAtATime() throws InterruptedException {
        String name = TelecardHouse.freshAgent() + "-Active-20260209.csv";
        house.file(name, TelecardHouse.rows(1200, 5));
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Thread first = Thread.ofVirtual()
                .start(() -> house.run(TelecardHouse.PLAIN, new TelecardHouse.Nobody() {
                    @Override
                    public void checked(MigrationFile file) {
                        begun.countDown();
                        try {
                            mayEnd.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                }));
        begun.await();
        assertThatThrownBy(() -> house.run(TelecardHouse.PLAIN))
                .isInstanceOf(RuleViolation.class)
                .hasMessageStartingWith("Another migration is running.");
        mayEnd.countDown();
        first.join();
        assertThat(house.run(TelecardHouse.PLAIN).status()).isEqualTo(MigrationStatus.COMPLETED);
    }

    @Test
    void twoFilesOfOneCampaignAreNotGuessedAt() {
        String agent = TelecardHouse.freshAgent();
        house.file(agent + "-Active-20260209.CSV", TelecardHouse.rows(1300, 5));
        house.file(agent + "-Active-20260209.csv", TelecardHouse.rows(1300, 6));
        assertThat(TelecardHouse.file(house.run(TelecardHouse.PLAIN), agent + "-Active-20260209.csv")
                        .problem())
                .isEqualTo("Another file of this folder names the same campaign.");
    }

    @Test
    void aReportCanBeWrittenAndOpenedInASpreadsheet() throws IOException {
        String agent = TelecardHouse.freshAgent();
        house.file(agent + "-Active-20260209.csv", TelecardHouse.rows(1400, 5));
        Migration migration = house.run(TelecardHouse.PLAIN);
        MigrationReports reports = server.bean(MigrationReports.class);
        reports.write(migration, folder.resolve("report.json"));
        reports.write(migration, folder.resolve("report.CSV"));
        assertThat(Files.readString(folder.resolve("report.json")))
                .contains("\"file_name\":\"" + agent + "-Active-20260209.csv\"", "\"verified\":true");
        assertThat(Files.readString(folder.resolve("report.CSV")))
                .startsWith("\uFEFFfile,campaign_id,agent_id,extension,agent_created,")
                .contains("\r\n" + agent + "-Active-20260209.csv," + agent + "-Active-20260209," + agent + ",");
        assertThat(MigrationReports.text(migration))
                .contains(agent + "-Active-20260209.csv", "1 file, 1 verified.", "5 rows: 5 imported");
    }

    private void deleteFile(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void change(String campaign, String what) {
        server.database()
                .sql("UPDATE campaigns SET " + what + " WHERE campaign_id = :campaign")
                .with("campaign", campaign)
                .update();
    }

    /// Which extensions are free depends on what else is there.
    private static String withoutExtension(String csv) {
        return csv.replaceAll("(?m)^([^,]*,[^,]*,[^,]*),[^,]*,", "$1,");
    }
}
