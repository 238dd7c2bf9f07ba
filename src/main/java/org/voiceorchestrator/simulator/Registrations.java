package org.voiceorchestrator.simulator;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The agents' phones as the registrar sees them. Every phone is there until it is said otherwise. Touched by the
/// switch's thread alone.
final class Registrations {
    static final String DOMAIN = "fs.local";

    private final EventBus bus;
    private final Set<String> gone = new HashSet<>();
    private final Set<String> offHook = new HashSet<>();

    Registrations(EventBus bus) {
        this.bus = bus;
    }

    boolean registered(String extension) {
        return !gone.contains(extension);
    }

    /// The handset lies beside the phone, or somebody talks on it past this switch: it is busy.
    boolean offHook(String extension) {
        return offHook.contains(extension);
    }

    void liftHandset(String extension) {
        offHook.add(extension);
    }

    void putDownHandset(String extension) {
        offHook.remove(extension);
    }

    void register(String extension) {
        gone.remove(extension);
        bus.publishCustom("sofia::register", headers -> {
            describe(extension, headers);
            headers.put("status", "Registered(UDP)");
            headers.put("expires", "60");
            headers.put("to-user", extension);
            headers.put("to-host", DOMAIN);
            headers.put("network-ip", "127.0.0.1");
            headers.put("network-port", "5091");
            headers.put("username", extension);
            headers.put("realm", DOMAIN);
            headers.put("user-agent", "softphone");
        });
    }

    void unregister(String extension) {
        gone.add(extension);
        bus.publishCustom("sofia::unregister", headers -> {
            describe(extension, headers);
            headers.put("expires", "0");
        });
    }

    /// The phone went silent, and its time is over. This event names the phone unlike the other two.
    void expire(String extension) {
        gone.add(extension);
        bus.publishCustom("sofia::expire", headers -> {
            headers.put("profile-name", "internal");
            headers.put("call-id", "registration-" + extension);
            headers.put("user", extension);
            headers.put("username", extension);
            headers.put("host", DOMAIN);
            headers.put("contact", contact(extension));
            headers.put("expires", "0");
            headers.put("user-agent", "softphone");
        });
    }

    private static void describe(String extension, Map<String, String> headers) {
        headers.put("profile-name", "internal");
        headers.put("from-user", extension);
        headers.put("from-host", DOMAIN);
        headers.put("presence-hosts", DOMAIN);
        headers.put("contact", contact(extension));
        headers.put("call-id", "registration-" + extension);
        headers.put("rpid", "unknown");
    }

    private static String contact(String extension) {
        return "\"\" <sip:" + extension + "@127.0.0.1:5091;transport=udp>";
    }
}
