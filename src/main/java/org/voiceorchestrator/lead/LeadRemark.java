package org.voiceorchestrator.lead;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.Fields;

/// What an agent has to say of a call. What is left out stays as it is.
///
/// @param disposition what came of it, in a word or two
/// @param followUpDate when the customer wants to be called again
@Serdeable
record LeadRemark(
        @Nullable String disposition,
        @Nullable String notes,
        @Nullable LocalDate followUpDate) {

    static LeadRemark read(@Nullable Map<String, ?> body) {
        Fields fields = Fields.of(body);
        LeadRemark remark = new LeadRemark(
                fields.text("disposition", 100).orNull(null),
                fields.text("notes", 5000).orNull(null),
                fields.date("follow_up_date").orNull(null));
        fields.refuseErrors();
        return remark;
    }
}
