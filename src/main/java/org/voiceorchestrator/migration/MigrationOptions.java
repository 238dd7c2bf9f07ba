package org.voiceorchestrator.migration;

/// What is to be done beside importing.
///
/// @param dryRun nothing is made: what would become of every file is found out, exactly
/// @param activate when all files are in and verified, their campaigns that are drafts are activated
/// @param skipBad files that are no good are left out, instead of stopping all others
/// @param durationDays so many days after its activation a campaign ends, 1 to 3650
public record MigrationOptions(
        boolean dryRun, boolean activate, boolean skipBad, int durationDays, Extensions extensions) {
    public static final int LONGEST = 3650;

    public MigrationOptions {
        if (durationDays < 1 || durationDays > LONGEST) {
            throw new IllegalArgumentException("The days must be from 1 to " + LONGEST + ".");
        }
    }
}
