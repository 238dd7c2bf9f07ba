package org.voiceorchestrator.handling;

import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.http.Fields;

/// To whom a call goes.
///
/// @param agent id of the agent
@Serdeable
record TransferDraft(long agent) {
    static TransferDraft read(@Nullable Map<String, ?> body) {
        Fields fields = Fields.of(body);
        TransferDraft draft = new TransferDraft(fields.id("agent").required(null, 0L));
        fields.refuseOthers("agent");
        fields.refuseErrors();
        return draft;
    }
}
