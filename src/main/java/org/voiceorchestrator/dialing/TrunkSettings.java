package org.voiceorchestrator.dialing;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import org.voiceorchestrator.database.StartRefused;
import org.voiceorchestrator.trunk.Trunk;

/// The trunk that customers are called over. Its limits hold for all processes together.
///
/// @param gateway its name in the switch
/// @param lines calls at once
/// @param callsPerSecond calls begun in any second; the switch has a limit of its own (sessions-per-second), which
/// counts
///     the agents' legs too
/// @param callerId the number that customers see; empty for the trunk's own
/// @param prefix dialed in front of the number with its country code, `+` or `00` say
@Context
@ConfigurationProperties("dialer.trunk")
public record TrunkSettings(
        @Bindable(defaultValue = "carrier") String gateway,
        @Bindable(defaultValue = "60") int lines,
        @Bindable(defaultValue = "10") int callsPerSecond,
        @Bindable(defaultValue = "") String callerId,
        @Bindable(defaultValue = "") String prefix) {

    public TrunkSettings {
        require(gateway.matches("[A-Za-z0-9_.-]{1,64}"), "gateway", "a gateway's name as in the switch");
        require(lines >= 1, "lines", "at least 1");
        require(callsPerSecond >= 1, "calls-per-second", "at least 1");
        require(callerId.matches("\\+?[0-9]{0,20}"), "caller-id", "a number: digits, with or without + in front");
        require(prefix.matches("\\+?[0-9*#]{0,10}"), "prefix", "digits, *, # or +");
    }

    public Trunk trunk() {
        return Trunk.configured(gateway, lines, callsPerSecond, prefix, callerId);
    }

    private static void require(boolean condition, String key, String rule) {
        if (!condition) {
            throw new StartRefused("dialer.trunk." + key + " must be " + rule);
        }
    }
}
