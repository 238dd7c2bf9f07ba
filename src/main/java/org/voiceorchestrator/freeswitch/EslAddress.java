package org.voiceorchestrator.freeswitch;

/// Where a switch listens and what it wants to hear. The password is in no text that this makes.
public record EslAddress(String host, int port, String password) {
    public EslAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the switch's host is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the switch's port is " + port);
        }
        if (password.isEmpty()) {
            throw new IllegalArgumentException("the switch's password is empty");
        }
        CommandText.oneLine("the switch's password", password);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
