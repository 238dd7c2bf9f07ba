package org.voiceorchestrator.leadimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.voiceorchestrator.leadimport.ImportHouse.HEADER;
import static org.voiceorchestrator.leadimport.ImportHouse.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.database.DataFolder;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.testkit.Answer;
import org.voiceorchestrator.testkit.TestServer;

/// What happens while a file is read: something breaks, the campaign changes, the process dies.
class LeadImporterTest {
    /// So many that half of them are more than is looked at before the import begins.
    private static final int ROWS = 10_000;

    @RegisterExtension
    static final TestServer server = new TestServer();

    private final ImportHouse house = new ImportHouse(server);

    @Test
    void aStreamThatBreaksInTheMiddleLeavesNothing() {
        String campaign = house.campaign();
        assertThatThrownBy(() -> importing(campaign, () -> {
                    throw new UncheckedIOException(new IOException("disk gone"));
                }))
                .isInstanceOf(RuntimeException.class);
        assertThat(house.numbersOf(campaign)).isEmpty();
        assertThat(house.totalLeadsFigure(campaign)).isZero();
        assertFailed(campaign, "send the file again");
        assertThat(house.upload(campaign, file()).json()).containsEntry("status", "completed");
    }

    @Test
    void aFileThatCannotBeReadToItsEndIsCalledThat() {
        String campaign = house.campaign();
        LeadFile broken = file(() -> new SequenceInputStream(
                new ByteArrayInputStream(file().getBytes(StandardCharsets.UTF_8)), new BrokenStream()));
        assertThatThrownBy(() -> importer().importFile(order(campaign, broken)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(house.numbersOf(campaign)).isEmpty();
        assertFailed(campaign, "could not be read to its end");
    }

    @Test
    void aCampaignPausedDuringTheImportGetsNothing() {
        String campaign = house.campaign("active");
        assertThatThrownBy(() -> importing(campaign, () -> house.setStatus(campaign, "paused")))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        e -> assertThat(e.status().getCode()).isEqualTo(409));
        assertThat(house.numbersOf(campaign)).isEmpty();
        assertFailed(campaign, "became paused during the import; nothing was stored.");
    }

    @Test
    void aCampaignGivenAnotherSegmentDuringTheImportGetsNothing() {
        String campaign = house.campaign();
        assertThatThrownBy(() -> importing(
                        campaign,
                        () -> server.database()
                                .sql("UPDATE campaigns SET segment = 'growth' WHERE campaign_id = :campaign")
                                .with("campaign", campaign)
                                .update()))
                .isInstanceOf(RuleViolation.class);
        assertThat(house.numbersOf(campaign)).isEmpty();
        assertFailed(campaign, "was changed during the import; nothing was stored.");
    }

    @Test
    void aCampaignDeletedDuringTheImportIsNotFound() {
        String campaign = house.campaign();
        assertThatThrownBy(() -> importing(
                        campaign,
                        () -> server.database()
                                .sql("DELETE FROM campaigns WHERE campaign_id = :campaign")
                                .with("campaign", campaign)
                                .update()))
                .isInstanceOfSatisfying(
                        RuleViolation.class,
                        e -> assertThat(e.status().getCode()).isEqualTo(404));
        assertFailed(campaign, "was deleted during the import; nothing was stored.");
    }

    @Test
    void aLogThatSomebodyElseClosedKeepsTheLeadsOut() {
        String campaign = house.campaign();
        assertThatThrownBy(() -> importing(
                        campaign,
                        () -> server.database()
                                .sql("""
                                UPDATE import_logs
                                SET status = 'failed',
                                    summary = 'closed by another',
                                    completed_at = now()
                                WHERE campaign_key = :campaign
                                """)
                                .with("campaign", campaign)
                                .update()))
                .isInstanceOf(IllegalStateException.class);
        assertThat(house.numbersOf(campaign)).isEmpty();
        assertFailed(campaign, "closed by another");
    }

    @Test
    void leadsOfARunningImportCannotBeSeen() {
        String campaign = house.campaign();
        importing(campaign, () -> {
            assertThat(house.numbersOf(campaign)).isEmpty();
            assertThat(logOf(campaign).at("status")).isEqualTo("processing");
        });
        assertThat(house.numbersOf(campaign)).hasSize(ROWS);
    }

    @Test
    void theSweeperClosesTheLogsOfDeadProcessesOnly() throws InterruptedException {
        String dead = house.campaign();
        String young = house.campaign();
        String pending = house.campaign();
        leaveOpen(dead, "processing", now().minusSeconds(120));
        leaveOpen(pending, "pending", now().minusSeconds(61));
        leaveOpen(young, "pending", now().minusSeconds(30));
        String alive = house.campaign();
        CountDownLatch swept = new CountDownLatch(1);
        SynchronousQueue<String> reading = new SynchronousQueue<>();
        Thread running = Thread.startVirtualThread(() -> importing(alive, () -> {
            hand(reading, "reading");
            await(swept);
        }));
        assertThat(reading.poll(30, TimeUnit.SECONDS)).isEqualTo("reading");

        assertThat(server.bean(ImportSweeper.class).sweep(now())).isEqualTo(2);
        assertFailed(dead, "Nothing was stored; send the file again.");
        assertFailed(pending, "Nothing was stored; send the file again.");
        assertThat(logOf(young).at("status")).isEqualTo("pending");
        assertThat(server.bean(ImportSweeper.class).sweep(now().plus(Duration.ofHours(1))))
                .as("the young one by now, the running one never")
                .isEqualTo(1);

        swept.countDown();
        running.join();
        assertThat(logOf(alive).at("status")).isEqualTo("completed");
        assertThat(house.numbersOf(alive)).hasSize(ROWS);
        assertThat(server.bean(ImportSweeper.class).sweep(now().plus(Duration.ofHours(1))))
                .isZero();
    }

    @Test
    void theSweeperDeletesFilesThatADeadProcessLeftBehind() throws IOException {
        Path folder = server.bean(DataFolder.class).folder("tmp");
        Path old = Files.createFile(folder.resolve("upload-old.csv"));
        Path fresh = Files.createFile(folder.resolve("upload-fresh.csv"));
        Path other = Files.createFile(folder.resolve("other.csv"));
        FileTime twoDaysAgo = FileTime.from(now().minus(Duration.ofDays(2)));
        Files.setLastModifiedTime(old, twoDaysAgo);
        Files.setLastModifiedTime(other, twoDaysAgo);
        Files.setLastModifiedTime(fresh, FileTime.from(now()));
        server.bean(ImportSweeper.class).sweep(now());
        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
        assertThat(other).exists();
    }

    /// `midway` is done, on a thread of its own, when half of the file has been read.
    private void importing(String campaign, Runnable midway) {
        byte[] bytes = file().getBytes(StandardCharsets.UTF_8);
        int half = bytes.length / 2;
        int[] opened = {0};
        LeadFile file = file(() -> opened[0]++ == 0
                ? new ByteArrayInputStream(bytes)
                : new SequenceInputStream(
                        new ByteArrayInputStream(bytes, 0, half),
                        new LateStream(bytes, half, () -> onAnotherThread(midway))));
        importer().importFile(order(campaign, file));
    }

    private static String file() {
        return HEADER + rows(0, ROWS);
    }

    private static LeadFile file(LeadFile.Content content) {
        return new LeadFile("leads.csv", 100, "0".repeat(64), content);
    }

    private static ImportOrder order(String campaign, LeadFile file) {
        return new ImportOrder(campaign, Segment.FOLLOW_UP, file, "tester");
    }

    private static LeadImporter importer() {
        return server.bean(LeadImporter.class);
    }

    private static Instant now() {
        return server.clock().instant();
    }

    private Answer logOf(String campaign) {
        long log = server.database()
                .sql("SELECT max(id) AS id FROM import_logs WHERE campaign_key = :campaign")
                .with("campaign", campaign)
                .one(row -> row.bigint("id"));
        return server.get("/api/dialer/import-logs/" + log);
    }

    private void assertFailed(String campaign, String summary) {
        Answer log = logOf(campaign);
        assertThat(log.at("status")).isEqualTo("failed");
        assertThat(log.at("summary")).asString().contains(summary);
        assertThat(log.at("successful_imports")).isEqualTo(0);
        assertThat(log.at("error_log")).isEqualTo(List.of());
    }

    private void leaveOpen(String campaign, String status, Instant createdAt) {
        server.database()
                .sql("""
                        INSERT INTO import_logs (import_id, filename, file_size_bytes, sha256, uploaded_by,
                                                 campaign_id, campaign_key, status, created_at)
                        VALUES (gen_random_uuid(), 'a.csv', 1, '', 'tester', :id, :campaign, :status, :at)
                        """)
                .with("id", house.idOf(campaign))
                .with("campaign", campaign)
                .with("status", status)
                .with("at", createdAt)
                .update();
    }

    /// On the importing thread it would join the import's own transaction.
    private static void onAnotherThread(Runnable work) {
        Throwable[] thrown = {null};
        Thread thread = Thread.ofVirtual().unstarted(work);
        thread.setUncaughtExceptionHandler((_, e) -> thrown[0] = e);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        switch (thrown[0]) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Throwable e -> throw new AssertionError(e);
        }
    }

    private static void hand(SynchronousQueue<String> queue, String message) {
        try {
            queue.put(message);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The rest of the bytes, with something to be done before the first of them.
    private static final class LateStream extends ByteArrayInputStream {
        private final Runnable before;
        private boolean begun;

        LateStream(byte[] bytes, int offset, Runnable before) {
            super(bytes, offset, bytes.length - offset);
            this.before = before;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            if (!begun) {
                begun = true;
                before.run();
            }
            return super.read(target, offset, length);
        }
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("disk gone");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("disk gone");
        }
    }
}
