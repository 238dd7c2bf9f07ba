package org.voiceorchestrator.handling;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Fields;
import org.voiceorchestrator.security.Caller;

/// A lead that its agent does not have called.
///
/// @param agent id of the agent; an agent's user need not say it
/// @param reason why, for people; becomes the lead's notes
/// @param againAt when the lead is due again; null or left out: it is skipped for good
@Serdeable
record SkipDraft(
        @ApiDoc.MayBeLeftOut Long agent,
        String reason,
        @Nullable Instant againAt) {
    static SkipDraft read(@Nullable Map<String, ?> body, Caller caller, Instant now) {
        Fields fields = Fields.of(body);
        Instant againAt = fields.instant("again_at").orNull(null);
        if (againAt != null && !againAt.isAfter(now)) {
            fields.reject("again_at", "Enter a time to come.");
        }
        SkipDraft draft = new SkipDraft(
                fields.id("agent").required(caller.agentId().orElse(null), 0L),
                fields.filledText("reason", 1000).required(null, ""),
                againAt);
        fields.refuseOthers("agent", "reason", "again_at");
        fields.refuseErrors();
        return draft;
    }
}
