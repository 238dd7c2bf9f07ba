package org.voiceorchestrator.call;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import org.voiceorchestrator.database.StartRefused;

/// How often one number is called, over all campaigns together. Campaigns may be stricter, not laxer.
///
/// @param callsPerNumberDaily on one day of the lead's clock; 0: no limit
/// @param callsPerNumberRolling within any 24 hours; 0: no limit
@Context
@ConfigurationProperties("dialer.limits")
public record CallLimits(
        @Bindable(defaultValue = "10") int callsPerNumberDaily,
        @Bindable(defaultValue = "0") int callsPerNumberRolling) {

    public CallLimits {
        require(callsPerNumberDaily, "calls-per-number-daily");
        require(callsPerNumberRolling, "calls-per-number-rolling");
    }

    public NumberCaps caps() {
        return new NumberCaps(callsPerNumberDaily, callsPerNumberRolling);
    }

    private static void require(int calls, String key) {
        if (calls < 0 || calls > NumberCaps.MOST) {
            throw new StartRefused("dialer.limits." + key + " must be from 0 (no limit) to " + NumberCaps.MOST);
        }
    }
}
