package org.voiceorchestrator.leadimport;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.lead.CustomerSegment;
import org.voiceorchestrator.phone.PhoneNumber;

/// The lead that a good row describes. Texts are empty where the row has none; metadata holds the columns a lead has
/// no field for, by their header.
///
/// @param metadataJson the same metadata as the text of a JSON object, ready to be stored
public record LeadRow(
        PhoneNumber phone,
        String name,
        String city,
        int maxAttempts,
        int priority,
        @Nullable CustomerSegment customerSegment,
        @Nullable LocalDate lastOrderDate,
        @Nullable LocalDate followUpDate,
        Map<String, String> metadata,
        String metadataJson) {}
