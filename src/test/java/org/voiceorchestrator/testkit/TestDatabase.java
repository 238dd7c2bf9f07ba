package org.voiceorchestrator.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// A PostgreSQL for the tests of this JVM: in a container where an engine answers, else embedded
/// (`-Dtest.db=container` or `embedded` says which). Every asker gets a database of his own, copied from one that has
/// the schema.
public final class TestDatabase {
    private static final String TEMPLATE = "with_schema";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final String SERVER = start();

    private TestDatabase() {}

    /// The address of a fresh database, as `DATABASE_URL` takes it.
    public static String fresh() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return address(name);
    }

    private static String start() {
        String wish = System.getProperty("test.db", "auto");
        String server = wish.equals("embedded") ? embedded() : containerOrEmbedded(wish);
        return withSchema(server);
    }

    private static String containerOrEmbedded(String wish) {
        try {
            if (DockerClientFactory.instance().isDockerAvailable()) {
                PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine").withUsername("postgres");
                container.start();
                return "jdbc:postgresql://" + container.getHost() + ":" + container.getFirstMappedPort()
                        + "/%s?user=postgres&password=" + container.getPassword();
            }
        } catch (RuntimeException e) {
            if (wish.equals("container")) {
                throw e;
            }
            System.out.println("Tests: the container engine cannot give a PostgreSQL (" + e.getMessage() + ")");
        }
        if (wish.equals("container")) {
            throw new IllegalStateException("-Dtest.db=container, but no container engine answers");
        }
        return embedded();
    }

    private static String embedded() {
        try {
            Path folder = Files.createTempDirectory("dialer-test-postgres");
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(folder)
                    .setRegisterShutdownHook(false)
                    .setLocaleConfig("locale-provider", "builtin")
                    .setLocaleConfig("builtin-locale", "C.UTF-8")
                    .setServerConfig("max_connections", "300")
                    .setServerConfig("shared_buffers", "256MB")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> kill(folder)));
            System.out.println("Tests: embedded PostgreSQL on port " + server.getPort());
            return "jdbc:postgresql://localhost:" + server.getPort() + "/%s?user=postgres";
        } catch (IOException e) {
            throw new IllegalStateException("the embedded PostgreSQL does not start", e);
        }
    }

    /// Its data are worth nothing after the tests: no checkpoint of them is waited for.
    private static void kill(Path folder) {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(folder.resolve("postmaster.pid")).getFirst());
            ProcessHandle.of(pid).ifPresent(server -> {
                server.descendants().forEach(ProcessHandle::destroyForcibly);
                server.destroyForcibly();
            });
            // hundreds of databases are half a million files, and the JVM is given half a minute to end
            new ProcessBuilder("rm", "-rf", folder.toString()).start();
        } catch (IOException e) {
            System.err.println("Tests: " + folder + " is left behind: " + e);
        }
    }

    private static String withSchema(String server) {
        executeAt(server, "CREATE DATABASE " + TEMPLATE);
        Flyway.configure()
                .dataSource(server.formatted(TEMPLATE), null, null)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return server;
    }

    private static String address(String database) {
        return SERVER.formatted(database);
    }

    private static void execute(String statement) {
        executeAt(SERVER, statement);
    }

    private static void executeAt(String server, String statement) {
        try (Connection connection = DriverManager.getConnection(server.formatted("postgres"));
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
