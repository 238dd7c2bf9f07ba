package org.voiceorchestrator.handling;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.ApiDoc;
import org.voiceorchestrator.http.Fields;
import org.voiceorchestrator.security.Caller;

/// For whom a lead is.
///
/// @param agent id of the agent; an agent's user need not say it
@Serdeable
record PreviewDraft(@ApiDoc.MayBeLeftOut Long agent) {
    static PreviewDraft read(@Nullable Map<String, ?> body, Caller caller) {
        Fields fields = Fields.of(body);
        PreviewDraft draft =
                new PreviewDraft(fields.id("agent").required(caller.agentId().orElse(null), 0L));
        fields.refuseOthers("agent");
        fields.refuseErrors();
        return draft;
    }
}
