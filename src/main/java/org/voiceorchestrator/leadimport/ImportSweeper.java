package org.voiceorchestrator.leadimport;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceorchestrator.database.Database;

/// Closes the logs of imports whose process died: they are open, and nobody holds their lock. Of their files nothing
/// was stored, as that would have closed the log in the same transaction.
@Singleton
public final class ImportSweeper {
    private static final Logger LOG = LoggerFactory.getLogger(ImportSweeper.class);

    /// Between opening the log and taking its lock there is a moment.
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Database database;
    private final ImportLogs logs;
    private final Uploads uploads;

    ImportSweeper(Database database, ImportLogs logs, Uploads uploads) {
        this.database = database;
        this.logs = logs;
        this.uploads = uploads;
    }

    /// To be called once a minute or so, by any process; several at once do no harm.
    ///
    /// @return how many logs were closed
    public int sweep(Instant now) {
        int closed = 0;
        for (long id : logs.openSinceBefore(now.minus(GRACE))) {
            if (closeIfDead(id, now)) {
                closed++;
                LOG.warn("import {} was broken off by the end of its process; its log is closed", id);
            }
        }
        uploads.deleteForgotten(now);
        return closed;
    }

    private boolean closeIfDead(long id, Instant now) {
        return database.inTransaction(() -> logs.tryLock(id)
                && logs.fail(
                        id,
                        "The import was broken off when the server stopped. Nothing was stored; send the file again.",
                        now));
    }
}
