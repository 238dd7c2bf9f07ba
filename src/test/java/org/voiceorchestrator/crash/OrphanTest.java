package org.voiceorchestrator.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceorchestrator.testkit.DialerProcess;

/// A killed dialer leaves its embedded PostgreSQL behind.
class OrphanTest {
    private static final Map<String, String> NO_DIALING = Map.of("DIALER_DIALING_ENABLED", "false");

    @Test
    void whoeverIsStillConnectedToItDoesNotHoldUpTheNextStart(@TempDir Path folder) throws IOException, SQLException {
        DialerProcess killed = DialerProcess.start(folder, NO_DIALING);
        killed.kill();
        try (Connection other = DriverManager.getConnection(addressOf(folder));
                DialerProcess next = DialerProcess.start(folder, NO_DIALING)) {
            assertThat(next.url()).isNotEmpty();
            assertThatThrownBy(() -> other.createStatement().execute("SELECT 1"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void nextStartGoesOnWithTheSameServerAndItsDataAndEndsIt(@TempDir Path folder) throws IOException, SQLException {
        DialerProcess killed = DialerProcess.start(folder, NO_DIALING);
        execute(folder, "CREATE TABLE what_was_there ()");
        killed.kill();
        ProcessHandle left = server(folder);
        assertThat(left.isAlive()).isTrue();
        try (DialerProcess _ = DialerProcess.start(folder, NO_DIALING)) {
            assertThat(server(folder)).isEqualTo(left);
            execute(folder, "DROP TABLE what_was_there");
        }
        assertThat(left.isAlive()).isFalse();
    }

    @Test
    void serverThatWasStartedOtherwiseIsEndedAndBegunAnew(@TempDir Path folder) throws IOException, SQLException {
        DialerProcess killed = DialerProcess.start(folder, NO_DIALING);
        execute(folder, "CREATE TABLE what_was_there ()");
        killed.kill();
        ProcessHandle left = server(folder);
        Files.writeString(folder.resolve("postgres.started"), "by an earlier version");
        try (DialerProcess _ = DialerProcess.start(folder, NO_DIALING)) {
            assertThat(left.isAlive()).isFalse();
            assertThat(server(folder)).isNotEqualTo(left);
            execute(folder, "DROP TABLE what_was_there");
        }
    }

    private static void execute(Path folder, String statement) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(addressOf(folder))) {
            connection.createStatement().execute(statement);
        }
    }

    /// The first line of its pid file is its process.
    private static ProcessHandle server(Path folder) throws IOException {
        String pid = Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid"))
                .getFirst();
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    /// The fourth line of its pid file is the port.
    private static String addressOf(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid"));
        return "jdbc:postgresql://localhost:" + lines.get(3).strip() + "/postgres?user=postgres";
    }
}
