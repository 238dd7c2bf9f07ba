package org.voiceorchestrator.lead;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Fields;

/// A call that was agreed with a customer.
///
/// @param at when; within a year from now
/// @param agent id of the agent who has to make it; null or left out: anyone
/// @param note what to know for it
@Serdeable
record CallBackDraft(
        Instant at,
        @Nullable Long agent,
        @ApiDoc.MayBeLeftOut String note) {
    private static final Duration FARTHEST = Duration.ofDays(366);

    static CallBackDraft read(@Nullable Map<String, ?> body, Instant now) {
        Fields fields = Fields.of(body);
        Instant soon = now.plusSeconds(1);
        Instant at = Objects.requireNonNullElse(fields.instant("at").required(null, soon), soon);
        if (!at.isAfter(now)) {
            fields.reject("at", "Ensure this is in the future.");
        } else if (at.isAfter(now.plus(FARTHEST))) {
            fields.reject("at", "Ensure this is within a year.");
        }
        CallBackDraft draft = new CallBackDraft(
                at,
                fields.idOrNull("agent").orNull(null),
                fields.text("note", 1000).orElse(""));
        fields.refuseErrors();
        return draft;
    }
}
