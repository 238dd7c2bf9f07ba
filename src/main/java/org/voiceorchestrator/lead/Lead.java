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
/// @param timeZone IANA name of the zone on whose clock it is called; null: its campaign's
/// @param priority from -99 to 99; the highest are called first
/// @param callBackAt when it was agreed to call again: at that time before all others, and not before it
/// @param callBackAgent id of the agent who has to make that call; null: anyone
/// @param callBackNote what to know for that call
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
        @Nullable String timeZone,
        int priority,
        @Nullable Instant callBackAt,
        @Nullable Long callBackAgent,
        String callBackNote,
        String disposition,
        String notes,
        @ApiDoc.FreeForm Map<String, Object> metadata,
        Instant createdAt,
        Instant updatedAt) {}
