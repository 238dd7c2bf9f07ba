package org.voiceorchestrator;

import org.voiceorchestrator.database.StartRefused;

/// The FreeSWITCH that `FREESWITCH_HOST`, `FREESWITCH_PORT` and `FREESWITCH_PASSWORD` name.
///
/// @param host empty: none is named, and the built-in simulated one is dialed over
record FreeSwitchSettings(String host, int port, String password) {
    FreeSwitchSettings {
        if (!host.isEmpty() && password.isBlank()) {
            throw new StartRefused("FREESWITCH_PASSWORD is missing: FREESWITCH_HOST is set, so set the password of its"
                    + " event socket too (event_socket.conf.xml)");
        }
        if (port < 1 || port > 65535) {
            throw new StartRefused("FREESWITCH_PORT must be a number from 1 to 65535");
        }
    }

    /// @param port as it was written
    static FreeSwitchSettings of(String host, String port, String password) {
        String digits = port.strip();
        return new FreeSwitchSettings(
                host.strip(), digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0, password);
    }

    @Override
    public String toString() {
        return "FreeSWITCH at " + host + ":" + port;
    }
}
