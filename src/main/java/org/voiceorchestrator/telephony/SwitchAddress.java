package org.voiceorchestrator.telephony;

/// Where the switch's event socket is.
///
/// @param builtIn the simulated one of this process, on which nobody's phone rings
/// @param description for people, without the password
public record SwitchAddress(String host, int port, String password, boolean builtIn, String description) {
    @Override
    public String toString() {
        return description;
    }
}
