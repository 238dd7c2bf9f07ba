package org.voiceorchestrator.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has happened and must be written down, also when the database is away for a while.
public final class KeepTrying {
    private static final Logger LOG = LoggerFactory.getLogger(KeepTrying.class);
    private static final long BETWEEN_TRIES_MILLIS = 1000;

    private KeepTrying() {}

    /// Tries, and again a second after each failure, until it succeeds or this thread is interrupted.
    ///
    /// @param what for the log
    /// @param work safe to do twice: of a failure it is not known whether the database did it
    public static void untilDone(String what, Runnable work) throws InterruptedException {
        while (true) {
            try {
                work.run();
                return;
            } catch (DatabaseException e) {
                LOG.warn("{}: cannot be written down; trying again: {}", what, e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("{}: cannot be written down; trying again", what, e);
            }
            Thread.sleep(BETWEEN_TRIES_MILLIS);
        }
    }
}
