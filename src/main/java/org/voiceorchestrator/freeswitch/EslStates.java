package org.voiceorchestrator.freeswitch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The current state, moved by the threads that see things happen.
final class EslStates {
    private static final Logger LOG = LoggerFactory.getLogger(EslStates.class);

    private final EslAddress address;
    private volatile EslState current = new EslState.Disconnected(0, "not connected yet");

    EslStates(EslAddress address) {
        this.address = address;
    }

    EslState current() {
        return current;
    }

    synchronized EslState move(EslState.Input input) {
        var before = current;
        current = EslState.next(before, input);
        if (!current.equals(before)) {
            tell(current);
        }
        return current;
    }

    private void tell(EslState state) {
        switch (state) {
            case EslState.Ready(var coreUuid) -> LOG.info("connected to the switch at {}, core {}", address, coreUuid);
            case EslState.Disconnected(int failures, var reason)
            when failures <= 1 -> LOG.warn("no connection to the switch at {}: {}", address, reason);
            case EslState.AuthRefused(int failures, var reason) ->
                LOG.error("the switch at {} does not let us in (attempt {}): {}", address, failures, reason);
            case EslState.Disconnected _,
                    EslState.Connecting _,
                    EslState.Greeting _,
                    EslState.Authenticating _,
                    EslState.Subscribing _,
                    EslState.Closed _ -> LOG.debug("{} at {}", state.inWords(), address);
        }
    }
}
