package org.voiceorchestrator;

import java.io.Console;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.migration.MigrationFile;
import org.voiceorchestrator.migration.MigrationFileStatus;
import org.voiceorchestrator.migration.Onlooker;
import org.voiceorchestrator.migration.RowCounts;

/// A migration as people see it: a bar on a terminal, else a line whenever a file is done with.
final class MigrationConsole implements Onlooker, AutoCloseable {
    private static final int REDRAW_MILLIS = 200;
    private static final long KIBIBYTE = 1024;

    /// Null where there is no terminal.
    private final @Nullable ProgressBar bar;
    private final BooleanSupplier stop;

    private MigrationConsole(@Nullable ProgressBar bar, BooleanSupplier stop) {
        this.bar = bar;
        this.stop = stop;
    }

    static MigrationConsole open(BooleanSupplier stop) {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new MigrationConsole(terminal ? newBar() : null, stop);
    }

    private static ProgressBar newBar() {
        return new ProgressBarBuilder()
                .setTaskName("Migrating")
                .setStyle(ProgressBarStyle.ASCII)
                .setUnit(" KiB", KIBIBYTE)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setInitialMax(0)
                .build();
    }

    @Override
    public void toRead(long bytes) {
        if (bar != null) {
            bar.maxHint(bytes);
        }
    }

    @Override
    public void read(long bytes) {
        if (bar != null) {
            bar.stepBy(bytes);
        }
    }

    @Override
    public void checked(MigrationFile file) {
        say(file, file.status() == MigrationFileStatus.UNUSABLE ? "unusable" : "checked");
    }

    @Override
    public void ended(MigrationFile file) {
        say(file, file.verified() ? "verified" : "NOT verified");
    }

    private void say(MigrationFile file, String what) {
        if (bar != null) {
            bar.setExtraMessage(what + " " + file.fileName());
            return;
        }
        RowCounts counts = file.counts();
        System.out.println("%-12s %s: rows %d, imported %d, duplicates %d, rejected %d"
                .formatted(
                        what,
                        file.fileName(),
                        counts.rows(),
                        counts.imported(),
                        counts.duplicates(),
                        counts.rejected()));
    }

    @Override
    public boolean stopped() {
        return stop.getAsBoolean();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
