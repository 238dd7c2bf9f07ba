package org.voiceorchestrator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.StartRefused;

/// Why the process could not start, in the words for people where there are some.
final class StartFailure {
    private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);

    private StartFailure() {}

    /// @return the exit status
    static int explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartRefused || cause instanceof java.net.BindException) {
                System.err.println("Voice Orchestrator cannot start. " + words(cause));
                return 1;
            }
        }
        LOG.error("Voice Orchestrator failed", failure);
        return 1;
    }

    private static String words(Throwable cause) {
        return cause instanceof StartRefused
                ? String.valueOf(cause.getMessage())
                : "SERVER_PORT: the port is in use by another process; choose another one (0 = any).";
    }
}
