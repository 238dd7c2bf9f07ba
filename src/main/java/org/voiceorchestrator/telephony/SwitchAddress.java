package org.voiceorchestrator.telephony;

/// Where the switch's event socket is.
///
/// @param description for people, without the password
public record SwitchAddress(String host, int port, String password, String description) {
    @Override
    public String toString() {
        return description;
    }
}
