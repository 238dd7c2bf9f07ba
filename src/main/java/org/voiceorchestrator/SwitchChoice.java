package org.voiceorchestrator;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.voiceorchestrator.database.StartRefused;
import org.voiceorchestrator.dialing.TrunkSettings;
import org.voiceorchestrator.simulator.SimulatedSwitch;
import org.voiceorchestrator.telephony.SwitchAddress;

/// The switch that is dialed over: the FreeSWITCH that `FREESWITCH_HOST` names, or the built-in simulated one, which
/// only then is started.
@Factory
final class SwitchChoice {
    @Singleton
    SwitchAddress address(
            @Nullable @Property(name = "freeswitch.host") String host,
            @Property(name = "freeswitch.port", defaultValue = "8021") int port,
            @Nullable @Property(name = "freeswitch.password") String password,
            BeanProvider<SimulatedSwitch> simulator) {
        if (host == null || host.isBlank()) {
            SimulatedSwitch simulated = simulator.get();
            return new SwitchAddress(
                    "127.0.0.1", simulated.port(), "ClueCon", "built-in simulated switch on port " + simulated.port());
        }
        if (password == null || password.isBlank()) {
            throw new StartRefused("FREESWITCH_PASSWORD is missing: FREESWITCH_HOST is set, so set the password of its"
                    + " event socket too (event_socket.conf.xml)");
        }
        if (port < 1 || port > 65535) {
            throw new StartRefused("FREESWITCH_PORT must be from 1 to 65535");
        }
        return new SwitchAddress(host, port, password, "FreeSWITCH at " + host + ":" + port);
    }

    @Singleton
    @Bean(preDestroy = "close")
    SimulatedSwitch simulatedSwitch(SimulatorSettings settings, TrunkSettings trunk) {
        return settings.start(trunk.gateway());
    }
}
