package org.voiceorchestrator.migration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Role;
import org.voiceorchestrator.testkit.TestServer;

/// A folder of Telecard's files and a server to bring them into, for tests.
record TelecardHouse(TestServer server, Path folder) {
    static final String HEADER = "name,number,city,attempts\n";
    static final MigrationOptions PLAIN = options(false, false, false);
    private static final AtomicInteger AGENTS = new AtomicInteger();

    static MigrationOptions options(boolean dryRun, boolean activate, boolean skipBad) {
        return new MigrationOptions(dryRun, activate, skipBad, 1, new Extensions(Map.of(), 101));
    }

    static String freshAgent() {
        return "Telecard" + AGENTS.incrementAndGet();
    }

    /// Rows of as many numbers, from that one on, with Telecard's prefixes.
    static String rows(int from, int count) {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int i = from; i < from + count; i++) {
            rows.append("Lead ").append(i).append(i % 2 == 0 ? ",ap92300" : ",b0300");
            rows.append("%07d,Lahore,1\n".formatted(i));
        }
        return rows.toString();
    }

    Path file(String name, String content) {
        try {
            return Files.write(folder.resolve(name), content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Migration run(MigrationOptions options) {
        return run(options, new Nobody());
    }

    Migration run(MigrationOptions options, Onlooker onlooker) {
        MigrationOrder order = new MigrationOrder(
                "a folder",
                TelecardFolder.read(folder, List.of()),
                options,
                new Caller("tester", Role.ADMIN, Optional.empty()));
        return server.bean(TelecardMigrations.class).run(order, onlooker);
    }

    String csv(Migration migration) {
        return new String(server.bean(MigrationReports.class).csv(migration), StandardCharsets.UTF_8);
    }

    static MigrationFile file(Migration migration, String name) {
        return Objects.requireNonNull(migration.files()).stream()
                .filter(file -> file.fileName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    long count(String sql) {
        return server.database().sql("SELECT count(*) AS n FROM " + sql).one(row -> row.bigint("n"));
    }

    /// Everything that a migration could have made.
    List<Long> everything() {
        return List.of(
                count("agents"),
                count("campaigns"),
                count("leads"),
                count("import_logs"),
                count("import_rejects"),
                count("migrations"),
                count("migration_files"),
                count("audit_log"));
    }

    /// Nobody looks on.
    static class Nobody implements Onlooker {
        @Override
        public void toRead(long bytes) {
            // nobody
        }

        @Override
        public void read(long bytes) {
            // nobody
        }

        @Override
        public void checked(MigrationFile file) {
            // nobody
        }

        @Override
        public void ended(MigrationFile file) {
            // nobody
        }

        @Override
        public boolean stopped() {
            return false;
        }
    }

    /// Wants a stop as soon as so many files are done with, and is in the middle of the next one.
    static final class Stopper extends Nobody {
        private final int after;
        private int ended;
        private boolean inTheMiddle;

        Stopper(int after) {
            this.after = after;
        }

        @Override
        public void ended(MigrationFile file) {
            ended++;
        }

        @Override
        public void read(long bytes) {
            if (ended == after) {
                inTheMiddle = true;
            }
        }

        @Override
        public boolean stopped() {
            return inTheMiddle;
        }
    }
}
