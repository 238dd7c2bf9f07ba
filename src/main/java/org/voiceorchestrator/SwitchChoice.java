package org.voiceorchestrator;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import org.voiceorchestrator.dialing.TrunkSettings;
import org.voiceorchestrator.recording.RecordingPaths;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.telephony.SwitchAddress;

/// The switch that is dialed over: the FreeSWITCH that `FREESWITCH_HOST` names, or the built-in simulated one, which
/// only then is started.
@Factory
final class SwitchChoice {
    @Context
    FreeSwitchSettings settings(
            @Property(name = "freeswitch.host", defaultValue = "") String host,
            @Property(name = "freeswitch.port", defaultValue = "8021") String port,
            @Property(name = "freeswitch.password", defaultValue = "") String password) {
        return FreeSwitchSettings.of(host, port, password);
    }

    @Singleton
    SwitchAddress address(FreeSwitchSettings settings, BeanProvider<SimulatedSwitch> simulator) {
        if (settings.host().isEmpty()) {
            SimulatedSwitch simulated = simulator.get();
            return new SwitchAddress(
                    "127.0.0.1",
                    simulated.port(),
                    "ClueCon",
                    true,
                    "built-in simulated switch on port " + simulated.port());
        }
        return new SwitchAddress(settings.host(), settings.port(), settings.password(), false, settings.toString());
    }

    @Singleton
    @Bean(preDestroy = "close")
    SimulatedSwitch simulatedSwitch(SimulatorSettings settings, TrunkSettings trunk, RecordingPaths recordings) {
        return settings.start(trunk.gateway(), recordings.directory());
    }
}
