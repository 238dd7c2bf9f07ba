package org.voiceorchestrator.simulator;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The trunks to the carriers, and which of them answer no pings.
final class Gateways {
    private final Set<String> names;
    private final Set<String> down = new HashSet<>();
    private final EventBus bus;

    Gateways(Set<String> names, EventBus bus) {
        this.names = new TreeSet<>(names);
        this.bus = bus;
    }

    /// Empty when calls can go there.
    Optional<HangupCause> refusal(String gateway) {
        if (!names.contains(gateway)) {
            return Optional.of(HangupCause.INVALID_GATEWAY);
        }
        return down.contains(gateway) ? Optional.of(HangupCause.GATEWAY_DOWN) : Optional.empty();
    }

    void mark(String gateway, boolean isDown) {
        boolean changed = isDown ? down.add(gateway) : down.remove(gateway);
        if (changed) {
            bus.publishCustom("sofia::gateway_state", headers -> {
                headers.put("Gateway", gateway);
                headers.put("State", "NOREG");
                headers.put("Ping-Status", isDown ? "DOWN" : "UP");
                headers.put("Phrase", isDown ? "Service Unavailable" : "OK");
                headers.put("Status", isDown ? "503" : "200");
            });
        }
    }

    String status(String gateway) {
        if (!names.contains(gateway)) {
            return "Invalid Gateway!\n";
        }
        var line = "=".repeat(97) + "\n";
        return line + "Name    \t" + gateway + "\nProfile \texternal\nState   \tNOREG\nStatus  \t"
                + (down.contains(gateway) ? "DOWN" : "UP") + "\n" + line;
    }
}
