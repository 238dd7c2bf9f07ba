package org.voiceorchestrator;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import org.voiceorchestrator.simulator.Scenario;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.simulator.SimulatedSwitchConfig;

/// The built-in switch that is dialed where `FREESWITCH_HOST` names no other.
///
/// @param timeScale how much faster than the clock on the wall its calls pass
/// @param seed decides who answers and who does not: the same seed, the same day
@ConfigurationProperties("dialer.simulator")
record SimulatorSettings(
        @Bindable(defaultValue = "10") double timeScale,
        @Bindable(defaultValue = "1") long seed) {

    /// @param recordings where what is recorded can be listened to
    SimulatedSwitch start(String gateway, Path recordings) {
        return SimulatedSwitch.start(
                SimulatedSwitchConfig.of(Scenario.demo(seed).agentsTakeSeveralCalls())
                        .withGateways(gateway)
                        .withTimeScale(timeScale)
                        .withRecordings(recordings));
    }
}
