package org.voiceorchestrator.call;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import org.voiceorchestrator.database.StartRefused;

/// What the audit holds calls to that no campaign says.
///
/// @param mostCallsADay so often a number's phone may ring on one business day, over all campaigns; 0: as often as
/// the leads allow
@Context
@ConfigurationProperties("dialer.audit")
public record AuditSettings(@Bindable(defaultValue = "0") int mostCallsADay) {
    public AuditSettings {
        if (mostCallsADay < 0) {
            throw new StartRefused("DIALER_AUDIT_MOST_CALLS_A_DAY must be a number from 0 (not looked at) on");
        }
    }
}
