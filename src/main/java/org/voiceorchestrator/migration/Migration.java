package org.voiceorchestrator.migration;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run of a migration.
///
/// @param id null for a dry run from the command line, of which nothing is kept
/// @param source `telecard`
/// @param origin where the files came from
/// @param durationDays of the campaigns that it makes
/// @param passedOver names in the folder or archive that are no lead files
/// @param progress per cent of the bytes that are to be read: each file is read to be checked, and to be imported
/// @param totals over all files
/// @param files null in lists: ask for one migration
@Serdeable
public record Migration(
        @Nullable Long id,
        String source,
        String origin,
        String startedBy,
        boolean dryRun,
        boolean activate,
        boolean skipBad,
        int durationDays,
        MigrationStatus status,
        String summary,
        double progress,
        List<String> passedOver,
        Instant createdAt,
        @Nullable Instant finishedAt,
        long filesTotal,
        long filesVerified,
        RowCounts totals,
        @Nullable List<MigrationFile> files) {

    public static final String TELECARD = "telecard";
}
