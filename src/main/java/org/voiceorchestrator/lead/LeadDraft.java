package org.voiceorchestrator.lead;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Segment;

/// A lead as somebody wants it.
///
/// @param campaign id of the campaign
/// @param phoneNumber in any of the forms that an import takes; stored as digits with the country code
/// @param segment left out: the campaign's
/// @param customerSegment micro, small, medium, large, or empty
/// @param status left out, it stays as it is (`pending` for a new lead); `dialing` is not for writing
@Serdeable
record LeadDraft(
        long campaign,
        String phoneNumber,
        String customerName,
        String city,
        Segment segment,
        String customerSegment,
        @Nullable LocalDate lastOrderDate,
        @Nullable LocalDate followUpDate,
        @Nullable LeadStatus status,
        int maxAttempts,
        Map<String, ?> metadata) {}
