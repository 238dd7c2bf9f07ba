package org.voiceorchestrator.leadimport;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/// What an upload would make of all rows of a file. Each row is counted once, and `total` is the sum of the others;
/// but `duplicate_in_other_campaigns` tells what is only worth knowing where `duplicates` is `campaign`: such numbers
/// are among the new ones then.
///
/// @param fresh rows that would become leads
/// @param duplicateInOtherCampaigns numbers that are in none of the figures above, and are in another active campaign,
///     or in one of the last days where the upload asks for that
/// @param invalidByReason the codes of rows that are no good
@Serdeable
public record PreviewCounts(
        long total,
        @JsonProperty("new") long fresh,
        long duplicateInFile,
        long duplicateInCampaign,
        long duplicateInOtherCampaigns,
        long doNotCall,
        long invalid,
        Map<String, Long> invalidByReason) {}
