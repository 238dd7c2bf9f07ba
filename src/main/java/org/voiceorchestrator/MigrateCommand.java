package org.voiceorchestrator;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.RuleViolation;
import org.voiceorchestrator.migration.Extensions;
import org.voiceorchestrator.migration.Migration;
import org.voiceorchestrator.migration.MigrationOptions;
import org.voiceorchestrator.migration.MigrationOrder;
import org.voiceorchestrator.migration.MigrationReports;
import org.voiceorchestrator.migration.MigrationStatus;
import org.voiceorchestrator.migration.TelecardFolder;
import org.voiceorchestrator.migration.TelecardMigrations;
import org.voiceorchestrator.security.Caller;
import org.voiceorchestrator.security.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Brings another dialer's campaigns and leads along, from the command line.
@Command(
        name = "migrate",
        description = "Bring another dialer's campaigns and leads along.",
        mixinStandardHelpOptions = true,
        subcommands = {MigrateCommand.Telecard.class})
final class MigrateCommand {

    @Command(
            name = "telecard",
            description = {
                "Import a folder of files named {AgentId}-{Segment}-{YYYYMMDD}.csv, each a campaign of that id.",
                "Agents and campaigns that are missing are made. Run again, it continues where it was broken off."
            },
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit status:%n",
            exitCodeList = {
                "0:all files are in and verified (in a dry run: would be)",
                "1:some file is not",
                "2:wrong usage"
            })
    static final class Telecard implements Callable<Integer> {
        private static final int SECONDS_TO_STOP = 10;

        @Parameters(index = "0", paramLabel = "DIR", description = "The folder.")
        private Path folder = Path.of("");

        @Option(names = "--dry-run", description = "Make nothing, and tell exactly what would become of every file.")
        private boolean dryRun;

        @Option(
                names = "--activate",
                description = "When all files are in and verified, activate those campaigns that are drafts.")
        private boolean activate;

        @Option(
                names = "--skip-bad",
                description = "Leave files out that are no good, instead of making nothing at all.")
        private boolean skipBad;

        @Option(
                names = "--report",
                paramLabel = "FILE",
                description = "Write the report there: as JSON to FILE.json, as CSV to FILE.csv. May be given twice.")
        private List<Path> reports = new ArrayList<>();

        @Option(
                names = "--extensions",
                paramLabel = "FILE",
                description = "A CSV agent_id,extension: the extensions of agents that have to be made.")
        private @Nullable Path extensions;

        @Option(
                names = "--first-extension",
                paramLabel = "NUMBER",
                description = "Other agents that have to be made get the free extensions from this one on.")
        private @Nullable Integer firstExtension;

        @Option(
                names = "--duration-days",
                paramLabel = "DAYS",
                defaultValue = "1",
                description = "So many days after its activation a campaign that is made ends (default 1).")
        private int durationDays = 1;

        @Spec
        private @Nullable CommandSpec spec;

        private volatile boolean stopped;

        @Override
        public Integer call() {
            MigrationOrder order = order();
            CountDownLatch ended = new CountDownLatch(1);
            Thread stop = new Thread(() -> stop(ended));
            Runtime.getRuntime().addShutdownHook(stop);
            try (ApplicationContext context = ApplicationContext.builder()
                    .properties(Map.of("dialer.dialing.enabled", "false"))
                    .start()) {
                return run(context, order);
            } finally {
                ended.countDown();
            }
        }

        private int run(ApplicationContext context, MigrationOrder order) {
            try {
                Migration migration = migrate(context.getBean(TelecardMigrations.class), order);
                System.out.print(MigrationReports.text(migration));
                MigrationReports writer = context.getBean(MigrationReports.class);
                reports.forEach(file -> writer.write(migration, file));
                return migration.status() == MigrationStatus.COMPLETED ? 0 : 1;
            } catch (RuleViolation e) {
                System.err.println(e.getMessage());
                return 1;
            }
        }

        private Migration migrate(TelecardMigrations migrations, MigrationOrder order) {
            try (MigrationConsole console = MigrationConsole.open(() -> stopped)) {
                return migrations.run(order, console);
            }
        }

        /// The file that is being imported is given up, and the database is left in order.
        private void stop(CountDownLatch ended) {
            stopped = true;
            try {
                if (!ended.await(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                    System.err.println("The migration did not stop in time; run it again to continue.");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private MigrationOrder order() {
            if (!Files.isDirectory(folder)) {
                throw wrong("DIR: " + folder + " is not a folder");
            }
            for (Path report : reports) {
                if (!MigrationReports.isWritable(report)) {
                    throw wrong("--report: " + report + " must end in .json or .csv");
                }
                if (!Files.isDirectory(report.toAbsolutePath().resolveSibling("."))) {
                    throw wrong("--report: there is no folder for " + report);
                }
            }
            try {
                MigrationOptions options =
                        new MigrationOptions(dryRun, activate, skipBad, durationDays, readExtensions());
                List<Path> others = new ArrayList<>(reports);
                Optional.ofNullable(extensions).ifPresent(others::add);
                return new MigrationOrder(
                        folder.toAbsolutePath().normalize().toString(),
                        TelecardFolder.read(folder, others),
                        options,
                        new Caller("command line", Role.ADMIN, Optional.empty()));
            } catch (IllegalArgumentException e) {
                throw wrong(String.valueOf(e.getMessage()));
            }
        }

        private Extensions readExtensions() {
            if (extensions == null) {
                return Extensions.read(List.of(), firstExtension);
            }
            try {
                return Extensions.read(Files.readAllLines(extensions), firstExtension);
            } catch (IOException e) {
                throw wrong("--extensions: " + extensions + " cannot be read (" + e.getMessage() + ")");
            } catch (IllegalArgumentException e) {
                throw wrong("--extensions: " + extensions + ": " + e.getMessage());
            }
        }

        private ParameterException wrong(String message) {
            return new ParameterException(
                    Objects.requireNonNull(spec, "set by picocli").commandLine(), message);
        }
    }
}
