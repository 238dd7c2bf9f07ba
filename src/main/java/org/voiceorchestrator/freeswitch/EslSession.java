package org.voiceorchestrator.freeswitch;

import java.util.Optional;

/// One life of a connection.
///
/// @param previousCoreUuid the switch's at the session before, empty at the first
public record EslSession(String coreUuid, Optional<String> previousCoreUuid) {
    /// Another start of the switch than the one last talked to: none of its calls is left.
    public boolean restarted() {
        return previousCoreUuid.isPresent() && !previousCoreUuid.get().equals(coreUuid);
    }
}
