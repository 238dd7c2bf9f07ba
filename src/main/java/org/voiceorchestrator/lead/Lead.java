package org.voiceorchestrator.lead;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.http.ApiDoc;

/// A customer to be called in a campaign.
///
/// @param leadId unique name: `{campaign_id}-{phone_number}`
/// @param phoneNumber digits with the country code and no plus: `923001234567`
/// @param campaign id of the campaign
/// @param customerSegment micro, small, medium, large, or empty
/// @param lastCallDate when it was last called
/// @param followUpDate when the customer wants to be called again
/// @param attemptCount how often it was called
/// @param dueAt not called before this
/// @param disposition what came of the last call, in the agent's words
@Serdeable
public record Lead(
        long id,
        String leadId,
        String phoneNumber,
        String customerName,
        String city,
        Segment segment,
        long campaign,
        String campaignName,
        String customerSegment,
        @Nullable LocalDate lastOrderDate,
        @Nullable Instant lastCallDate,
        @Nullable LocalDate followUpDate,
        LeadStatus status,
        int attemptCount,
        int maxAttempts,
        Instant dueAt,
        String disposition,
        String notes,
        @ApiDoc.FreeForm Map<String, Object> metadata,
        Instant createdAt,
        Instant updatedAt) {}
