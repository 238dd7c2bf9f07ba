package org.voiceorchestrator.leadimport;

import org.voiceorchestrator.campaign.Segment;

/// That a file become leads of a campaign.
///
/// @param campaign the campaign's `campaign_id`, or its id
/// @param segment must be the campaign's own: a guard against the wrong list in the wrong campaign
/// @param duplicates where else a number must not be
/// @param choices how the file is to be read
public record ImportOrder(
        String campaign,
        Segment segment,
        LeadFile file,
        String uploadedBy,
        DuplicateScope duplicates,
        ReadingChoices choices) {
    public ImportOrder(String campaign, Segment segment, LeadFile file, String uploadedBy) {
        this(campaign, segment, file, uploadedBy, new DuplicateScope.Campaign(), ReadingChoices.none());
    }
}
