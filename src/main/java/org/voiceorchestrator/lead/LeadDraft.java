package org.voiceorchestrator.lead;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.campaign.Segment;
import org.voiceorchestrator.http.ApiDoc;

/// A lead as somebody wants it.
///
/// @param campaign id of the campaign
/// @param phoneNumber in any of the forms that an import takes; stored as digits with the country code
/// @param segment left out: the campaign's
/// @param customerSegment micro, small, medium, large, or empty
/// @param timeZone IANA name of the zone on whose clock it is called; null: its campaign's. Left out for a new lead,
/// or with another number, city or campaign, it follows from the number, or else the city
/// @param priority the highest are called first
/// @param status left out, it stays as it is (`pending` for a new lead); `dialing` is not for writing
@Serdeable
record LeadDraft(
        @ApiDoc.MayBeLeftOut long campaign,
        @ApiDoc.MayBeLeftOut String phoneNumber,
        @ApiDoc.MayBeLeftOut String customerName,
        @ApiDoc.MayBeLeftOut String city,

        @Schema(requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        Segment segment,

        @ApiDoc.MayBeLeftOut String customerSegment,
        @Nullable LocalDate lastOrderDate,
        @Nullable LocalDate followUpDate,
        @Nullable LeadStatus status,
        @ApiDoc.MayBeLeftOut int maxAttempts,
        @Nullable String timeZone,
        @ApiDoc.MayBeLeftOut int priority,
        @ApiDoc.MayBeLeftOut @ApiDoc.FreeForm Map<String, ?> metadata) {}
