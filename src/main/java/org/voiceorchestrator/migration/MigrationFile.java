package org.voiceorchestrator.migration;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// What becomes of a file.
///
/// @param sha256 of its bytes
/// @param campaignId the campaign's name, which is the file's; empty where the file's name is no good
/// @param agentId the agent's name
/// @param extension the agent's, or the one it will get
/// @param agentCreated whether the agent was made for this migration (in a dry run: would be), by this run or an
/// earlier one
/// @param campaignCreated the same of the campaign
/// @param alreadyIn whether the same bytes were in before this run
/// @param importLog id of the import log
/// @param verified whether file, import log, leads and figures agree
/// @param campaignStatus what the campaign is at the end; empty where there is none
/// @param problem what is wrong, for people; empty when nothing is
@Serdeable
public record MigrationFile(
        String fileName,
        long sizeBytes,
        String sha256,
        String campaignId,
        String agentId,
        String extension,
        boolean agentCreated,
        boolean campaignCreated,
        MigrationFileStatus status,
        boolean alreadyIn,
        @Nullable Long importLog,
        RowCounts counts,
        boolean verified,
        String campaignStatus,
        String problem) {

    static MigrationFile unusable(String fileName, long sizeBytes, String sha256, String problem) {
        return new MigrationFile(
                fileName,
                sizeBytes,
                sha256,
                "",
                "",
                "",
                false,
                false,
                MigrationFileStatus.UNUSABLE,
                false,
                null,
                RowCounts.NONE,
                false,
                "",
                problem);
    }

    MigrationFile with(MigrationFileStatus newStatus, String newProblem) {
        return new MigrationFile(
                fileName,
                sizeBytes,
                sha256,
                campaignId,
                agentId,
                extension,
                agentCreated,
                campaignCreated,
                newStatus,
                alreadyIn,
                importLog,
                counts,
                false,
                campaignStatus,
                newProblem);
    }

    MigrationFile withExtension(String newExtension) {
        return new MigrationFile(
                fileName,
                sizeBytes,
                sha256,
                campaignId,
                agentId,
                newExtension,
                agentCreated,
                campaignCreated,
                status,
                alreadyIn,
                importLog,
                counts,
                verified,
                campaignStatus,
                problem);
    }

    MigrationFile withCampaignStatus(String newStatus) {
        return new MigrationFile(
                fileName,
                sizeBytes,
                sha256,
                campaignId,
                agentId,
                extension,
                agentCreated,
                campaignCreated,
                status,
                alreadyIn,
                importLog,
                counts,
                verified,
                newStatus,
                problem);
    }

    /// @param difference what does not agree; empty: it is verified
    MigrationFile imported(long log, RowCounts stored, String newCampaignStatus, String difference) {
        return new MigrationFile(
                fileName,
                sizeBytes,
                sha256,
                campaignId,
                agentId,
                extension,
                agentCreated,
                campaignCreated,
                MigrationFileStatus.IMPORTED,
                alreadyIn,
                log,
                stored,
                difference.isEmpty(),
                newCampaignStatus,
                difference);
    }
}
