package org.voiceorchestrator.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL that a dialer started and left behind when it was killed, found by the file in which it says where it
/// listens.
///
/// @param port empty while it is not known, or the server not ready
record LeftServer(ProcessHandle process, Path folder, Optional<Integer> port) {
    private static final Logger LOG = LoggerFactory.getLogger(LeftServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /// The lines of `postmaster.pid`.
    private static final int PORT = 3;

    private static final int STATUS = 7;

    /// Ends whoever is connected, and statements that outlive their client: gives how many are still there after five
    /// seconds.
    private static final String END_OTHERS = """
            SELECT count(*) FILTER (WHERE NOT pg_terminate_backend(pid, 5000)) AS left
            FROM pg_stat_activity
            WHERE backend_type = 'client backend'
              AND pid <> pg_backend_pid()
            """;

    /// @param folder its data
    static Optional<LeftServer> find(Path folder) throws IOException {
        Path pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines =
                Files.readAllLines(pidFile).stream().map(String::strip).toList();
        Optional<Integer> port = lines.size() > STATUS && lines.get(STATUS).equals("ready")
                ? Optional.of(Integer.valueOf(lines.get(PORT)))
                : Optional.empty();
        return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                .filter(LeftServer::isPostgres)
                .map(process -> new LeftServer(process, folder, port));
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(true);
    }

    static String jdbcUrl(int port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    /// Whether it answers, has our data, and is rid of everybody who was connected.
    boolean isUsable() {
        return port.filter(this::answers).isPresent();
    }

    private boolean answers(int itsPort) {
        String url = jdbcUrl(itsPort) + "?connectTimeout=5&socketTimeout=30";
        try (Connection connection = DriverManager.getConnection(url, "postgres", "")) {
            return hasData(connection) && endsOthers(connection);
        } catch (SQLException | IOException e) {
            LOG.warn("the PostgreSQL that an earlier dialer left behind does not answer: {}", e.getMessage());
            return false;
        }
    }

    private boolean hasData(Connection connection) throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement("SHOW data_directory");
                ResultSet result = statement.executeQuery()) {
            return result.next() && Files.isSameFile(Path.of(result.getString(1)), folder);
        }
    }

    private static boolean endsOthers(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END_OTHERS);
                ResultSet result = statement.executeQuery()) {
            return result.next() && result.getLong("left") == 0;
        }
    }

    /// SIGINT is PostgreSQL's fast shutdown: whoever else is connected, or a statement that outlives its client, is
    /// ended. SIGTERM would wait for them.
    void end() throws IOException {
        try {
            Process signal = new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
            if (signal.waitFor() != 0) {
                process.destroy();
            }
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("process " + process.pid() + " does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
