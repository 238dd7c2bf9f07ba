package org.voiceorchestrator.leadimport;

import java.time.Duration;
import java.time.Instant;

/// When the leads of each part of a file may be called first. A claim passes over leads that it cannot see yet one by
/// one; those that are not due until the import is over it does not even meet. So all but the first part become due
/// when the import should be over.
final class DueTimes {
    /// Of the time that an import should take, to be on the safe side.
    private static final double MARGIN = 1.5;

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Instant start;
    private boolean first = true;
    private Instant latest;

    DueTimes(Instant start) {
        this.start = start;
        this.latest = start;
    }

    /// In the order of the file: never earlier than those before.
    ///
    /// @param read how much of the file has been read, from 0 to 1
    Instant next(Instant now, double read) {
        if (first || read <= 0) {
            first = false;
            return latest;
        }
        Duration expected =
                Duration.ofMillis((long) (Duration.between(start, now).toMillis() / read * MARGIN));
        Instant due = start.plus(expected.compareTo(LONGEST) < 0 ? expected : LONGEST);
        latest = due.isAfter(latest) ? due : latest;
        return latest;
    }
}
