package org.voiceorchestrator.dialing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a process number means one process. A host's name alone is not enough: containers may share it, and in each
/// of them the dialer is process 1, so that each would take the other for its own predecessor.
final class ProcessSpace {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

    private ProcessSpace() {}

    /// The host's name and, where the system tells them, which start of its kernel this is and which of its process
    /// number spaces.
    static String current() {
        return hostName() + bootAndNamespace();
    }

    private static String bootAndNamespace() {
        try {
            return " " + Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE);
        } catch (IOException | UnsupportedOperationException e) {
            // not Linux: no containers that share a name
            return "";
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }
}
