package org.voiceorchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceorchestrator.testkit.DialerProcess;
import org.voiceorchestrator.testkit.TestDatabase;
import picocli.CommandLine;

/// `migrate telecard`, as a process of its own that can be killed.
class MigrateCommandTest {
    private static final int FILES = 9;
    private static final int ROWS = 1000;

    @TempDir
    private Path folder = Path.of("");

    private Path telecard = folder;

    private record Run(int exitStatus, String out, String err) {}

    @BeforeEach
    void folders() throws IOException {
        telecard = Files.createDirectory(folder.resolve("telecard"));
        Files.createDirectory(folder.resolve("data"));
    }

    @Test
    void killedInTheMiddleItContinuesAndReportsAsIfNothingHadHappened() throws IOException {
        writeFiles();
        String database = TestDatabase.fresh();
        killAfter("verified ", 3, start(database, "--first-extension", "101"));
        Run again = run(database, "--first-extension", "101", "--report", report("a.csv"), "--activate");
        assertThat(again.exitStatus).as(again.err).isZero();
        assertThat(again.out)
                .contains(FILES + " files, " + FILES + " verified.", "1 agent and " + FILES + " campaigns created.");

        Run unbroken = run(TestDatabase.fresh(), "--first-extension", "101", "--report", report("b.csv"), "--activate");
        assertThat(unbroken.exitStatus).as(unbroken.err).isZero();
        assertThat(folder.resolve("a.csv")).hasSameTextualContentAs(folder.resolve("b.csv"));
        assertThat(Files.readString(folder.resolve("a.csv"))).contains(",yes,active,");
    }

    @Test
    void aDryRunEndsWithZeroAndLeavesTheNextOneEverythingToDo() throws IOException {
        writeFiles();
        String database = TestDatabase.fresh();
        Run dry = run(database, "--first-extension", "101", "--dry-run", "--report", report("dry.json"));
        assertThat(dry.exitStatus).as(dry.err).isZero();
        assertThat(dry.out).contains("would be sent", FILES * ROWS + " rows: " + FILES * ROWS + " imported");
        assertThat(Files.readString(folder.resolve("dry.json"))).contains("\"dry_run\":true", "\"id\":null");
        Run real = run(database, "--first-extension", "101");
        assertThat(real.out).contains("1 agent and " + FILES + " campaigns created.");
    }

    @Test
    void aFileThatIsNoGoodEndsWithOneAndIsNamed() throws IOException {
        Files.writeString(telecard.resolve("AgentA-Growth-2026.csv"), "name,number,city,attempts\n");
        Run refused = run(TestDatabase.fresh());
        assertThat(refused.exitStatus).isEqualTo(1);
        assertThat(refused.out)
                .contains("AgentA-Growth-2026.csv", "The name is not {AgentId}-{Segment}-{YYYYMMDD}.csv");
    }

    @Test
    void wrongUsageEndsWithTwo() {
        for (String[] wrong : List.of(
                new String[] {"--first-extension", "0"},
                new String[] {"--report", "report.txt"},
                new String[] {"--report", folder.resolve("missing/report.csv").toString()},
                new String[] {"--extensions", folder.resolve("missing.csv").toString()},
                new String[] {"--duration-days", "0"},
                new String[] {"--no-such-option"})) {
            StringWriter said = new StringWriter();
            List<String> arguments = new ArrayList<>(List.of("telecard", telecard.toString()));
            arguments.addAll(List.of(wrong));
            int status = new CommandLine(new MigrateCommand())
                    .setErr(new PrintWriter(said))
                    .execute(arguments.toArray(new String[0]));
            assertThat(status).as(String.join(" ", wrong)).isEqualTo(2);
            assertThat(said.toString()).contains("Usage: migrate telecard");
        }
    }

    @Test
    void aDialerThatRunsOnTheSameDataFolderIsSaidAndWhatToDoInstead() {
        Path data = folder.resolve("data");
        try (DialerProcess running = DialerProcess.start(data, Map.of("DIALER_DIALING_ENABLED", "false"))) {
            assertThat(running.url()).startsWith("http");
            Run refused = run("");
            assertThat(refused.exitStatus).isEqualTo(1);
            assertThat(refused.err)
                    .contains("another dialer is running on the data folder", "over its API", "DATABASE_URL");
        }
    }

    private String report(String name) {
        return folder.resolve(name).toString();
    }

    private void writeFiles() throws IOException {
        for (int i = 1; i <= FILES; i++) {
            StringBuilder rows = new StringBuilder("name,number,city,attempts\n");
            for (int row = 0; row < ROWS; row++) {
                rows.append("Lead,ap92300%07d,Lahore,1\n".formatted(row));
            }
            Files.writeString(telecard.resolve("AgentKilled-Active-202602%02d.csv".formatted(i)), rows);
        }
    }

    private static void killAfter(String words, int times, Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        int heard = 0;
        for (String line = out.readLine(); line != null && heard < times; line = out.readLine()) {
            if (line.startsWith(words)) {
                heard++;
            }
        }
        assertThat(process.isAlive()).as("it is in the middle").isTrue();
        process.destroyForcibly();
        ended(process);
    }

    private Run run(String database, String... options) {
        Process process = start(database, options);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String said = String.join("\n", out.readAllLines());
            return new Run(ended(process), said, Files.readString(folder.resolve("err")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process start(String database, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "org.voiceorchestrator.Application",
                "migrate",
                "telecard",
                telecard.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("DIALER_") || name.startsWith("DATABASE_"));
        builder.environment()
                .putAll(Map.of(
                        "DATABASE_URL",
                        database,
                        "DIALER_DATA_DIR",
                        folder.resolve("data").toString(),
                        "DIALER_ADMIN_PASSWORD",
                        "test-administrator"));
        builder.redirectError(folder.resolve("err").toFile());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int ended(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
