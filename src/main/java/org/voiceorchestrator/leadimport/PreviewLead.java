package org.voiceorchestrator.leadimport;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.Names;
import org.voiceorchestrator.lead.CustomerSegment;

/// A lead that is not there yet; the fields are those of a lead.
@Serdeable
public record PreviewLead(
        String phoneNumber,
        String customerName,
        String city,
        int maxAttempts,
        int priority,
        String customerSegment,
        @Nullable LocalDate lastOrderDate,
        @Nullable LocalDate followUpDate,
        Map<String, String> metadata) {
    static PreviewLead of(LeadRow lead) {
        CustomerSegment segment = lead.customerSegment();
        return new PreviewLead(
                lead.phone().digits(),
                lead.name(),
                lead.city(),
                lead.maxAttempts(),
                lead.priority(),
                segment == null ? "" : Names.of(segment),
                lead.lastOrderDate(),
                lead.followUpDate(),
                lead.metadata());
    }
}
