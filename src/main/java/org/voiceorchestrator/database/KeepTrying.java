package org.voiceorchestrator.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has happened and must be written down, also when the database is away for a while.
public final class KeepTrying {
    private static final Logger LOG = LoggerFactory.getLogger(KeepTrying.class);
    private static final long BETWEEN_TRIES_MILLIS = 1000;
    /// After the first failure that will be met again; twice as long after each next one.
    private static final long FIRST_PAUSE_MILLIS = 250;
    /// With the pauses between them they take eight seconds.
    private static final int MOST_FAILURES = 6;

    private KeepTrying() {}

    /// Tries until it succeeds, is given up, or this thread is interrupted: again a second after a failure that may
    /// pass by itself ([DatabaseException#mayPass]), for as long as it takes; six times in a row with growing
    /// pauses where the same statement would fail in the same way (a constraint, a value that is refused, a bug).
    /// What is given up is lost, and an ERROR says what it was.
    ///
    /// @param what for the log
    /// @param work safe to do twice: of a failure it is not known whether the database did it
    /// @return false: given up
    public static boolean untilDone(String what, Runnable work) throws InterruptedException {
        return untilDone(what, work, BETWEEN_TRIES_MILLIS, FIRST_PAUSE_MILLIS);
    }

    static boolean untilDone(String what, Runnable work, long betweenTries, long firstPause)
            throws InterruptedException {
        int failures = 0;
        while (true) {
            try {
                work.run();
                return true;
            } catch (RuntimeException e) {
                failures = mayPass(e) ? 0 : failures + 1;
                if (failures == MOST_FAILURES) {
                    LOG.error("{}: could not be written down and is given up", what, e);
                    return false;
                }
                LOG.warn("{}: cannot be written down; trying again: {}", what, e.getMessage());
            }
            Thread.sleep(failures == 0 ? betweenTries : firstPause << (failures - 1));
        }
    }

    private static boolean mayPass(RuntimeException e) {
        return e instanceof DatabaseException failure && failure.mayPass();
    }
}
