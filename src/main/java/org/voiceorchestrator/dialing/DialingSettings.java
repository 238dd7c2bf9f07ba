package org.voiceorchestrator.dialing;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import org.voiceorchestrator.database.StartRefused;

/// How this process dials.
///
/// @param enabled false: this process serves the API only
/// @param lines calls at once in this process
/// @param ringFor how long a customer's phone may ring
/// @param agentRingFor how long an agent's phone may ring while the customer waits
/// @param lease a worker not heard of for so long is dead
/// @param stopPatience how long live calls are followed when the process is stopped
@Context
@ConfigurationProperties("dialer.dialing")
public record DialingSettings(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "1000") int lines,
        @Bindable(defaultValue = "45s") Duration ringFor,
        @Bindable(defaultValue = "20s") Duration agentRingFor,
        @Bindable(defaultValue = "15s") Duration lease,
        @Bindable(defaultValue = "5s") Duration stopPatience) {

    public DialingSettings {
        require(lines >= 1, "lines", "at least 1");
        require(ringFor.toSeconds() >= 15, "ring-for", "at least 15s: a call that rings shorter was never offered");
        require(agentRingFor.toSeconds() >= 1, "agent-ring-for", "at least 1s");
        require(lease.toMillis() >= 1000, "lease", "at least 1s");
    }

    private static void require(boolean condition, String key, String rule) {
        if (!condition) {
            throw new StartRefused("dialer.dialing." + key + " must be " + rule);
        }
    }
}
