package org.voiceorchestrator.campaign;

/// Published after the commit that made a campaign active: there may be leads to call.
///
/// @param id the campaign's numeric id
public record CampaignActivated(long id) {}
