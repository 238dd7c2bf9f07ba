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

    /// The fourth line of its pid file is the port.
    private static String addressOf(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("postgres").resolve("postmaster.pid"));
        return "jdbc:postgresql://localhost:" + lines.get(3).strip() + "/postgres?user=postgres";
    }
}
