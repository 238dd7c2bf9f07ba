package org.voiceorchestrator.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The PostgreSQL that runs where `DATABASE_URL` names none: its files lie in the data folder and stay. It commits
/// durably, as a real one does. After a kill of this process the server lives on; the next start ends it and begins
/// again on the same files. Two processes on one data folder are refused.
@Singleton
final class EmbeddedPostgresServer {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgresServer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FileChannel lock;
    private final EmbeddedPostgres server;

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
            endOrphan(folder);
            server = start(folder);
        } catch (IOException e) {
            throw new StartRefused("the embedded PostgreSQL in " + folder + " does not start (" + e.getMessage()
                    + "); its log is " + folder.resolveSibling("postgres.log")
                    + ". Set DATABASE_URL to use a PostgreSQL of your own");
        }
    }

    DatabaseAddress address() {
        return new DatabaseAddress("jdbc:postgresql://localhost:" + server.getPort() + "/postgres", "postgres", "");
    }

    private static EmbeddedPostgres start(Path folder) throws IOException {
        ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(
                folder.resolveSibling("postgres.log").toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("log_timezone", "UTC")
                .setPGStartupWait(PATIENCE)
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .start();
    }

    /// A server left behind by a process that was killed: it holds the files, so it goes first.
    private static void endOrphan(Path folder) throws IOException {
        Path pidFile = folder.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        Optional<ProcessHandle> orphan = ProcessHandle.of(pid).filter(EmbeddedPostgresServer::isPostgres);
        if (orphan.isPresent()) {
            LOG.info("ending the PostgreSQL (process {}) that an earlier dialer left behind", pid);
            endFast(orphan.get());
            awaitEnd(orphan.get());
        }
    }

    /// SIGINT is PostgreSQL's fast shutdown: whoever else is connected, or a statement that outlives its client, is
    /// ended. SIGTERM would wait for them.
    private static void endFast(ProcessHandle orphan) throws IOException {
        try {
            Process signal = new ProcessBuilder("kill", "-INT", String.valueOf(orphan.pid())).start();
            if (signal.waitFor() != 0) {
                orphan.destroy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(true);
    }

    private static void awaitEnd(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("process " + process.pid() + " does not end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @PreDestroy
    void stop() {
        try {
            server.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("stopping the embedded PostgreSQL", e);
        }
    }
}
