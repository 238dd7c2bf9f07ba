package org.voiceorchestrator.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL that runs where `DATABASE_URL` names none: its files lie in the data folder and stay. It commits
/// durably, as a real one does. After a kill of this process the server lives on; the next start goes on with it where
/// it was started by the same version with the same settings, else ends it and begins again on the same files. Two
/// processes on one data folder are refused.
@Singleton
final class EmbeddedPostgresServer {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_connections", "100",
            "shared_buffers", "256MB",
            "max_wal_size", "2GB",
            "log_timezone", "UTC"));

    private final FileChannel lock;
    private final Running server;

    EmbeddedPostgresServer(DataFolder data) {
        Path folder = data.folder("postgres");
        Path lockFile = data.resolve("postgres.lock");
        try {
            lock = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new StartRefused("DIALER_DATA_DIR: another dialer is running on the data folder "
                        + data.resolve("")
                        + ": stop it, or give this one a folder of its own. What a command does can be"
                        + " asked of the running one over its API, and processes can share a database (DATABASE_URL)");
            }
            server = run(folder);
        } catch (IOException e) {
            throw new StartRefused("the embedded PostgreSQL in " + folder + " does not start (" + e.getMessage()
                    + "); its log is " + folder.resolveSibling("postgres.log")
                    + ". Set DATABASE_URL to use a PostgreSQL of your own");
        }
    }

    /// @param stop ends it
    private record Running(int port, Closeable stop) {}

    DatabaseAddress address() {
        return new DatabaseAddress(LeftServer.jdbcUrl(server.port()), "postgres", "");
    }

    private static Running run(Path folder) throws IOException {
        Path startedAs = folder.resolveSibling("postgres.started");
        Optional<LeftServer> left = LeftServer.find(folder);
        if (left.isPresent()) {
            LeftServer orphan = left.get();
            if (Files.exists(startedAs)
                    && Files.readString(startedAs).equals(startedAs())
                    && orphan.port().isPresent()
                    && orphan.isUsable()) {
                LOG.info("going on with the PostgreSQL that an earlier dialer left behind");
                return new Running(orphan.port().get(), orphan::end);
            }
            LOG.info("ending the PostgreSQL that an earlier dialer left behind");
            orphan.end();
        }
        Files.deleteIfExists(startedAs);
        EmbeddedPostgres started = start(folder);
        Files.writeString(startedAs, startedAs());
        return new Running(started.getPort(), started);
    }

    private static EmbeddedPostgres start(Path folder) throws IOException {
        ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(
                folder.resolveSibling("postgres.log").toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setPGStartupWait(PATIENCE)
                .setOutputRedirector(log)
                .setErrorRedirector(log);
        SETTINGS.forEach(builder::setServerConfig);
        return builder.start();
    }

    /// What a server must have been started as for another process to go on with it.
    private static String startedAs() throws IOException {
        try (InputStream versions = EmbeddedPostgresServer.class.getResourceAsStream("/version.properties")) {
            return SETTINGS + "\n"
                    + (versions == null ? "" : new String(versions.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @PreDestroy
    void stop() {
        try {
            server.stop().close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("stopping the embedded PostgreSQL", e);
        }
    }
}
