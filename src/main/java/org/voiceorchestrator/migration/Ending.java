package org.voiceorchestrator.migration;

import java.util.List;
import java.util.Locale;

/// How a migration ends.
record Ending(MigrationStatus status, String summary) {

    static Ending of(List<MigrationFile> files, MigrationOptions options) {
        if (files.isEmpty()) {
            return new Ending(MigrationStatus.FAILED, "There are no Telecard files.");
        }
        boolean good = !refused(files, options) && (options.dryRun() ? anyUsable(files) : allVerified(files));
        return new Ending(good ? MigrationStatus.COMPLETED : MigrationStatus.FAILED, summary(files, options));
    }

    /// Whether nothing may be made, as some file is no good.
    static boolean refused(List<MigrationFile> files, MigrationOptions options) {
        return !options.skipBad() && files.stream().anyMatch(file -> !isUsable(file));
    }

    /// All but those that are left out.
    static boolean allVerified(List<MigrationFile> files) {
        return anyUsable(files) && files.stream().filter(Ending::isUsable).allMatch(MigrationFile::verified);
    }

    private static boolean anyUsable(List<MigrationFile> files) {
        return files.stream().anyMatch(Ending::isUsable);
    }

    private static boolean isUsable(MigrationFile file) {
        return file.status() != MigrationFileStatus.UNUSABLE;
    }

    private static String summary(List<MigrationFile> files, MigrationOptions options) {
        if (refused(files, options)) {
            return count(files.stream().filter(file -> !isUsable(file)).count(), "file")
                    + " of " + files.size()
                    + " cannot be used, so nothing was made. Mend or remove what is named, or leave"
                    + " it out by skip_bad.";
        }
        RowCounts all = files.stream().map(MigrationFile::counts).reduce(RowCounts.NONE, RowCounts::plus);
        String rows = "%s: %d imported, %s, %d rejected."
                .formatted(
                        count(all.rows(), "row"), all.imported(), count(all.duplicates(), "duplicate"), all.rejected());
        long agents = files.stream()
                .filter(MigrationFile::agentCreated)
                .map(MigrationFile::agentId)
                .distinct()
                .count();
        long campaigns = files.stream().filter(MigrationFile::campaignCreated).count();
        long out = files.stream().filter(file -> !isUsable(file)).count();
        String made = "%s and %s created.".formatted(count(agents, "agent"), count(campaigns, "campaign"));
        String verdict = options.dryRun()
                ? "Dry run of %s; nothing was made, and this would be: ".formatted(count(files.size(), "file"))
                : "%s, %d verified. "
                        .formatted(
                                count(files.size(), "file"),
                                files.stream().filter(MigrationFile::verified).count());
        return verdict + (out > 0 ? out + " left out. " : "") + rows + " " + made;
    }

    private static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
