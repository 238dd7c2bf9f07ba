package org.voiceorchestrator.lead;

import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Segment;

/// The leads of one segment and status, which lie together in the indexes of the lists, ordered by time and id.
///
/// @param campaign the campaign they belong to; null: of all campaigns
/// @param leads how many there are
record LeadGroup(@Nullable Long campaign, Segment segment, LeadStatus status, long leads) {}
